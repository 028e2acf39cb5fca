import vocabulary from '../../build/catalogs/vocabulary.json';
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

export const substances = ['hydroxocobalamin', 'cyanocobalamin', 'mecobalamin', 'unknown'];

/** @param {string} form */
export const formName = (form) => (form === 'injection' ? _('Injection') : _('Tablet'));

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

/**
 * What a person may choose from: what the sources name, and what she took before.
 * @param {string} form @param {Taken[]} before her own doses and plans
 * @returns {{ substance: string, micrograms?: number }[]}
 */
export function preparationsOf(form, before) {
  const listed = vocabulary.preparations.map((one) => ({ ...one, micrograms: one.strength_micrograms }));
  const all = [...listed, ...before].filter((one) => one.form === form && one.substance !== 'unknown');
  const distinct = new Map(all.map((one) => [preparationKey(one), one]));
  return [...distinct.values()].map(({ substance, micrograms }) => ({
    substance,
    micrograms: micrograms ?? undefined,
  }));
}

/** @param {Pick<Taken, 'substance' | 'micrograms'>} one */
export const preparationKey = ({ substance, micrograms }) => `${substance} ${micrograms ?? ''}`;

/** "Hydroxocobalamin 1 mg, every 2 months". @param {import('../records/store.js').Entry} plan */
export function planned(plan) {
  const what = plan.substance === 'unknown' ? formName(plan.form) : preparation(/** @type {any} */ (plan));
  return `${what}, ${rhythm(plan.every, plan.unit)}`;
}

/** @param {number} every @param {string} unit */
function rhythm(every, unit) {
  if (unit === 'day') return ngettext('every day', 'every %(num)s days', every);
  if (unit === 'week') return ngettext('every week', 'every %(num)s weeks', every);
  return ngettext('every month', 'every %(num)s months', every);
}
