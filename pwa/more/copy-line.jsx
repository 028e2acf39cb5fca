import { gettext as _ } from '../i18n.js';
import { state } from '../sync/sync.js';
import { Consent, CopyButton } from './copy-button.jsx';
import { CopyState } from './copy-state.jsx';

/** The safe-copy line of Today: where the entries are, and one tap to make them safe. */
export function SafeCopyLine() {
  return (
    <section class="card" aria-label={_('Safe copy')}>
      <CopyState />
      {state.value === 'local' && <Consent />}
      <CopyButton />
    </section>
  );
}
