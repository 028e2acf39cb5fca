import { computed, signal } from '@preact/signals';
import { registered } from '../records/identity.js';
import { waiting } from '../records/outbox.js';

/** @typedef {'local' | 'backed-up' | 'waiting' | 'offline' | 'signed-out' | 'old-app'} State */

/** What stands in the way of the safe copy, if anything. */
const trouble = signal(/** @type {'offline' | 'signed-out' | 'old-app' | undefined} */ (undefined));

/** True when the patient took this phone off the account: the app may then offer to clear it. */
export const deviceRemoved = signal(false);

/** Where the entries are. @type {import('@preact/signals').ReadonlySignal<State>} */
export const state = computed(() => {
  if (!registered.value) return 'local';
  return trouble.value ?? (waiting.value ? 'waiting' : 'backed-up');
});

/** Sends what waits and fetches what is new, now. */
export async function syncNow() {}

/** Syncs from now on by itself: after a save, when the network or the person comes back. Called once, at start. */
export async function startSync() {}
