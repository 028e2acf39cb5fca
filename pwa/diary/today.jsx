import { thisDay, weekday } from '../day-words.js';
import { gettext as _ } from '../i18n.js';
import { Forward, Note, Question } from '../icons.jsx';
import { InstallHint } from '../more/install-hint.jsx';
import { SafeCopyLine } from '../more/copy-line.jsx';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { DoseToday } from '../treatment/dose-today.jsx';
import { dosesAround } from '../treatment/reading.js';
import { DailyCheckIn } from './daily.jsx';
import { daily, weeklyState } from './reading.js';
import { WeeklyCard } from './weekly-card.jsx';

/** Everything Today shows, read before any of it is drawn, so that nothing moves under a finger. @param {string} day */
async function read(day) {
  const [checkIn, doses, week] = await Promise.all([daily(day), dosesAround(day), weeklyState(day)]);
  return { day, checkIn, doses, week };
}

/** Where the app opens: today's key symptoms, what was taken, and what else there is to do. */
export function TodayScreen() {
  const day = thisDay.value;
  const known = useStored(() => read(day), [day]);
  return <Screen title={weekday(day)}>{known?.day === day && <Day key={day} known={known} />}</Screen>;
}

/** @param {{ known: Awaited<ReturnType<typeof read>> }} props */
function Day({ known: { day, checkIn, doses, week } }) {
  return (
    <div class="stack">
      <DailyCheckIn known={checkIn} />
      <section class="near" aria-labelledby="also">
        <h2 id="also">{_('Also today')}</h2>
        <DoseToday day={day} known={doses} />
        <ul class="list">
          <li>
            <a class="item" href="#note/note">
              <Note />
              {_('Write a note')}
              <Forward />
            </a>
          </li>
          <li>
            <a class="item" href="#note/visit">
              <Question />
              {_('A question for my visit')}
              <Forward />
            </a>
          </li>
        </ul>
      </section>
      <WeeklyCard day={day} known={week} />
      <SafeCopyLine />
      <InstallHint />
    </div>
  );
}
