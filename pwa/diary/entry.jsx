import { useSignal } from '@preact/signals';
import { addDays, timeOfDay } from '../days.js';
import { thisDay, weekday } from '../day-words.js';
import { DayField, Field, Form, SaveBar } from '../fields.jsx';
import { useForm, useId } from '../form.js';
import { gettext as _ } from '../i18n.js';
import { discard, keep } from '../keep.js';
import { tell } from '../notice.js';
import { leave, rename } from '../route.js';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { Entered, putIn } from '../entered.jsx';
import { Help } from './help.jsx';
import { checkin } from './reading.js';
import { Scale } from './scale.jsx';
import { symptomOf, symptoms } from './symptoms.js';

/** One check-in of any day. Parts: none for an earlier day, a day, or a day with "new" or an id. @param {{ parts: string[] }} props */
export function EntryScreen({ parts: [given, which] }) {
  const day = given ?? addDays(thisDay.value, -1);
  const known = useStored(() => checkin(day, which), [day, which]);
  return (
    <Screen
      title={given ? weekday(day) : _('An earlier day')}
      parent={given === thisDay.value ? 'today' : 'history'}
    >
      {!which && (
        <DayField day={day} last={thisDay.value} onDay={(chosen) => chosen && rename(`entry/${chosen}`)} />
      )}
      {known?.day === day && <EntryForm key={`${day} ${which}`} known={known} />}
    </Screen>
  );
}

/** @typedef {{ ratings: import('./reading.js').Ratings, note: string, time?: string }} CheckIn */

/** @param {{ known: Awaited<ReturnType<typeof checkin>> }} props */
function EntryForm({ known }) {
  const { day, kept, keys } = known;
  const id = useId(known.id);
  /** @type {CheckIn} */
  const start = known.begun ?? {
    ratings: kept?.ratings ?? {},
    note: kept?.note ?? '',
    time: known.id ? kept?.time : timeOfDay(),
  };
  const { values, set, draft } = useForm(start, known.name);
  const { ratings, note, time } = values.value;
  const more = useSignal(false);
  const asked = new Set([
    ...keys,
    ...Object.keys(start.ratings),
    ...(more.value ? symptoms.map(({ key }) => key) : []),
  ]);

  async function save() {
    const given = Object.values(ratings).some((rating) => rating !== undefined);
    if (!kept && !given && !note) return unanswered();
    const said = Object.fromEntries([...asked].map((key) => [key, ratings[key] ?? null]));
    const values = {
      day,
      ratings: said,
      note: note || null,
      ...(time ? { time } : {}),
      ...(kept ? {} : putIn()),
    };
    return keep('checkin', id, values, { draft });
  }

  async function erase() {
    if (await discard(id, _('Check-in deleted.'), draft)) leave('history');
  }

  return (
    <Form onSave={save} parent="history">
      {kept && <Entered entry={kept} />}
      {time !== undefined && (
        <Field label={_('Time')}>
          <input
            type="time"
            value={time}
            onChange={(event) => set({ time: event.currentTarget.value || time })}
          />
        </Field>
      )}
      <h2>{time === undefined ? _('How was this day, on average?') : _('How were you then?')}</h2>
      {[...asked].map((key) => (
        <div class="near" key={key}>
          <Scale
            symptom={symptomOf(key)}
            rating={ratings[key]}
            onRate={(rating) => set({ ratings: { ...ratings, [key]: rating } })}
          />
          {key === 'low_mood' && <Help rating={ratings[key]} country={known.country} />}
        </div>
      ))}
      {!more.value && (
        <button type="button" class="button" onClick={() => (more.value = true)}>
          {_('Rate other symptoms too')}
        </button>
      )}
      <Field label={_('Note')} hint={_('optional')}>
        <textarea
          maxLength={2000}
          value={note}
          onInput={(event) => set({ note: event.currentTarget.value })}
        />
      </Field>
      {kept && (
        <button type="button" class="button danger" onClick={erase}>
          {_('Delete this check-in')}
        </button>
      )}
      <SaveBar />
    </Form>
  );
}

function unanswered() {
  tell(_('Choose a number first.'));
  return false;
}
