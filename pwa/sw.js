/**
 * Lets the app open without network. All files of one version are kept together; a newer version waits beside the
 * older one until the person agrees to move.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = 'tolv-__VERSION__';
const FILES = /** @type {string[]} */ (/** @type {unknown} */ ('__FILES__')); // written in by the build
const SERVER_PAGE = /^\/(api\/|report|demo|healthz)/;

/**
 * Hashed files never change, so an older version's copy is as good as a download. A redirect is a café's log-in page,
 * not our file.
 * @param {Cache} cache @param {string} file
 */
async function keep(cache, file) {
  const isHashed = file.startsWith('/assets/');
  const held = isHashed && (await caches.match(file));
  const cached = isHashed ? 'default' : 'no-cache';
  const answer = held || (await fetch(file, { cache: cached, redirect: 'error' }));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  await cache.put(file, answer);
}

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((file) => keep(cache, file)));
}

async function dropOlder() {
  const older = (await caches.keys()).filter((name) => name.startsWith('tolv-') && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The address whose copy answers this request, if we keep one. @param {Request} request */
function keptAt(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || SERVER_PAGE.test(pathname)) return undefined;
  const address = request.mode === 'navigate' ? '/' : pathname;
  return FILES.includes(address) ? address : undefined;
}

/** @param {string} address @param {Request} request */
async function answer(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'activate') worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const address = keptAt(event.request);
  if (address) event.respondWith(answer(address, event.request));
});
