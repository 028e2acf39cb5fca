import { createDatabase } from './database.js';
import { identity } from './identity.js';

/** The database of the account this phone has now; each account has its own, so diaries never mix. */

/** @param {IDBDatabase} db */
function make(db) {
  const records = db.createObjectStore('records', { keyPath: 'id' });
  records.createIndex('day', 'day');
  records.createIndex('kind', ['kind', 'day']);
  db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('parked', 'parked');
  db.createObjectStore('drafts');
  db.createObjectStore('state');
}

/** @type {Map<string, ReturnType<typeof createDatabase>>} */
const opened = new Map();

async function database() {
  const { account } = await identity();
  const found = opened.get(account) ?? createDatabase(`tolv-${account}`, make);
  opened.set(account, found);
  return found;
}

/**
 * @template T @param {IDBTransactionMode} mode @param {import('./database.js').Steps<T>} steps
 * @returns {Promise<T>}
 */
export const transact = async (mode, steps) => (await database()).transact(mode, steps);
