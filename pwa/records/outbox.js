import { signal } from '@preact/signals';
import { transact } from './account.js';
import { onChange } from './changes.js';

/**
 * What the server does not have yet. A row names a record and the newest stamp written here; the record itself is
 * read when it is sent.
 * @typedef {object} Row
 * @property {string} id
 * @property {string} stamp
 * @property {0 | 1} parked 1: the server refused it, so it waits until it is edited or the app is a newer one
 * @property {Refusal} [refusal]
 * @property {string} [version] of the app that was refused
 */
/** @typedef {{ type: string, field?: string, detail?: string }} Refusal */

/** How many records are not yet backed up. */
export const waiting = signal(0);
/** How many records the server refused. */
export const parked = signal(0);

/** @param {import('./database.js').Store} store @param {string} id @param {string} stamp */
export const queue = (store, id, stamp) => store('outbox').put({ id, stamp, parked: 0 });

/** @param {import('./database.js').Store} store */
export function counted(store) {
  const index = store('outbox').index('parked');
  return [index.count(0), index.count(1)];
}

/** @param {IDBRequest<number>[]} counts of the transaction that has just ended */
export function showCounts([open, refused]) {
  waiting.value = open.result;
  parked.value = refused.result;
}

/** Shows what is waiting as it now is on the phone. */
export async function recount() {
  showCounts(await transact('readonly', { work: counted }));
}

onChange(() => recount().catch(() => {})); // a count that fails is made again at the next change

/** The records the server refused, with its reasons. @returns {Promise<Row[]>} */
export async function refused() {
  const [rows] = await transact('readonly', { ask: (store) => [store('outbox').index('parked').getAll(1)] });
  return rows;
}
