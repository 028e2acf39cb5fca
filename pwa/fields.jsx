import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSubmit } from './form.js';
import { gettext as _ } from './i18n.js';
import { leave } from './route.js';

/**
 * A form that is saved as a whole and then left.
 * @param {{ onSave: () => Promise<boolean>, parent: string, children: import('preact').ComponentChildren }} props
 */
export function Form({ onSave, parent, children }) {
  const submit = useSubmit(async () => (await onSave()) && leave(parent));
  return (
    <form id="form" class="stack" onSubmit={submit} noValidate>
      {children}
    </form>
  );
}

/**
 * The bar with the one primary button. It stands below what scrolls, so that it never hides a field.
 * @param {{ children?: import('preact').ComponentChildren }} props
 */
export function SaveBar({ children }) {
  useEffect(() => {
    const bar = (
      <div class="save">
        {children}
        <button class="button primary" form="form">
          {_('Save')}
        </button>
      </div>
    );
    render(bar, place());
  });
  useEffect(() => () => render(null, place()), []);
  return null;
}

const place = () => /** @type {HTMLElement} */ (document.querySelector('#bar'));

/**
 * A labelled field of one line or more.
 * @param {{ label: string, hint?: string, children: import('preact').ComponentChildren }} props
 */
export function Field({ label, hint, children }) {
  return (
    <label class="field">
      <span>
        {label} {hint && <small>{hint}</small>}
      </span>
      {children}
    </label>
  );
}

/**
 * One of a few answers.
 * @param {{ legend: string, name: string, value: string, options: Array<[value: string, label: string]>,
 *   onChoose: (value: string) => void }} props
 */
export function Choices({ legend, name, value, options, onChoose }) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map(([option, label]) => (
        <label class="choice" key={option}>
          <input type="radio" name={name} checked={value === option} onChange={() => onChoose(option)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/**
 * A day up to today, typed or picked.
 * @param {{ label?: string, day: string, last: string, onDay: (day: string) => void }} props
 */
export function DayField({ label, day, last, onDay }) {
  return (
    <Field label={label ?? _('Day')}>
      <input
        type="date"
        required
        min="1900-01-01"
        max={last}
        value={day}
        onChange={(event) => onDay(event.currentTarget.value)}
      />
    </Field>
  );
}
