import { addDays } from '../days.js';
import { ofKind } from '../records/store.js';

/** @typedef {import('../records/store.js').Entry} Entry */

/** Newest first: by day, then by time, then by when it was put in. @param {Entry[]} entries */
export const newestFirst = (entries) => entries.toSorted((a, b) => (order(b) > order(a) ? 1 : -1));

/** @param {Entry} entry */
const order = (entry) => `${entry.day} ${entry.time ?? ''} ${entry.entered_at ?? ''} ${entry.id}`;

/** Everything taken, newest first. */
export const doses = async () => newestFirst(await ofKind('dose'));

/** What was prescribed, newest first. */
export const plans = async () => newestFirst(await ofKind('plan'));

/** @param {Entry[]} taken newest first @param {string} form */
export const lastOf = (taken, form) => taken.find((dose) => dose.form === form);

/**
 * What Today shows of the treatment: doses of the day, and the last one of each form to log again.
 * @param {string} day
 */
export async function dosesAround(day) {
  const [taken, prescribed] = await Promise.all([doses(), plans()]);
  const tablet = lastOf(taken, 'tablet');
  const recent = tablet?.day !== undefined && tablet.day >= addDays(day, -60);
  return {
    day,
    today: taken.filter((dose) => dose.day === day),
    injection: lastOf(taken, 'injection'),
    tablet,
    tabletsInUse: recent || prescribed[0]?.form === 'tablet',
  };
}
