import { thisDay } from '../day-words.js';
import { putIn } from '../entered.jsx';
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
import { doses, plans } from './reading.js';

/** @typedef {import('./preparation-field.jsx').Preparation & { day: string, every: string, unit: string, reason: string }} Plan */

/** One phase of what was prescribed: a new one, or a kept one by its id. @param {{ parts: string[] }} props */
export function PlanScreen({ parts: [which = ''] }) {
  const known = useStored(() => opened(which), [which]);
  return (
    <Screen title={_('What was prescribed')} parent="treatment">
      {known?.which === which && <PlanForm key={which} known={known} />}
    </Screen>
  );
}

/** @param {string} which */
async function opened(which) {
  const [taken, prescribed, kept] = await Promise.all([doses(), plans(), which ? read(which) : undefined]);
  const before = [...taken, ...prescribed];
  if (kept) return { which, before, kept, start: startFrom(kept) };
  return { which, before, start: await begun('plan', startFrom({})) };
}

/** A new phase starts empty: nothing is suggested. @param {Record<string, any>} plan @returns {Plan} */
const startFrom = (plan) => ({
  ...preparationFrom(plan),
  day: plan.day ?? thisDay.value,
  every: String(plan.every ?? ''),
  unit: plan.unit ?? '',
  reason: plan.reason ?? '',
});

/** @param {{ known: Awaited<ReturnType<typeof opened>> }} props */
function PlanForm({ known }) {
  const { before, kept } = known;
  const id = useId(kept?.id);
  const form = useForm(known.start, kept ? undefined : 'plan');
  const plan = form.values.value;

  async function save() {
    const wrong = missing(plan) || unclear(plan);
    if (wrong) return refuse(wrong);
    return keep('plan', id, { ...said(plan), ...(kept ? {} : putIn()) }, { draft: form.draft });
  }

  async function erase() {
    if (await discard(id, _('Entry deleted.'))) leave('treatment');
  }

  return (
    <Form onSave={save} parent="treatment">
      <p class="muted">
        {_('Write it down as your clinician said it. Tolv proposes nothing and changes nothing.')}
      </p>
      <PreparationField value={plan} before={before} onSet={form.set} />
      <Rhythm plan={plan} onSet={form.set} />
      <DayField
        label={_('From which day?')}
        day={plan.day}
        last="2200-01-01"
        onDay={(day) => day && form.set({ day })}
      />
      <Field label={_('Why was it chosen or changed?')} hint={_('optional')}>
        <textarea
          maxLength={500}
          value={plan.reason}
          onInput={(event) => form.set({ reason: event.currentTarget.value })}
        />
      </Field>
      {kept && (
        <button type="button" class="button danger" onClick={erase}>
          {_('Delete this entry')}
        </button>
      )}
      <SaveBar />
    </Form>
  );
}

/** @param {string} every */
const isRhythm = (every) => /^\d{1,3}$/.test(every.trim()) && Number(every) >= 1 && Number(every) <= 365;

/** @param {Plan} plan */
function unclear({ every, unit }) {
  if (!isRhythm(every)) return _('Write how often, as a whole number from 1 to 365.');
  return unit ? '' : _('Choose days, weeks or months.');
}

/** @param {Plan} plan */
const said = ({ day, form, substance, amount, every, unit, reason }) => ({
  day,
  form,
  substance,
  micrograms: micrograms(amount) ?? null,
  every: Number(every),
  unit,
  reason: reason || null,
});

/** @param {string} why */
function refuse(why) {
  tell(why);
  return false;
}

/** @param {{ plan: Plan, onSet: (more: Partial<Plan>) => void }} props */
function Rhythm({ plan, onSet }) {
  return (
    <div class="pair">
      <Field label={_('Interval')}>
        <input
          inputMode="numeric"
          autocomplete="off"
          value={plan.every}
          onInput={(event) => onSet({ every: event.currentTarget.value })}
        />
      </Field>
      <Field label={_('Days, weeks or months')}>
        <select value={plan.unit} onChange={(event) => onSet({ unit: event.currentTarget.value })}>
          <option value="">{_('Choose')}</option>
          <option value="day">{_('days')}</option>
          <option value="week">{_('weeks')}</option>
          <option value="month">{_('months')}</option>
        </select>
      </Field>
    </div>
  );
}
