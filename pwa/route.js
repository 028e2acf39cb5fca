import { computed, signal } from '@preact/signals';

const hash = signal(location.hash);
let steps = 0;

addEventListener('hashchange', () => {
  steps += 1;
  hash.value = location.hash;
});

/** The place we are at: `#entry/2026-03-01` is the screen "entry" with one part, a day. */
export const route = computed(() => {
  const [screen, ...parts] = hash.value.slice(1).split('/').map(decodeURIComponent);
  return { screen: screen || 'today', parts };
});

/** Goes to a place, as a link would. @param {string} place for example "entry/2026-03-01" */
export function go(place) {
  location.hash = place;
}

/** Stays on the same screen under another address; no step back is made. @param {string} place */
export function rename(place) {
  history.replaceState(null, '', `#${place}`);
  hash.value = location.hash;
}

/** Leaves a form the way it was entered; one that was opened from outside leads to its parent. @param {string} parent */
export function leave(parent) {
  if (steps > 0) history.back();
  else rename(parent);
}
