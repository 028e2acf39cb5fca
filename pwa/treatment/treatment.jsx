import { useSignal } from '@preact/signals';
import { nearDay, thisDay } from '../day-words.js';
import { daysBetween } from '../days.js';
import { formatDay, gettext as _, ngettext } from '../i18n.js';
import { Forward, Injection, Plus, Tablet } from '../icons.jsx';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { planned } from './planned.js';
import { described } from './preparations.js';
import { doses, lastOf, plans } from './reading.js';

/** @typedef {import('../records/store.js').Entry} Entry */

const page = 20;

/** What was taken, and what was prescribed. */
export function TreatmentScreen() {
  const taken = useStored(doses, []);
  const prescribed = useStored(plans, []);
  return (
    <Screen title={_('Treatment')}>
      {taken && prescribed && (
        <div class="stack">
          <LastInjection taken={taken} />
          <div class="row">
            <a class="button dose" href="#dose/injection">
              <Injection /> {_('Log an injection')}
            </a>
            <a class="button dose" href="#dose/tablet">
              <Tablet /> {_('Log tablets')}
            </a>
          </div>
          <Taken taken={taken} />
          <Prescribed prescribed={prescribed} />
        </div>
      )}
    </Screen>
  );
}

/** A fact, no verdict. @param {{ taken: Entry[] }} props */
function LastInjection({ taken }) {
  const last = lastOf(taken, 'injection');
  if (!last?.day) return null;
  const ago = Math.max(0, daysBetween(last.day, thisDay.value));
  return (
    <p class="fact">
      <strong>
        {ago === 0
          ? _('Last injection today')
          : ngettext('Last injection %(num)s day ago', 'Last injection %(num)s days ago', ago)}
      </strong>
      <span class="muted">{formatDay(last.day)}</span>
    </p>
  );
}

/** @param {{ taken: Entry[] }} props */
function Taken({ taken }) {
  const shown = useSignal(page);
  return (
    <section class="near" aria-labelledby="taken">
      <h2 id="taken">{_('Taken')}</h2>
      {taken.length === 0 && (
        <p class="muted">
          {_(
            'Each injection and tablet you log is listed here, and drawn beside your symptoms in the report.',
          )}
        </p>
      )}
      {taken.length > 0 && (
        <ul class="list">
          {taken.slice(0, shown.value).map((dose) => (
            <DoseRow key={dose.id} dose={dose} />
          ))}
        </ul>
      )}
      {taken.length > shown.value && (
        <button type="button" class="button" onClick={() => (shown.value += 60)}>
          {_('Show earlier ones')}
        </button>
      )}
    </section>
  );
}

/** @param {{ dose: Entry }} props */
function DoseRow({ dose }) {
  const when = [nearDay(dose.day ?? ''), dose.time].filter(Boolean).join(', ');
  return (
    <li>
      <a class="item" href={`#dose/${dose.id}`}>
        {dose.form === 'injection' ? <Injection /> : <Tablet />}
        <span>
          {when}
          <span class="sub">{described(/** @type {any} */ (dose))}</span>
        </span>
        <Forward />
      </a>
    </li>
  );
}

/** @param {{ prescribed: Entry[] }} props */
function Prescribed({ prescribed }) {
  return (
    <section class="near" aria-labelledby="prescribed">
      <h2 id="prescribed">{_('As prescribed')}</h2>
      <p class="muted">{_('The plan comes from your clinician. Tolv only keeps what was said.')}</p>
      <ul class="list">
        {prescribed.map((plan) => (
          <PlanRow key={plan.id} plan={plan} />
        ))}
        <li>
          <a class="item" href="#plan">
            <Plus />
            {prescribed.length ? _('Write down a change') : _('Write down what was prescribed')}
            <Forward />
          </a>
        </li>
      </ul>
    </section>
  );
}

/** @param {{ plan: Entry }} props */
function PlanRow({ plan }) {
  return (
    <li>
      <a class="item" href={`#plan/${plan.id}`}>
        {plan.form === 'injection' ? <Injection /> : <Tablet />}
        <span>
          {planned(plan)}
          <span class="sub">{_('From %(day)s', { day: formatDay(plan.day ?? '') })}</span>
          {plan.reason && <span class="sub">{plan.reason}</span>}
        </span>
        <Forward />
      </a>
    </li>
  );
}
