import { useSignal } from '@preact/signals';
import { keepSafeCopy, signIn } from '../accounts/copy.js';
import { gettext as _ } from '../i18n.js';
import { tell } from '../notice.js';
import { Problem } from '../sync/trouble.js';
import { state, syncNow } from '../sync/sync.js';
import { applyUpdate } from '../update.js';

/** What can be done about the safe copy just now, if anything. */
export function CopyButton() {
  const busy = useSignal(false);
  const act = todo();
  if (!act) return null;

  async function run() {
    if (busy.value) return;
    busy.value = true;
    await act?.run().catch(explain);
    busy.value = false;
  }

  return (
    <button type="button" class="button" aria-busy={busy.value} onClick={run}>
      {busy.value ? _('One moment') : act.words}
    </button>
  );
}

/** The server's own words where it has some. @param {unknown} error */
const explain = (error) =>
  tell((error instanceof Problem && error.detail) || _('That needs a connection. Try again later.'));

/** @returns {{ words: string, run: () => Promise<unknown> } | undefined} */
function todo() {
  switch (state.value) {
    case 'local':
      return { words: _('Keep a safe copy'), run: keepSafeCopy };
    case 'signed-out':
      return { words: _('Log in'), run: signIn };
    case 'old-app':
      return { words: _('Restart'), run: async () => applyUpdate() };
    case 'backed-up':
      return undefined;
    default:
      return { words: _('Back up now'), run: syncNow };
  }
}

/** What leaves the phone: said before the tap that agrees to it. */
export function Consent() {
  return (
    <p class="muted">
      {_(
        'With a safe copy, what you write here about your health is also kept, encrypted, on the Tolv server, so that a lost phone loses nothing. No name and no e-mail are needed. By tapping you agree to this.',
      )}
    </p>
  );
}
