import { timeOfDay } from '../days.js';
import { putIn } from '../entered.jsx';
import { gettext as _ } from '../i18n.js';
import { Forward, Injection, Tablet } from '../icons.jsx';
import { keep } from '../keep.js';
import { newId } from '../records/ids.js';
import { go } from '../route.js';
import { described } from './preparations.js';

/** @typedef {import('../records/store.js').Entry} Entry */

/**
 * One tap logs what was taken last time once more; the first time it is asked.
 * @param {{ day: string, known: Awaited<ReturnType<typeof import('./reading.js').dosesAround>> }} props
 */
export function DoseToday({ day, known }) {
  const { today } = known;
  const injected = today.some((dose) => dose.form === 'injection');
  return (
    <>
      {today.length > 0 && <TakenToday doses={today} />}
      <div class="row">
        {!injected && (
          <button type="button" class="button dose" onClick={() => log(day, 'injection', known.injection)}>
            <Injection /> {_('Injection today')}
          </button>
        )}
        {known.tabletsInUse && (
          <button type="button" class="button dose" onClick={() => log(day, 'tablet', known.tablet)}>
            <Tablet /> {_('Tablets taken')}
          </button>
        )}
      </div>
    </>
  );
}

const trembling = 1000; // milliseconds in which a second tap is the same tap
let loggedAt = 0;

/** @param {string} day @param {string} form @param {Entry | undefined} last */
async function log(day, form, last) {
  if (!last) return go(`dose/${form}`);
  if (Date.now() - loggedAt < trembling) return;
  loggedAt = Date.now();
  const { substance, micrograms, count } = last;
  const said = form === 'injection' ? _('Injection logged.') : _('Tablets logged.');
  const values = { day, time: timeOfDay(), ...putIn(), form, substance, micrograms, count };
  await keep('dose', newId(), values, { said });
}

/** @param {{ doses: Entry[] }} props */
function TakenToday({ doses }) {
  return (
    <ul class="list">
      {doses.map((dose) => (
        <li key={dose.id}>
          <a class="item" href={`#dose/${dose.id}`}>
            {dose.form === 'injection' ? <Injection /> : <Tablet />}
            <span>
              {described(/** @type {any} */ (dose))}
              <span class="sub">
                {dose.time ? _('Logged at %(time)s', { time: dose.time }) : _('Logged')}
              </span>
            </span>
            <Forward />
          </a>
        </li>
      ))}
    </ul>
  );
}
