import { signal } from '@preact/signals';

/** True when a newer version lies ready and only waits for the person's tap. */
export const updateReady = signal(false);

/** @type {ServiceWorkerRegistration | undefined} */
let registration;
let leaving = false;

/** The one script address the page may name where Trusted Types are enforced. */
function workerUrl() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  const onlyWorker = (/** @type {string} */ url) => (url === '/sw.js' ? url : '');
  return types?.createPolicy('tolv', { createScriptURL: onlyWorker }).createScriptURL('/sw.js') ?? '/sw.js';
}

function look() {
  updateReady.value ||= Boolean(registration?.waiting && navigator.serviceWorker.controller);
}

/** Asks the server for a newer version; without network nothing happens. */
export const lookForUpdate = () => registration?.update().catch(() => {});

/** A tab that another tab updated: nobody looks at a hidden one, a visible one is asked. */
function workerChanged() {
  if (leaving) return;
  if (document.visibilityState === 'hidden') location.reload();
  else updateReady.value = true;
}

/** Starts the service worker: the app then opens without network and learns of newer versions. */
export async function register() {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const controlled = Boolean(navigator.serviceWorker.controller);
  registration = await navigator.serviceWorker.register(workerUrl(), { updateViaCache: 'none' });
  registration.addEventListener('updatefound', () => {
    registration?.installing?.addEventListener('statechange', look);
  });
  look();
  if (controlled) navigator.serviceWorker.addEventListener('controllerchange', workerChanged);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') lookForUpdate();
  });
}

/** Moves to the new version. Safari does not always report the change of worker, so a timer stands in. */
export function applyUpdate() {
  leaving = true;
  const reload = () => location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  registration?.waiting?.postMessage('activate');
  setTimeout(reload, registration?.waiting ? 2000 : 0);
}
