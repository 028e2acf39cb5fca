import { gettext as _, ngettext } from '../i18n.js';
import { Copy, Phone, Waiting } from '../icons.jsx';
import { parked, waiting } from '../records/store.js';
import { deviceRemoved, state } from '../sync/sync.js';

/** Where the entries are, in a few words. */
export function stateWords() {
  const count = waiting.value;
  switch (state.value) {
    case 'local':
      return _('On this phone only');
    case 'backed-up':
      return _('Backed up');
    case 'signed-out':
      return _('Log in to back up');
    case 'old-app':
      return _('Restart to go on backing up');
    case 'offline':
      return count ? waitingWords(count) : _('Backed up. No connection right now');
    default:
      return waitingWords(count);
  }
}

/** @param {number} count */
const waitingWords = (count) =>
  ngettext('%(num)s entry waiting to be backed up', '%(num)s entries waiting to be backed up', count);

/** The state with its icon, and what could not be taken. */
export function CopyState() {
  const Icon = state.value === 'local' ? Phone : state.value === 'backed-up' ? Copy : Waiting;
  const refused = parked.value;
  return (
    <>
      <p class="state">
        <Icon /> {stateWords()}
      </p>
      {deviceRemoved.value && <p>{_('This phone was taken off the account. Your diary is still here.')}</p>}
      {refused > 0 && (
        <p>
          {ngettext(
            '%(num)s entry could not be backed up. It is safe on this phone.',
            '%(num)s entries could not be backed up. They are safe on this phone.',
            refused,
          )}
        </p>
      )}
    </>
  );
}
