import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { NoWayIn, PhoneInUse, join } from '../accounts/join.js';
import { gettext as _ } from '../i18n.js';
import { rename } from '../route.js';
import { Screen } from '../screen.jsx';

/** This browser was let into an account: its diary is fetched, then Today opens. */
export function JoinScreen() {
  const said = useSignal(_('One moment'));
  useEffect(() => {
    join().then(
      () => rename('today'),
      (error) => (said.value = why(error)),
    );
  }, []);
  return (
    <Screen title={_('Fetching your diary')} parent="today">
      <p role="status">{said.value}</p>
    </Screen>
  );
}

/** @param {unknown} error */
function why(error) {
  if (error instanceof NoWayIn) return _('This link was used before, or is too old. Ask for a new one.');
  if (error instanceof PhoneInUse)
    return _('This phone already holds another diary. The two are never mixed.');
  return _('It could not be fetched. Try again when you are online.');
}
