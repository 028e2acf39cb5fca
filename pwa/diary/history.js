import { addDays } from '../days.js';
import { ofKind } from '../records/store.js';

/** @typedef {import('../records/store.js').Entry} Entry */
/** @typedef {{ day: string, entries: Entry[] }} Day */

const kinds = ['checkin', 'weekly', 'dose', 'note', 'plan'];
const firstPage = 60;

/** Reading order within a day: the day's own check-in, further ones by their time, then the rest. @param {Entry} entry */
const order = (entry) => `${kinds.indexOf(entry.kind)} ${entry.time ?? ''} ${entry.entered_at ?? ''}`;

/**
 * Lists of what belongs together, in the order they were met.
 * @template T @param {T[]} list @param {(one: T) => string} name @returns {Map<string, T[]>}
 */
export function grouped(list, name) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const one of list) groups.set(name(one), [...(groups.get(name(one)) ?? []), one]);
  return groups;
}

/**
 * The days on which something was logged, newest first.
 * @param {string} today @param {boolean} all everything, not only the last sixty days
 * @returns {Promise<Day[]>}
 */
export async function history(today, all) {
  const since = all ? '' : addDays(today, -firstPage);
  const found = await Promise.all(kinds.map((kind) => ofKind(kind, { since })));
  const days = [...grouped(found.flat(), (entry) => entry.day ?? '')];
  return days
    .map(([day, entries]) => ({ day, entries: entries.toSorted((a, b) => order(a).localeCompare(order(b))) }))
    .toSorted((a, b) => (a.day < b.day ? 1 : -1));
}
