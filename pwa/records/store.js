import { transact } from './account.js';
import { announce } from './changes.js';
import { identity } from './identity.js';
import { merge } from './merge.js';
import { counted, queue, showCounts } from './outbox.js';
import { askToPersist } from './persist.js';
import { flatten, nest } from './plain.js';
import { NEW_CLOCK, createClock } from './stamp.js';

export { revision } from './changes.js';
export { StorageFull } from './database.js';
export { draft, saveDraft } from './drafts.js';
export { identity } from './identity.js';
export { parked, recount, refused, waiting } from './outbox.js';

/**
 * The diary as screens see it. An entry is a record's plain values beside its id and kind, so `entry.ratings.fatigue`;
 * deleted records are not seen.
 * @typedef {{ id: string, kind: string, day?: string } & Record<string, any>} Entry
 * @typedef {import('./merge.js').Fields} Fields
 * @typedef {import('./wire.js').Kept & { day: string }} Row
 */

/** @param {import('./wire.js').Kept} kept @returns {Row} `day` is repeated outside the fields to be found by */
export const rowOf = ({ id, kind, fields }) => ({ id, kind, fields, day: String(fields.day?.[0] ?? '') });

/** The stamps' device part: enough of the id to tell one person's phones apart. @param {string} device */
export const shortName = (device) => device.replaceAll('-', '').slice(-12);

/** @param {Fields} [fields] */
const isDeleted = (fields) => fields?.deleted?.[0] === true;

/** @param {Row} row @returns {Entry} */
function entryOf({ id, kind, fields }) {
  const { deleted: _no, ...values } = nest(fields);
  return { id, kind, ...values };
}

/** @param {(Row | undefined)[]} rows @returns {Entry[]} */
const entriesOf = (rows) => rows.flatMap((row) => (row && !isDeleted(row.fields) ? [entryOf(row)] : []));

/**
 * A deleted record that is filled in again starts anew: what it held before does not come back with it.
 * @param {Fields} held @param {Record<string, unknown>} said
 */
function startAnew(held, said) {
  const before = Object.keys(held).filter((name) => name !== 'day');
  return { ...Object.fromEntries(before.map((name) => [name, null])), ...said, deleted: false };
}

/** Only what differs is written, so that a form never overrules another phone in a field nobody touched here.
 * @param {Fields} held @param {Record<string, unknown>} said */
const differing = (held, said) =>
  Object.entries(said).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(held[name]?.[0] ?? null),
  );

/** A stamp later than all before it; the clock's new state is kept in the same transaction.
 * @param {import('./database.js').Store} store @param {import('./stamp.js').ClockState} state @param {string} device */
const nextStamp = (store, state, device) =>
  createClock({ device, load: () => state, save: (next) => store('state').put(next, 'clock') }).tick();

/** @param {Fields} held @param {[string, unknown][]} news @param {string} stamp @returns {Fields} */
const stamped = (held, news, stamp) =>
  merge(held, Object.fromEntries(news.map(([name, value]) => [name, /** @type {const} */ ([value, stamp])])));

/**
 * Writes what differs under a new stamp, queues the record for the server and ends the draft that it was: all or
 * nothing, so a phone that dies in between neither loses an answer nor offers it twice.
 * @param {string} id @param {(held?: Row) => { kind: string, said: Record<string, unknown> } | undefined} decide
 * @param {string} [draft] the draft's name
 */
async function change(id, decide, draft) {
  const device = shortName((await identity()).device);
  const counts = await transact('readwrite', {
    ask: (store) => [store('records').get(id), store('state').get('clock')],
    work(store, /** @type {Row | undefined} */ held, state = NEW_CLOCK) {
      const { kind = '', said = {} } = decide(held) ?? {};
      const before = held?.fields ?? {};
      const news = differing(before, said);
      if (draft) store('drafts').delete(draft);
      if (!news.length) return draft && counted(store);
      const stamp = nextStamp(store, state, device);
      store('records').put(rowOf({ id, kind, fields: stamped(before, news, stamp) }));
      queue(store, id, stamp);
      return counted(store);
    },
  });
  if (counts) tell(counts);
}

/** Says what is waiting now, and that something changed. @param {IDBRequest<number>[]} counts */
function tell(counts) {
  showCounts(counts);
  announce('records');
  askToPersist();
}

/**
 * Keeps these values of a record, new or held; values not named stay as they are, null takes one back.
 * @param {string} kind @param {string} id from ids.js @param {import('./plain.js').Values} values nested or flat;
 *   a new record of a day needs its `day`
 * @param {string} [draft] the name of the draft that these values were; it ends with the write
 * @throws {import('./database.js').StorageFull} when the phone has no room; nothing is lost then
 */
export function write(kind, id, values, draft) {
  const said = flatten(values);
  return change(
    id,
    (held) => ({ kind, said: held && isDeleted(held.fields) ? startAnew(held.fields, said) : said }),
    draft,
  );
}

/** @param {string} id @param {boolean} deleted @param {string} [draft] */
const mark = (id, deleted, draft) =>
  change(id, (held) => held && { kind: held.kind, said: { deleted } }, draft);

/**
 * Deletes a record; `restore` brings it back as it was.
 * @param {string} id @param {string} [draft] what was half changed in it
 */
export const remove = (id, draft) => mark(id, true, draft);

/** @param {string} id */
export const restore = (id) => mark(id, false);

/** @param {string} id @returns {Promise<Entry | undefined>} */
export async function read(id) {
  const [row] = await transact('readonly', { ask: (store) => [store('records').get(id)] });
  return entriesOf([row])[0];
}

/** All kinds of a day. @param {string} day @returns {Promise<Entry[]>} */
export async function onDay(day) {
  const [rows] = await transact('readonly', { ask: (store) => [store('records').index('day').getAll(day)] });
  return entriesOf(rows);
}

/**
 * All of a kind in the order of their days, or only those of some days (both ends included).
 * @param {string} kind @param {{ since?: string, until?: string }} [days] @returns {Promise<Entry[]>}
 */
export async function ofKind(kind, { since = '', until = '9999' } = {}) {
  const range = IDBKeyRange.bound([kind, since], [kind, until]);
  const [rows] = await transact('readonly', {
    ask: (store) => [store('records').index('kind').getAll(range)],
  });
  return entriesOf(rows);
}

/** Every record as it is kept, deleted ones too. @returns {Promise<Row[]>} */
export async function everyRecord() {
  const [rows] = await transact('readonly', { ask: (store) => [store('records').getAll()] });
  return rows;
}
