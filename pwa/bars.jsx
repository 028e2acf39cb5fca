import { gettext as _ } from './i18n.js';
import { Close } from './icons.jsx';
import { complain, dismiss, hold, notice, release } from './notice.js';
import { applyUpdate, updateReady } from './update.js';

/** What has to be said just now: what was done, and that a new version waits. */
export function Bars() {
  return (
    <div class="bars">
      {updateReady.value && (
        <section class="bar" aria-label={_('A new version is ready')}>
          <p>{_('A new version is ready')}</p>
          <button type="button" class="button" onClick={applyUpdate}>
            {_('Restart')}
          </button>
        </section>
      )}
      <div role="status">{notice.value && <Said said={notice.value} />}</div>
    </div>
  );
}

/** @param {{ said: import('./notice.js').Notice }} props */
function Said({ said: { text, undo } }) {
  const takeBack = () => {
    dismiss();
    undo?.().catch(complain);
  };
  return (
    <div class="bar" onPointerEnter={hold} onPointerLeave={release} onFocusIn={hold} onFocusOut={release}>
      <p>{text}</p>
      {undo && (
        <button type="button" class="button" onClick={takeBack}>
          {_('Undo')}
        </button>
      )}
      <button type="button" class="button icon" aria-label={_('Close')} onClick={dismiss}>
        <Close />
      </button>
    </div>
  );
}
