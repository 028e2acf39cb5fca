import { transact } from './account.js';

/** What is half filled in. It survives a reload, an update and a phone that ends the app in the background. */

/** @param {string} name of the form @param {unknown} value what structured clone can copy */
export const saveDraft = (name, value) =>
  transact('readwrite', { work: (store) => void store('drafts').put(value, name) });

/** @param {string} name @returns {Promise<any>} undefined when there is none */
export async function draft(name) {
  const [value] = await transact('readonly', { ask: (store) => [store('drafts').get(name)] });
  return value;
}

/** @param {string} name */
export const dropDraft = (name) =>
  transact('readwrite', { work: (store) => void store('drafts').delete(name) });
