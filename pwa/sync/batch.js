import { transact } from '../records/account.js';
import { toWire } from '../records/wire.js';

/** What one request may carry at most. */
export const MOST_CHANGES = 200;
const MOST_BYTES = 256 * 1024 - 1024; // the rest of the request is small

/**
 * What goes up next.
 * @typedef {object} Batch
 * @property {string | null} epoch
 * @property {number} cursor
 * @property {import('../records/wire.js').WireRecord[]} changes
 * @property {Map<string, string>} sent id to the stamp that the outbox named: only that is settled by the answer
 */

/** @param {unknown} value */
const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value)).length + 1;

/** The first changes that fit one request; one alone always goes. @param {Batch['changes']} changes */
function fitting(changes) {
  let bytes = 0;
  const tooMany = changes.findIndex((change, place) => (bytes += bytesOf(change)) > MOST_BYTES && place > 0);
  return tooMany < 0 ? changes : changes.slice(0, tooMany);
}

/** @param {number} limit @returns {Promise<Batch>} */
export async function nextBatch(limit) {
  const [rows, at] = await transact('readonly', {
    ask: (store) => [store('outbox').index('parked').getAll(0, limit), store('state').get('sync')],
  });
  // Read after its row, a record may already be newer than the row says: it is then simply sent again.
  const records = await transact('readonly', {
    ask: (store) => rows.map((/** @type {any} */ row) => store('records').get(row.id)),
  });
  const changes = fitting(records.map(toWire));
  const stamps = new Map(rows.map((/** @type {any} */ row) => [row.id, row.stamp]));
  const sent = new Map(changes.map(({ id }) => [id, stamps.get(id)]));
  return { epoch: at?.epoch ?? null, cursor: at?.cursor ?? 0, changes, sent };
}
