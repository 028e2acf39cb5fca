import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { monthOf, nearDay, thisDay } from '../day-words.js';
import { isBackFilled } from '../entered.jsx';
import { gettext as _ } from '../i18n.js';
import { Report, Week } from '../further-icons.jsx';
import { Forward, Injection, Note, Plus, Question, Tablet, Today } from '../icons.jsx';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { planned } from '../treatment/planned.js';
import { described } from '../treatment/preparations.js';
import { grouped, history } from './history.js';
import { ratingWords } from './scale.jsx';

/** @typedef {import('../records/store.js').Entry} Entry */

const page = 60;

/** How far the list was read and what was opened from it: where the person comes back to. */
const shown = signal(0);
const openedRow = { id: '' };

/** Everything that was logged, newest day first. */
export function HistoryScreen() {
  const today = thisDay.value;
  const days = useStored(() => history(today, shown.value > 0), [today, shown.value > 0]);
  return (
    <Screen title={_('History')}>
      {days && (
        <div class="stack">
          <div class="row">
            <a class="button" href="#entry">
              <Plus /> {_('Add an earlier day')}
            </a>
            <a class="button" href="#weekly">
              <Week /> {_('Weekly form')}
            </a>
          </div>
          {days.length === 0 && (
            <p class="muted">
              {_('What you log is listed here by day, so that you can look it up and correct it.')}
            </p>
          )}
          <Days days={days.slice(0, shown.value || undefined)} />
          {(shown.value === 0 || days.length > shown.value) && (
            <button
              type="button"
              class="button"
              onClick={() => (shown.value = Math.max(shown.value, days.length) + page)}
            >
              {_('Show earlier days')}
            </button>
          )}
        </div>
      )}
    </Screen>
  );
}

/** Back from an entry, the list stands where it was left. */
function comeBack() {
  const row = document.getElementById(openedRow.id);
  openedRow.id = '';
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}

/** @param {{ days: import('./history.js').Day[] }} props */
function Days({ days }) {
  useEffect(comeBack, []);
  const months = [...grouped(days, ({ day }) => day.slice(0, 7))];
  return (
    <>
      {months.map(([month, list]) => (
        <section class="near" key={month} aria-labelledby={`month-${month}`}>
          <h2 id={`month-${month}`}>{monthOf(`${month}-01`)}</h2>
          {list.map(({ day, entries }) => (
            <div class="near day" key={day}>
              <h3>{nearDay(day)}</h3>
              <ul class="list">
                {entries.map((entry) => (
                  <Row key={entry.id} entry={entry} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

/** @param {{ entry: Entry }} props */
function Row({ entry }) {
  const { icon: Icon, place, title, words } = shownAs(entry);
  return (
    <li>
      <a class="item" id={entry.id} href={`#${place}`} onClick={() => (openedRow.id = entry.id)}>
        <Icon />
        <span>
          {title}
          {words && <span class="sub clip">{words}</span>}
          {isBackFilled(entry) && <span class="mark">{_('put in later')}</span>}
        </span>
        <Forward />
      </a>
    </li>
  );
}

/** @param {Entry} entry */
function shownAs(entry) {
  const { id, day, time, kind } = entry;
  const ratings = ratingWords(entry.ratings ?? {});
  if (kind === 'checkin') {
    const title = time ? _('Check-in at %(time)s', { time }) : _('Check-in');
    const words = [ratings, entry.note].filter(Boolean).join('\n');
    return { icon: Today, place: time ? `entry/${day}/${id}` : `entry/${day}`, title, words };
  }
  if (kind === 'weekly')
    return { icon: Week, place: `weekly/${day}`, title: _('Past 7 days'), words: ratings };
  if (kind === 'dose') {
    const icon = entry.form === 'injection' ? Injection : Tablet;
    const words = [time, entry.note].filter(Boolean).join('\n');
    return { icon, place: `dose/${id}`, title: described(/** @type {any} */ (entry)), words };
  }
  if (kind === 'plan')
    return { icon: Report, place: `plan/${id}`, title: _('Prescribed'), words: planned(entry) };
  const visit = entry.purpose === 'visit';
  const title = visit ? _('A question for my visit') : _('Note');
  return { icon: visit ? Question : Note, place: `note/${id}`, title, words: entry.text };
}
