import { signal } from '@preact/signals';
import { announce, onChange } from './changes.js';
import { createDatabase } from './database.js';

/**
 * Who this phone is. Both ids are made at the first start, long before there may be an account on a server, so that
 * the ids of records never have to change.
 * @typedef {object} Identity
 * @property {string} account UUID
 * @property {string} device UUID
 * @property {boolean} registered true once the server knows this device: a safe copy is kept
 * @property {CryptoKeyPair} [key] the device's own, made when it is first needed; it cannot be read out
 */

const { transact } = createDatabase('tolv', (db) => db.createObjectStore('identity'));

/** True once a safe copy is kept on the server. */
export const registered = signal(false);

/** @type {Promise<Identity> | undefined} */
let known;

const made = () => ({ account: crypto.randomUUID(), device: crypto.randomUUID(), registered: false });

/** Read and, the first time, written in one transaction: two tabs agree. @returns {Promise<Identity>} */
async function load() {
  const found = await transact('readwrite', {
    ask: (store) => [store('identity').get('current')],
    work: (store, /** @type {Identity | undefined} */ held) => held ?? kept(store, made()),
  });
  registered.value = found.registered;
  return found;
}

/** @param {import('./database.js').Store} store @param {Identity} identity */
function kept(store, identity) {
  store('identity').put(identity, 'current');
  return identity;
}

/** @returns {Promise<Identity>} */
export function identity() {
  known ??= load().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

/**
 * Changes what is said of this phone and tells the other tabs.
 * @param {(held: Identity) => Partial<Identity>} news @returns {Promise<Identity>}
 */
export async function changeIdentity(news) {
  await identity();
  const changed = await transact('readwrite', {
    ask: (store) => [store('identity').get('current')],
    work: (store, /** @type {Identity} */ held) => kept(store, { ...held, ...news(held) }),
  });
  announce('identity');
  await identity();
  return changed;
}

onChange((what) => {
  if (what !== 'identity') return;
  known = undefined;
  identity().catch(() => {}); // asked again by whoever needs it
});
