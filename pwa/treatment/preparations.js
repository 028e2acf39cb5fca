import { formatNumber, gettext as _, ngettext } from '../i18n.js';

/** @typedef {{ form: string, substance: string, micrograms?: number | null, count?: number }} Taken */

/** @param {string} substance */
export function substanceName(substance) {
  /** @type {Record<string, string>} */
  const names = {
    hydroxocobalamin: _('Hydroxocobalamin'),
    cyanocobalamin: _('Cyanocobalamin'),
    mecobalamin: _('Methylcobalamin'),
    unknown: _('I do not know which'),
  };
  return names[substance] ?? substance;
}

/** "1 mg" or "500 micrograms". @param {number} micrograms */
export const strength = (micrograms) =>
  micrograms >= 1000
    ? _('%(number)s mg', { number: formatNumber(micrograms / 1000, 3) })
    : _('%(number)s micrograms', { number: formatNumber(micrograms) });

/** "Hydroxocobalamin 1 mg". @param {Pick<Taken, 'substance' | 'micrograms'>} taken */
export const preparation = ({ substance, micrograms }) =>
  [substanceName(substance), micrograms ? strength(micrograms) : ''].join(' ').trim();

/** "Injection · Hydroxocobalamin 1 mg" or "2 tablets · …": what was taken, in one line. @param {Taken} taken */
export function described({ form, substance, micrograms, count = 1 }) {
  const amount =
    form === 'injection'
      ? ngettext('Injection', '%(num)s ampoules injected', count)
      : ngettext('%(num)s tablet', '%(num)s tablets', count);
  const known = substance !== 'unknown';
  const what = known ? preparation({ substance, micrograms }) : micrograms && strength(micrograms);
  return [amount, what].filter(Boolean).join(' · ');
}
