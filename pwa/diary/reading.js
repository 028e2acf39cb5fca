import { addDays } from '../days.js';
import { profile } from '../profile.js';
import { dayId } from '../records/ids.js';
import { draft, identity, ofKind, onDay, read } from '../records/store.js';
import { usualKeys, weeklySymptoms } from './symptoms.js';

/** @typedef {import('../records/store.js').Entry} Entry */
/** @typedef {Record<string, number | undefined>} Ratings symptom key to 0-10; undefined is unknown */

/** The symptoms followed from day to day. @param {Entry} about */
export const keysOf = (about) => /** @type {string[]} */ (about.key_symptoms ?? usualKeys);

/** A check-in beside the day's first one has its time. @param {Entry} entry */
export const isExtra = (entry) => entry.time !== undefined;

/** All that the check-in of today needs. @param {string} day */
export async function daily(day) {
  const { account } = await identity();
  const id = await dayId(account, 'checkin', day);
  const [about, entries, before, begun] = await Promise.all([
    profile(),
    onDay(day),
    ofKind('checkin', { since: addDays(day, -60), until: addDays(day, -1) }),
    draft(`checkin ${day}`),
  ]);
  return {
    id,
    day,
    keys: keysOf(about),
    country: about.country,
    entry: entries.find((entry) => entry.id === id),
    extras: entries.filter((entry) => entry.kind === 'checkin' && isExtra(entry)),
    previous: before.filter((entry) => !isExtra(entry)).at(-1),
    begun: /** @type {Ratings | undefined} */ (begun),
  };
}

/**
 * One check-in to fill in or change: the day's first, one more of the day (`which` is "new" and it has no id yet), or a
 * further one by its id.
 * @param {string} day @param {string} [which]
 */
export async function checkin(day, which) {
  const { account } = await identity();
  const id = which === 'new' ? undefined : (which ?? (await dayId(account, 'checkin', day)));
  const name = `entry ${day} ${which ?? ''}`;
  const [about, kept, begun] = await Promise.all([profile(), id ? read(id) : undefined, draft(name)]);
  return { day, id, kept, begun, name, keys: keysOf(about), country: about.country };
}

/** The weekly form that ends on a day, what was half filled in, and the form before it. @param {string} day */
export async function weekly(day) {
  const { account } = await identity();
  const id = await dayId(account, 'weekly', day);
  const [about, kept, before, begun] = await Promise.all([
    profile(),
    read(id),
    ofKind('weekly', { until: addDays(day, -1) }),
    draft(`weekly ${day}`),
  ]);
  const start = begun ?? { ratings: kept?.ratings ?? {}, note: kept?.note ?? '' };
  return { id, day, kept, previous: before.at(-1), country: about.country, start };
}

/** When the last weekly form was filled in, and how far one of today has come. @param {string} today */
export async function weeklyState(today) {
  const [forms, begun] = await Promise.all([ofKind('weekly'), draft(`weekly ${today}`)]);
  return { last: forms.at(-1)?.day, answered: begun ? answered(begun.ratings) : 0 };
}

/** @param {Ratings} ratings */
export const answered = (ratings) => weeklySymptoms.filter(({ key }) => ratings[key] !== undefined).length;

/** On how many days something was put in; counted up to three. */
export const daysUsed = async () =>
  new Set((await ofKind('checkin')).slice(-8).map((entry) => entry.day)).size;
