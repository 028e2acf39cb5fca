import { gettext as _ } from '../i18n.js';
import { Screen } from '../screen.jsx';
import { state } from '../sync/sync.js';
import { Consent, CopyButton } from './copy-button.jsx';
import { CopyState } from './copy-state.jsx';

/** Where the entries are, what a safe copy is, and what to do about it. */
export function CopyScreen() {
  return (
    <Screen title={_('Safe copy')} parent="more">
      <div class="stack">
        <section class="card" aria-label={_('State of the safe copy')}>
          <CopyState />
          {state.value === 'local' && <Consent />}
          <CopyButton />
        </section>
        <section class="near" aria-labelledby="what">
          <h2 id="what">{_('What it is')}</h2>
          <p>{_('Your diary always stays on this phone and works without a connection.')}</p>
          <p>
            {_(
              'With a safe copy, each entry is also sent to the server as soon as there is a connection, and kept there encrypted under a key of your own account.',
            )}
          </p>
          <p>{_('The report for your clinician is made from the safe copy.')}</p>
        </section>
      </div>
    </Screen>
  );
}
