import { Choices, Field } from '../fields.jsx';
import { formatNumber, gettext as _, parseNumber } from '../i18n.js';
import { formName, preparationKey, preparationsOf, substances } from './offered.js';
import { preparation, substanceName } from './preparations.js';

/**
 * What a dose or a plan says of the preparation. Nothing is filled in that the person did not choose or take before.
 * @typedef {{ form: string, chosen: string, substance: string, amount: string }} Preparation chosen: a key of the list
 *   or "other"; amount: what was typed as the strength in micrograms
 */

/** @param {Record<string, any>} from a dose or a plan, or nothing yet @returns {Preparation} */
export function preparationFrom({ form = '', substance = '', micrograms }) {
  const known = substance !== '' && substance !== 'unknown';
  const chosen = known ? preparationKey({ substance, micrograms }) : substance && 'other';
  return { form, chosen, substance, amount: micrograms ? String(micrograms) : '' };
}

/** The strength typed: undefined when left empty, null when it is no whole number of 1 to 100,000. @param {string} amount */
export function micrograms(amount) {
  if (!amount.trim()) return undefined;
  const number = parseNumber(amount);
  return number !== null && Number.isInteger(number) && number >= 1 && number <= 100_000 ? number : null;
}

/** What stands in the way of saving, in words; empty when nothing does. @param {Preparation} value */
export function missing(value) {
  if (!value.form) return _('Choose injection or tablet.');
  if (!value.substance) return _('Choose what it was.');
  return micrograms(value.amount) === null
    ? _('Write the strength in whole micrograms, from 1 to %(most)s.', { most: formatNumber(100_000) })
    : '';
}

/**
 * Form, preparation and strength.
 * @param {{ value: Preparation, before: any[], onSet: (more: Partial<Preparation>) => void }} props
 */
export function PreparationField({ value, before, onSet }) {
  const listed = preparationsOf(value.form, before);
  /** @param {string} chosen */
  function choose(chosen) {
    const one = listed.find((each) => preparationKey(each) === chosen);
    onSet(
      one
        ? { chosen, substance: one.substance, amount: String(one.micrograms ?? '') }
        : { chosen, substance: '', amount: '' },
    );
  }
  return (
    <>
      <Choices
        legend={_('Form')}
        name="form"
        value={value.form}
        options={['injection', 'tablet'].map((form) => [form, formName(form)])}
        onChoose={(form) => onSet({ form, chosen: '', substance: '', amount: '' })}
      />
      {value.form && (
        <Choices
          legend={_('Preparation')}
          name="preparation"
          value={value.chosen}
          options={[
            ...listed.map((one) => /** @type {[string, string]} */ ([preparationKey(one), preparation(one)])),
            ['other', _('Another one, or I do not know')],
          ]}
          onChoose={choose}
        />
      )}
      {value.chosen === 'other' && <Substance value={value} onSet={onSet} />}
      {value.chosen && <Strength value={value} onSet={onSet} />}
    </>
  );
}

/** @param {{ value: Preparation, onSet: (more: Partial<Preparation>) => void }} props */
function Substance({ value, onSet }) {
  return (
    <Field label={_('Which kind of B12?')}>
      <select value={value.substance} onChange={(event) => onSet({ substance: event.currentTarget.value })}>
        <option value="">{_('Choose')}</option>
        {substances.map((substance) => (
          <option key={substance} value={substance}>
            {substanceName(substance)}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** @param {{ value: Preparation, onSet: (more: Partial<Preparation>) => void }} props */
function Strength({ value, onSet }) {
  const wrong = micrograms(value.amount) === null;
  return (
    <Field
      label={value.form === 'injection' ? _('Strength of one ampoule') : _('Strength of one tablet')}
      hint={_('in micrograms, optional; 1 mg is 1000')}
    >
      <input
        inputMode="numeric"
        autocomplete="off"
        value={value.amount}
        aria-invalid={wrong}
        onInput={(event) => onSet({ amount: event.currentTarget.value })}
      />
    </Field>
  );
}
