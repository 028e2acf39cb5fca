import { gettext as _ } from '../i18n.js';
import { Screen } from '../screen.jsx';
import { version } from '../version.js';

/** What Tolv is for, what it is not, and where the entries go. */
export function AboutScreen() {
  return (
    <Screen title={_('About Tolv')} parent="more">
      <div class="stack prose">
        <section class="near">
          <h2>{_('What it is for')}</h2>
          <p>
            {_(
              'Tolv is a diary for people treated for vitamin B12 deficiency. It records and shows what you write: symptoms, injections and tablets.',
            )}
          </p>
          <p>
            {_(
              'It never recommends a dose or an interval, and it does not diagnose. The plan comes from your clinician.',
            )}
          </p>
        </section>
        <section class="near">
          <h2>{_('When you are worried')}</h2>
          <p>
            {_('These symptoms are also common in other conditions. Contact your GP if you are worried.')}
          </p>
          <p>{_('Nobody watches what you write here. In an emergency call the emergency number.')}</p>
        </section>
        <section class="near">
          <h2>{_('Privacy')}</h2>
          <p>{_('Your diary is kept on this phone. Without a safe copy, nothing you write leaves it.')}</p>
          <p>
            {_(
              'With a safe copy it is also kept encrypted on the server, under an account without name or e-mail. There is no advertising and no tracking.',
            )}
          </p>
        </section>
        <section class="near">
          <h2>{_('The questions')}</h2>
          <p>
            {_('The questions are our own wording and have not been validated as a measuring instrument.')}
          </p>
        </section>
        <section class="near">
          <h2>{_('Licence')}</h2>
          <p>{_('Tolv is free software under the European Union Public Licence, EUPL 1.2.')}</p>
          <p class="muted">{_('Version %(version)s', { version })}</p>
        </section>
      </div>
    </Screen>
  );
}
