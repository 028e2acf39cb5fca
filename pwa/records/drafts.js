import { transact } from './account.js';

/**
 * What is half filled in. It survives a reload, an update and a phone that ends the app in the background. A draft ends
 * in the same transaction that keeps what it became: see `write` in store.js.
 */

/** @param {string} name of the form @param {unknown} value what structured clone can copy */
export const saveDraft = (name, value) =>
  transact('readwrite', {
    stores: ['drafts'],
    durability: 'relaxed', // at every tap; a draft need not outlive a power cut
    work: (store) => void store('drafts').put(value, name),
  });

/** @param {string} name @returns {Promise<any>} undefined when there is none */
export async function draft(name) {
  const [value] = await transact('readonly', { ask: (store) => [store('drafts').get(name)] });
  return value;
}
