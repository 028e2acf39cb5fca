import { registerHooks } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/**
 * A phone for tests. Its storage and its cookie stay when the app is started again; everything the app held in memory
 * is gone then, because each start loads the modules anew.
 */
const APP = new URL('../../pwa/', import.meta.url).href;

/** Modules asked for by a started app belong to that start. */
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const life = context.parentURL && new URL(context.parentURL).searchParams.get('life');
    return life && found.url.startsWith(APP) ? { ...found, url: `${found.url}?life=${life}` } : found;
  },
});

const Channel = BroadcastChannel;
let phones = 0;
let lives = 0;

class Phone {
  storage = new IDBFactory();
  jar = {};
  requests = [];
  faults = [];
  window = new EventTarget();
  document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    documentElement: { lang: 'en' },
  });

  constructor(server) {
    phones += 1;
    this.name = `phone ${phones}`;
    this.server = server;
  }

  /** Lets this phone be the one that acts now. */
  take() {
    const { name, window, document } = this;
    class OwnChannel extends Channel {
      constructor(topic) {
        super(`${topic} on ${name}`);
      }
    }
    const fetch = (path, init) => this.#send(path, init);
    Object.assign(globalThis, {
      BroadcastChannel: OwnChannel,
      indexedDB: this.storage,
      window,
      document,
      fetch,
    });
    return this;
  }

  async #send(path, init) {
    const body = init.body && JSON.parse(init.body);
    this.requests.push({ path, body, headers: init.headers });
    const go = () => this.server.answer(this.jar, init.method, path, body, init.headers);
    const fault = this.faults.shift();
    return fault ? fault(go) : go();
  }

  /** Starts the app: the modules that a test asks for by their path in pwa/. */
  async start(...names) {
    this.take();
    lives += 1;
    const life = lives;
    const modules = await Promise.all(names.map((name) => import(`${APP}${name}.js?life=${life}`)));
    return Object.assign({}, ...modules);
  }

  bodies(path) {
    return this.requests.filter((request) => request.path === path).map(({ body }) => body);
  }
}

export const newPhone = (server) => new Phone(server);

/** Faults of the way there, one for one request. */
export const noNetwork = async () => {
  throw new TypeError('Failed to fetch');
};
export const lostAnswer = async (go) => {
  await go();
  throw new TypeError('Failed to fetch');
};
export const cafePage = async () =>
  new Response('<html>Log in to the café</html>', { headers: { 'Content-Type': 'text/html' } });
export const says =
  (status, type, headers = {}) =>
  async () =>
    new Response(JSON.stringify({ type: `/problems/${type}`, detail: 'Said by the server.' }), {
      status,
      headers: { 'Content-Type': 'application/problem+json', ...headers },
    });

/** Waits, turn by turn, until something is so. */
export async function until(isSo, what = 'it never came to be') {
  for (let turns = 0; turns < 5000; turns += 1) {
    if (await isSo()) return;
    await turn();
  }
  throw new Error(what);
}

/** Lets what is under way come to rest: a talk with the server holds this lock until it is over. */
export async function rest() {
  for (let turns = 0; turns < 50; turns += 1) await turn();
  await navigator.locks.request('tolv-sync', () => {});
  for (let turns = 0; turns < 50; turns += 1) await turn();
}
