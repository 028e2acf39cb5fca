import { signal } from '@preact/signals';

/** Rises whenever something kept on this phone changed, in this tab or in another one. */
export const revision = signal(0);

/** @typedef {'records' | 'identity'} Change */
/** @type {Set<(what: Change) => void>} */
const listeners = new Set();
const otherTabs = new BroadcastChannel('tolv');

/** @param {Change} what */
function hear(what) {
  for (const listener of listeners) listener(what);
  revision.value += 1;
}

otherTabs.onmessage = ({ data }) => hear(data);

/** Calls the listener for changes made in this tab and in others. @param {(what: Change) => void} listener */
export const onChange = (listener) => listeners.add(listener);

/** Tells this tab and all others. @param {Change} what */
export function announce(what) {
  otherTabs.postMessage(what);
  hear(what);
}
