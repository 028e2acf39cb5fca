import { transact } from '../records/account.js';
import { announce } from '../records/changes.js';
import { merge } from '../records/merge.js';
import { counted, queue, showCounts } from '../records/outbox.js';
import { NEW_CLOCK, createClock } from '../records/stamp.js';
import { rowOf } from '../records/store.js';
import { fromWire } from '../records/wire.js';
import { NoServer } from './trouble.js';

/**
 * @typedef {import('../records/database.js').Store} Store
 * @typedef {import('../records/outbox.js').Row} Row
 * @typedef {import('../records/outbox.js').Refusal} Refusal
 * @typedef {import('../records/wire.js').Kept} Kept
 * @typedef {{ id: string, error?: Refusal }} Result
 * @typedef {{ now: string, epoch: string, cursor: number, more: boolean, results: Result[], records: Kept[] }} Answer
 */

/** The build this is: what it was refused, a later build may be allowed. */
const VERSION = import.meta.url;

/** What the server said, or NoServer when that is no answer of ours. @param {any} reply @returns {Answer} */
export function readAnswer(reply) {
  const whole = Number.isSafeInteger(reply.cursor) && typeof reply.epoch === 'string';
  if (!whole || !Array.isArray(reply.results) || !Array.isArray(reply.records))
    throw new NoServer('no answer');
  return { ...reply, records: reply.records.map(fromWire) };
}

/** @param {Store} store @param {Row} row @param {Refusal} refusal */
const park = (store, row, refusal) => store('outbox').put({ ...row, parked: 1, refusal, version: VERSION });

/** A row that was edited while it travelled stays queued. @param {Store} store @param {Row | undefined} row @param {string | undefined} stamp @param {Refusal} [error] */
function settleRow(store, row, stamp, error) {
  if (row?.stamp !== stamp || !row) return;
  if (error) park(store, row, error);
  else store('outbox').delete(row.id);
}

/** Every stamp counts as seen: what is written here next comes after it. @param {Answer} answer @param {any} state @param {string} device */
function clockAfter(answer, state, device) {
  const save = (/** @type {any} */ next) => void (state = next);
  const clock = createClock({ device, load: () => state, save });
  for (const { fields } of answer.records) for (const [, stamp] of Object.values(fields)) clock.saw(stamp);
  const now = Date.parse(answer.now);
  if (!Number.isNaN(now)) clock.heard(now);
  return state;
}

/**
 * Takes in an answer in one transaction: what the server has, what it gave, and how far we have read.
 * @param {Answer} answer @param {import('./batch.js').Batch} batch @param {string} device
 * @returns {Promise<boolean>} true when there is more to send or to fetch
 */
export async function settle(answer, batch, device) {
  const { results, records, epoch, cursor } = answer;
  const ids = [...results, ...records].map(({ id }) => id);
  const counts = await transact('readwrite', {
    ask: (store) => [
      store('state').get('clock'),
      ...ids.map((id, place) => store(place < results.length ? 'outbox' : 'records').get(id)),
    ],
    work(store, state = NEW_CLOCK, ...found) {
      const held = found.slice(results.length);
      results.forEach(({ id, error }, place) => settleRow(store, found[place], batch.sent.get(id), error));
      records.forEach((record, place) => keepRecord(store, record, held[place]));
      store('state').put(clockAfter(answer, state, device), 'clock');
      store('state').put({ epoch, cursor }, 'sync');
      return counted(store);
    },
  });
  showCounts(counts);
  if (results.length || records.length) announce('records');
  const canSendMore = results.length > 0 && counts[0].result > 0;
  return canSendMore || (answer.more && cursor !== batch.cursor);
}

/** @param {Store} store @param {Kept} record @param {Kept} [held] */
const keepRecord = (store, record, held) =>
  store('records').put(rowOf({ ...record, fields: merge(held?.fields ?? {}, record.fields) }));

/** @param {Kept} record */
const newestStamp = ({ fields }) =>
  Object.values(fields)
    .map(([, stamp]) => stamp)
    .sort()
    .at(-1) ?? '';

/**
 * The server was restored from a backup: it may have lost anything, so it is sent everything and read from the start.
 * @param {string | null} epoch the new one, if it is known
 */
export async function startOver(epoch) {
  const counts = await transact('readwrite', {
    ask: (store) => [store('records').getAll(), store('outbox').getAllKeys()],
    work(store, /** @type {Kept[]} */ records, /** @type {string[]} */ queued) {
      const lost = records.filter(({ id }) => !queued.includes(id));
      for (const record of lost) queue(store, record.id, newestStamp(record));
      store('state').put({ epoch, cursor: 0 }, 'sync');
      return counted(store);
    },
  });
  showCounts(counts);
}

/** Puts one record aside that can never be sent as it is. @param {string} id @param {Refusal} refusal */
export async function putAside(id, refusal) {
  const counts = await transact('readwrite', {
    ask: (store) => [store('outbox').get(id)],
    work(store, /** @type {Row | undefined} */ row) {
      if (row) park(store, row, refusal);
      return counted(store);
    },
  });
  showCounts(counts);
}

/** Lets this build try what an older one was refused. */
export async function retryRefused() {
  const counts = await transact('readwrite', {
    ask: (store) => [store('outbox').index('parked').getAll(1)],
    work(store, /** @type {Row[]} */ rows) {
      const older = rows.filter(({ version }) => version !== VERSION);
      for (const { id, stamp } of older) queue(store, id, stamp);
      return counted(store);
    },
  });
  showCounts(counts);
}
