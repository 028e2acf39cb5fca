import { thisDay, weekday } from '../day-words.js';
import { gettext as _ } from '../i18n.js';
import { Forward, Note, Question } from '../icons.jsx';
import { InstallHint } from '../more/install-hint.jsx';
import { SafeCopyLine } from '../more/copy-line.jsx';
import { Screen } from '../screen.jsx';
import { DoseToday } from '../treatment/dose-today.jsx';
import { DailyCheckIn } from './daily.jsx';
import { WeeklyCard } from './weekly-card.jsx';

/** Where the app opens: today's key symptoms, what was taken, and what else there is to do. */
export function TodayScreen() {
  const day = thisDay.value;
  return (
    <Screen title={weekday(day)}>
      <div class="stack">
        <DailyCheckIn key={day} day={day} />
        <section class="near" aria-labelledby="also">
          <h2 id="also">{_('Also today')}</h2>
          <DoseToday day={day} />
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
        <WeeklyCard day={day} />
        <SafeCopyLine />
        <InstallHint />
      </div>
    </Screen>
  );
}
