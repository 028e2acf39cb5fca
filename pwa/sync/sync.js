import { computed, effect, signal } from '@preact/signals';
import { revision } from '../records/changes.js';
import { identity, registered } from '../records/identity.js';
import { recount, waiting } from '../records/outbox.js';
import { lookForUpdate } from '../update.js';
import { NoServer, Problem } from './trouble.js';

/** @typedef {'local' | 'backed-up' | 'waiting' | 'offline' | 'signed-out' | 'old-app'} State */

const QUIET = 1000; // milliseconds without a further save
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 300_000;
const A_DAY = 86_400_000; // longer waits are not believed, and timers cannot hold them

/** What stands in the way of the safe copy, if anything. */
const trouble = signal(/** @type {'offline' | 'signed-out' | 'old-app' | undefined} */ (undefined));

/** True when the patient took this phone off the account: only then may the app offer to clear it. */
export const deviceRemoved = signal(false);

/** Where the entries are. @type {import('@preact/signals').ReadonlySignal<State>} */
export const state = computed(() => {
  if (!registered.value) return 'local';
  return trouble.value ?? (waiting.value ? 'waiting' : 'backed-up');
});

let isFirstTalk = true;
let failures = 0;
let closedUntil = 0; // the server asked to be left alone until then
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {number} wait milliseconds */
function tryIn(wait) {
  clearTimeout(timer);
  timer = setTimeout(attempt, Math.max(wait, closedUntil - Date.now()));
}

/** Goes by itself, unless only the person can help. @param {number} wait milliseconds */
function wake(wait) {
  if (registered.value && trouble.value !== 'signed-out') tryIn(wait);
}

/** From 2 s, doubled each time up to 5 min; the jitter keeps phones from coming back all at once. */
function nextWait() {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  failures += 1;
  return wait * (0.75 + Math.random() / 4);
}

/** @param {number} [asked] milliseconds that the server asked for */
function tryLater(asked = 0) {
  closedUntil = asked && Date.now() + Math.min(asked, A_DAY);
  trouble.value = 'offline';
  tryIn(nextWait());
}

/** @param {unknown} error */
function meet(error) {
  if (!(error instanceof Problem)) return tryLater(error instanceof NoServer ? error.wait : 0);
  deviceRemoved.value = error.type === 'device_removed';
  if (error.status === 401 || deviceRemoved.value) trouble.value = 'signed-out';
  else if (error.status === 409 || error.status === 426) getNewApp();
  else tryLater();
}

function getNewApp() {
  trouble.value = 'old-app';
  lookForUpdate();
}

/** The rest of the way is fetched only by those who keep a safe copy. */
async function talk() {
  const { exchange, retryRefused } = await import('./exchange.js').catch((error) => {
    throw new NoServer(String(error));
  });
  if (isFirstTalk) await retryRefused();
  isFirstTalk = false;
  await exchange();
}

async function run() {
  try {
    await talk();
    trouble.value = undefined;
    failures = closedUntil = 0;
    if (!waiting.value) clearTimeout(timer);
  } catch (error) {
    meet(error);
    if (!(error instanceof Problem || error instanceof NoServer)) throw error;
  }
}

/** One tab at a time talks to the server. */
async function attempt() {
  clearTimeout(timer);
  if (!registered.value) return;
  await navigator.locks.request('tolv-sync', { ifAvailable: true }, (lock) => lock && run());
}

/** Sends what waits and fetches what is new, now. How it went is told by `state`. */
export async function syncNow() {
  await identity();
  await attempt();
}

function comeBack() {
  failures = 0;
  wake(0);
}

/** Syncs from now on by itself: after a save, when the network or the person comes back. Called once, at start. */
export async function startSync() {
  await identity();
  await recount();
  effect(() => {
    if (revision.value >= 0 && waiting.value) wake(QUIET);
  });
  window.addEventListener('online', comeBack);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') comeBack();
  });
  comeBack();
}
