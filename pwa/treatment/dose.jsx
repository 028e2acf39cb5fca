import { thisDay } from '../day-words.js';
import { timeOfDay } from '../days.js';
import { Entered, putIn } from '../entered.jsx';
import { DayField, Field, Form, SaveBar } from '../fields.jsx';
import { begun, useForm, useId } from '../form.js';
import { gettext as _ } from '../i18n.js';
import { discard, keep } from '../keep.js';
import { tell } from '../notice.js';
import { read } from '../records/store.js';
import { leave } from '../route.js';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';
import { PreparationField, micrograms, missing, preparationFrom } from './preparation-field.jsx';
import { doses, lastOf, plans } from './reading.js';

/** @typedef {import('./preparation-field.jsx').Preparation & { day: string, time: string, count: string, note: string }} Dose */

const isNew = (/** @type {string} */ which) => ['', 'injection', 'tablet'].includes(which);

/** A dose taken: a new one of a form, or a kept one by its id. @param {{ parts: string[] }} props */
export function DoseScreen({ parts: [which = ''] }) {
  const known = useStored(() => opened(which), [which]);
  return (
    <Screen title={isNew(which) ? _('Log a dose') : _('A dose taken')} parent="treatment">
      {known?.which === which && <DoseForm key={which} known={known} />}
    </Screen>
  );
}

/** @param {string} which */
async function opened(which) {
  const [taken, prescribed, kept] = await Promise.all([
    doses(),
    plans(),
    isNew(which) ? undefined : read(which),
  ]);
  const before = [...taken, ...prescribed];
  if (kept) return { which, before, kept, start: startFrom(kept) };
  const last = lastOf(taken, which);
  const blank = { ...startFrom(last ?? { form: which }), day: thisDay.value, time: timeOfDay(), note: '' };
  return { which, before, start: await begun(`dose ${which}`, blank) };
}

/** @param {Record<string, any>} dose @returns {Dose} */
const startFrom = (dose) => ({
  ...preparationFrom(dose),
  day: dose.day ?? thisDay.value,
  time: dose.time ?? '',
  count: String(dose.count ?? 1),
  note: dose.note ?? '',
});

/** @param {{ known: Awaited<ReturnType<typeof opened>> }} props */
function DoseForm({ known }) {
  const { which, before, kept } = known;
  const id = useId(kept?.id);
  const form = useForm(known.start, kept ? undefined : `dose ${which}`);
  const dose = form.values.value;

  async function save() {
    const wrong = missing(dose);
    if (wrong) return refuse(wrong);
    const values = { ...said(dose), ...(kept ? {} : putIn()) };
    return keep('dose', id, values, { said: _('Dose saved on this phone.'), draft: form.draft });
  }

  async function erase() {
    if (await discard(id, _('Dose deleted.'))) leave('treatment');
  }

  return (
    <Form onSave={save} parent="treatment">
      {kept && <Entered entry={kept} />}
      <PreparationField value={dose} before={before} onSet={form.set} />
      {dose.form && <Count dose={dose} onSet={form.set} />}
      <DayField
        day={dose.day}
        last={thisDay.value}
        onDay={(day) => day && form.set(day === thisDay.value ? { day } : { day, time: '' })}
      />
      <Field label={_('Time')} hint={_('optional')}>
        <input
          type="time"
          value={dose.time}
          onChange={(event) => form.set({ time: event.currentTarget.value })}
        />
      </Field>
      <Field label={_('Note')} hint={_('optional')}>
        <textarea
          maxLength={2000}
          value={dose.note}
          onInput={(event) => form.set({ note: event.currentTarget.value })}
        />
      </Field>
      {kept && (
        <button type="button" class="button danger" onClick={erase}>
          {_('Delete this dose')}
        </button>
      )}
      <SaveBar />
    </Form>
  );
}

/** @param {Dose} dose */
const said = ({ day, time, form, substance, amount, count, note }) => ({
  day,
  time: time || null,
  form,
  substance,
  micrograms: micrograms(amount) ?? null,
  count: Number(count),
  note: note || null,
});

/** @param {string} why */
function refuse(why) {
  tell(why);
  return false;
}

/** @param {{ dose: Dose, onSet: (more: Partial<Dose>) => void }} props */
function Count({ dose, onSet }) {
  return (
    <Field label={dose.form === 'injection' ? _('How many ampoules?') : _('How many tablets?')}>
      <select value={dose.count} onChange={(event) => onSet({ count: event.currentTarget.value })}>
        {Array.from({ length: 20 }, (none, index) => String(index + 1)).map((count) => (
          <option key={count}>{count}</option>
        ))}
      </select>
    </Field>
  );
}
