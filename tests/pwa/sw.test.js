import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import vm from 'node:vm';

const SOURCE = readFileSync(new URL('../../pwa/sw.js', import.meta.url), 'utf8');
const FILES = ['/', '/assets/app-1.js'];

/** The browser around a worker: its caches outlive it, its network is ours to say. */
class Browser {
  stores = new Map();
  fetched = [];
  network = (path) => new Response(`new ${path}`);

  #store(name) {
    if (!this.stores.has(name)) this.stores.set(name, new Map());
    const kept = this.stores.get(name);
    return {
      match: async (path) => kept.get(path)?.clone(),
      put: async (path, response) => void kept.set(path, response),
    };
  }

  caches = {
    open: async (name) => this.#store(name),
    keys: async () => [...this.stores.keys()],
    delete: async (name) => this.stores.delete(name),
    match: async (path) => [...this.stores.values()].map((kept) => kept.get(path)?.clone()).find(Boolean),
  };

  /** Starts the worker of one version; returns how to send it an event. */
  start(version, files = FILES) {
    const heard = new Map();
    const self = {
      addEventListener: (type, listen) => heard.set(type, listen),
      skipWaiting: () => (this.moved = version),
    };
    const fetch = async (request) => {
      const path = request.path ?? request;
      this.fetched.push(path);
      return this.network(path);
    };
    const text = SOURCE.replace('__VERSION__', version).replace("'__FILES__'", JSON.stringify(files));
    vm.runInNewContext(text, {
      self,
      caches: this.caches,
      fetch,
      URL,
      Error,
      location: { origin: 'https://tolv' },
    });
    return async (type, event = {}) => {
      let work;
      const keep = (promise) => (work = promise);
      heard.get(type)({ ...event, waitUntil: keep, respondWith: keep });
      return work;
    };
  }
}

const asking = (path, more = {}) => ({
  request: { url: `https://tolv${path}`, path, method: 'GET', mode: 'no-cors', ...more },
});
const opening = (path) => asking(path, { mode: 'navigate' });

let browser;
let send;
beforeEach(async () => {
  browser = new Browser();
  send = browser.start('1');
  await send('install');
  browser.network = () => {
    throw new TypeError('no network');
  };
});

test('without network every address of the app opens the app', async () => {
  for (const path of ['/', '/?from=home', '/some/deep/link']) {
    assert.equal(await (await send('fetch', opening(path))).text(), 'new /', path);
  }
  assert.equal(await (await send('fetch', asking('/assets/app-1.js'))).text(), 'new /assets/app-1.js');
});

test("the server's own pages, its answers and whatever else we do not keep go to the server", async () => {
  const pages = [
    '/report',
    '/report.pdf?from=2026-01-01',
    '/demo',
    '/demo/ada',
    '/healthz',
    '/api/openapi.json',
  ];
  for (const path of pages) assert.equal(await send('fetch', opening(path)), undefined, path);
  assert.equal(await send('fetch', asking('/api/session')), undefined);
  assert.equal(await send('fetch', asking('/manifest.json')), undefined);
  assert.equal(await send('fetch', asking('/', { method: 'POST' })), undefined);
  assert.equal(
    await send('fetch', { request: { url: 'https://elsewhere/assets/app-1.js', method: 'GET' } }),
    undefined,
  );
});

test('a newer version fetches only what changed and waits until it is told to move', async () => {
  browser.network = (path) => new Response(`newer ${path}`);
  browser.fetched = [];
  const newer = browser.start('2', ['/', '/assets/app-1.js', '/assets/screens-2.js']);
  await newer('install');
  assert.deepEqual(browser.fetched.sort(), ['/', '/assets/screens-2.js']);
  assert.equal(browser.moved, undefined);
  assert.equal(await (await send('fetch', opening('/'))).text(), 'new /');
  await newer('message', { data: 'activate' });
  await newer('activate');
  assert.equal(browser.moved, '2');
  assert.deepEqual([...browser.stores.keys()], ['tolv-2']);
  assert.equal(await (await newer('fetch', opening('/'))).text(), 'newer /');
});

test('a version with a missing file is not installed and the older one goes on', async () => {
  browser.network = (path) => new Response('', { status: path === '/' ? 200 : 404 });
  await assert.rejects(browser.start('2', ['/', '/assets/app-2.js'])('install'), /404/);
  assert.equal(await (await send('fetch', opening('/'))).text(), 'new /');
});

test('caches that are not ours are left alone', async () => {
  browser.stores.set('other', new Map());
  await send('activate');
  assert.deepEqual([...browser.stores.keys()], ['tolv-1', 'other']);
});

test('a copy that the phone cleared is fetched again', async () => {
  browser.stores.clear();
  browser.network = (path) => new Response(`fetched ${path}`);
  assert.equal(await (await send('fetch', opening('/'))).text(), 'fetched /');
});
