import explanations from '../../build/catalogs/explanations.json';
import { gettext as _, formatDay } from '../i18n.js';
import { thisDay } from '../day-words.js';
import { putIn } from '../entered.jsx';
import { Field, Form, SaveBar } from '../fields.jsx';
import { useForm } from '../form.js';
import { discard, keep } from '../keep.js';
import { tell } from '../notice.js';
import { leave } from '../route.js';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { Help } from './help.jsx';
import { answered, weekly } from './reading.js';
import { Scale } from './scale.jsx';
import { weeklySymptoms } from './symptoms.js';

/** The form about the past seven days, ending today or on an earlier day. @param {{ parts: string[] }} props */
export function WeeklyScreen({ parts }) {
  const day = parts[0] ?? thisDay.value;
  const known = useStored(() => weekly(day), [day]);
  return (
    <Screen title={_('Over the past 7 days, on average')} parent={parts[0] ? 'history' : 'today'}>
      {known?.day === day && <WeeklyForm key={day} known={known} parent={parts[0] ? 'history' : 'today'} />}
    </Screen>
  );
}

/** What a symptom of this form means. @param {string} key */
const explained = (key) => _(/** @type {Record<string, string>} */ (explanations)[key] ?? '');

/** @typedef {{ ratings: import('./reading.js').Ratings, note: string }} Week */

/** @param {{ known: Awaited<ReturnType<typeof weekly>>, parent: string }} props */
function WeeklyForm({ known, parent }) {
  const { id, day, kept, previous } = known;
  const form = useForm(/** @type {Week} */ (known.start), `weekly ${day}`);
  const { ratings, note } = form.values.value;
  const rate = (/** @type {import('./reading.js').Ratings} */ more) =>
    form.set({ ratings: { ...ratings, ...more } });

  async function save() {
    const said = weeklySymptoms.map(({ key }) => [key, ratings[key] ?? null]);
    if (!kept && !note && !answered(ratings)) return unanswered();
    const values = { day, ...(kept ? {} : putIn()), ratings: Object.fromEntries(said), note: note || null };
    return keep('weekly', id, values, { draft: form.draft });
  }

  async function erase() {
    if (await discard(id, _('Weekly form deleted.'), form.draft)) leave(parent);
  }

  return (
    <Form onSave={save} parent={parent}>
      <div class="near">
        <p class="muted">
          {_('0 none, 1 to 3 mild, 4 to 6 moderate, 7 to 10 severe. Leave out what you like.')}
          {kept && ` ${_('Up to %(day)s.', { day: formatDay(day) })}`}
        </p>
        {previous && (
          <button type="button" class="button" onClick={() => rate(previous.ratings ?? {})}>
            {_('As last week')}
          </button>
        )}
      </div>
      {weeklySymptoms.map((symptom) => (
        <div class="near" key={symptom.key}>
          <Scale
            symptom={symptom}
            explanation={explained(symptom.key)}
            rating={ratings[symptom.key]}
            onRate={(rating) => rate({ [symptom.key]: rating })}
          />
          {symptom.key === 'low_mood' && <Help rating={ratings.low_mood} country={known.country} />}
        </div>
      ))}
      <Field label={_('Note')} hint={_('optional')}>
        <textarea
          maxLength={2000}
          value={note}
          onInput={(event) => form.set({ note: event.currentTarget.value })}
        />
      </Field>
      {kept && (
        <button type="button" class="button danger" onClick={erase}>
          {_('Delete this form')}
        </button>
      )}
      <SaveBar>
        <Progress done={answered(ratings)} />
        <button type="button" class="button" onClick={() => rate(zeros(ratings))}>
          {_('Set the rest to 0')}
        </button>
      </SaveBar>
    </Form>
  );
}

function unanswered() {
  tell(_('Choose a number first.'));
  return false;
}

/** @param {import('./reading.js').Ratings} ratings */
const zeros = (ratings) =>
  Object.fromEntries(
    weeklySymptoms.filter(({ key }) => ratings[key] === undefined).map(({ key }) => [key, 0]),
  );

/** @param {{ done: number }} props */
function Progress({ done }) {
  const total = weeklySymptoms.length;
  return (
    <div class="progress small">
      <span id="progress">{_('%(done)s of %(total)s', { done, total })}</span>
      <progress aria-labelledby="progress" value={done} max={total} />
    </div>
  );
}
