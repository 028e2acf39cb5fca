import { ngettext } from '../i18n.js';
import { formName } from './offered.js';
import { preparation } from './preparations.js';

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
