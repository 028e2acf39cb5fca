import { openDB, unwrap, wrap } from 'idb';

/** The phone has no room left: nothing was changed, all that was kept before is still there. */
export class StorageFull extends Error {
  name = 'StorageFull';
}

/**
 * One transaction: what to read, and then what to do with it. Both run without waiting for anything else, so nothing
 * can come between them.
 * @template T
 * @typedef {object} Steps
 * @property {(store: Store) => IDBRequest[]} [ask]
 * @property {(store: Store, ...found: any[]) => T} [work]
 * @property {string[]} [stores] all the steps touch; every store when not said. Others need not wait for these
 * @property {IDBTransactionDurability} [durability] 'strict' when not said: on the disk before it is said to be kept
 */
/** @typedef {(name: string) => IDBObjectStore} Store */

/** @param {unknown} error @param {string[]} names */
const named = (error, ...names) => error instanceof Error && names.includes(error.name);

/**
 * @param {string} name
 * @param {(db: IDBDatabase) => void} make creates the stores at the first opening
 */
export function createDatabase(name, make) {
  /** @type {Promise<import('idb').IDBPDatabase> | undefined} */
  let opening;

  function close() {
    opening?.then((db) => db.close()).catch(() => {});
    opening = undefined;
  }

  function connect() {
    opening ??= openDB(name, 1, {
      upgrade: (db) => make(unwrap(db)),
      blocking: close,
      terminated: close,
    });
    return opening;
  }

  /** @template T @param {IDBTransactionMode} mode @param {Steps<T>} steps */
  async function once(mode, { ask, work, stores, durability = 'strict' }) {
    const db = await connect();
    const tx = db.transaction(stores ?? [...db.objectStoreNames], mode, { durability });
    tx.done.catch(() => {}); // awaited below; a step that fails first must not leave it unheard
    const store = (/** @type {string} */ name) => unwrap(tx).objectStore(name);
    try {
      const found = ask ? await Promise.all(ask(store).map((request) => wrap(request))) : [];
      const result = /** @type {T} */ (work ? work(store, ...found) : found);
      await tx.done;
      return result;
    } catch (error) {
      throw abandon(unwrap(tx), error);
    }
  }

  /**
   * Phones drop the connection while the app sleeps: it is then opened again and the steps run once more.
   * @template T @param {IDBTransactionMode} mode @param {Steps<T>} steps @returns {Promise<T>}
   */
  async function transact(mode, steps) {
    try {
      return await once(mode, steps);
    } catch (error) {
      if (!named(error, 'InvalidStateError', 'UnknownError', 'AbortError')) throw told(error);
      close();
      return await once(mode, steps).catch((again) => Promise.reject(told(again)));
    }
  }

  return { transact, close };
}

/** Leaves nothing half done, and says why. @param {IDBTransaction} tx @param {unknown} error */
function abandon(tx, error) {
  const why = tx.error ?? error;
  try {
    tx.abort();
  } catch {
    // it has ended by itself
  }
  return why;
}

/** @param {unknown} error */
const told = (error) =>
  named(error, 'QuotaExceededError') ? new StorageFull(undefined, { cause: error }) : error;
