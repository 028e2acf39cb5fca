import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { complain } from './notice.js';
import { newId } from './records/ids.js';
import { draft, saveDraft } from './records/store.js';

/**
 * What a form starts with: what was half filled in before, else what is kept.
 * @template T @param {string} name @param {T} start @returns {Promise<T>}
 */
export const begun = async (name, start) => /** @type {T} */ ((await draft(name)) ?? start);

/**
 * The values of a form; each change is put aside at once, so that a reload loses nothing.
 * `draft` goes along with what is kept in the end and takes its place.
 * @template {object} T @param {T} start @param {string} [name] the draft's name; without one nothing is put aside
 */
export function useForm(start, name) {
  const values = useSignal(start);
  return {
    values,
    /** @param {Partial<T>} more */
    set(more) {
      values.value = { ...values.value, ...more };
      if (name) saveDraft(name, values.value).catch(complain);
    },
    draft: name,
  };
}

/** The id of what a form is about; a new thing gets one that stays while the form is open. @param {string} [kept] */
export function useId(kept) {
  return useSignal(kept ?? newId()).value;
}

/**
 * Answers a form's being sent; a trembling finger that sends it twice does so once.
 * @param {() => Promise<unknown>} save
 */
export function useSubmit(save) {
  const busy = useRef(false);
  return async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    await save();
    busy.current = false;
  };
}
