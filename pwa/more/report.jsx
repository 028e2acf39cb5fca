import { gettext as _, language } from '../i18n.js';
import { Report } from '../further-icons.jsx';
import { registered } from '../records/identity.js';
import { waiting } from '../records/store.js';
import { Screen } from '../screen.jsx';
import { Consent, CopyButton } from './copy-button.jsx';
import { CopyState } from './copy-state.jsx';

/** The report for the visit, or what it still needs. */
export function ReportScreen() {
  return (
    <Screen title={_('Report for my clinician')} parent="more">
      <div class="stack">
        <p>
          {_(
            'One page with your symptoms over time, the doses you took and your own words. It shows what you wrote and judges nothing.',
          )}
        </p>
        {registered.value ? <Links /> : <Needed />}
      </div>
    </Screen>
  );
}

function Links() {
  return (
    <>
      {waiting.value > 0 && (
        <section class="card" aria-label={_('Safe copy')}>
          <CopyState />
          <p class="muted">{_('What is waiting is not in the report yet.')}</p>
          <CopyButton />
        </section>
      )}
      <div class="near">
        <a class="button primary" href={`/report?lang=${language.value}`} target="_blank" rel="noopener">
          <Report /> {_('Open the report')}
        </a>
        <a class="button" href={`/report.pdf?lang=${language.value}`} target="_blank" rel="noopener">
          {_('Open it as PDF')}
        </a>
      </div>
      <p class="muted">{_('Opening it needs a connection.')}</p>
    </>
  );
}

function Needed() {
  return (
    <section class="card" aria-label={_('Safe copy')}>
      <p>{_('The report is made from your safe copy, and there is none yet.')}</p>
      <Consent />
      <CopyButton />
    </section>
  );
}
