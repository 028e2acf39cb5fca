import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { FakeServer } from '../fake-server.js';
import { newPhone, noNetwork, rest, says } from '../phone.js';

const APP = ['records/store', 'sync/sync', 'accounts/copy'];
const DAY = '2026-03-01';
const MINUTE = 60_000;

let server;
let phone;
let app;
beforeEach(async () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-03-01T18:00:00Z') });
  mock.method(Math, 'random', () => 1); // no jitter, unless a test says so
  server = new FakeServer();
  phone = newPhone(server);
  app = await phone.start(...APP);
  await app.keepSafeCopy();
  await app.startSync();
  await pass(0);
  phone.requests = [];
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

/** Lets so many milliseconds pass, and what they set off come to rest. */
async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await rest();
}

const save = async (id) => {
  await app.write('note', id, { day: DAY, text: id });
  await rest();
};
const asked = () => phone.bodies('/api/sync').length;
const goOffline = () => (phone.faults = Array(100).fill(noNetwork));

test('a save is sent after a second of quiet', async () => {
  await save('a');
  await pass(900);
  await save('b');
  await pass(900);
  assert.equal(asked(), 0);
  await pass(100);
  assert.deepEqual([asked(), phone.bodies('/api/sync')[0].changes.length], [1, 2]);
  assert.equal(app.state.value, 'backed-up');
});

test('what was sent at once is not sent again after the quiet second', async () => {
  await save('a');
  await app.syncNow();
  await pass(10 * MINUTE);
  assert.equal(asked(), 1);
});

test('what came from the server is not taken for a save', async () => {
  const { account } = await app.identity();
  server.put(account, 'b', 'note', { '019ca8695000-0000-elsewhere1': { day: DAY, text: 'far' } });
  await app.syncNow();
  await pass(10 * MINUTE);
  assert.equal(asked(), 1);
});

test('without network it tries after 2 s, then ever later, and never gives up', async () => {
  goOffline();
  await save('a');
  await pass(1000);
  const waits = [];
  for (let tries = 2; tries < 13; tries += 1) {
    let waited = 0;
    while (asked() < tries) {
      await pass(1000);
      waited += 1;
    }
    waits.push(waited);
  }
  assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  assert.equal(app.state.value, 'offline');
});

test('phones do not come back all at the same moment', async () => {
  mock.method(Math, 'random', () => 0);
  goOffline();
  await save('a');
  await pass(1000);
  await pass(1500);
  assert.equal(asked(), 2);
});

test('after a success the waits begin small again', async () => {
  phone.faults = Array(5).fill(noNetwork);
  await save('a');
  await pass(1000);
  for (const wait of [2, 4, 8, 16, 32]) await pass(wait * 1000);
  assert.equal(app.state.value, 'backed-up');
  goOffline();
  await save('b');
  await pass(1000);
  const before = asked();
  await pass(2000);
  assert.equal(asked(), before + 1);
});

test('a server that asks for time gets it, from saves and from a network that comes back too', async () => {
  phone.faults = [says(503, 'not-ready', { 'Retry-After': '600' })];
  await save('a');
  await pass(1000);
  assert.equal(app.state.value, 'offline');
  await save('b');
  window.dispatchEvent(new Event('online'));
  await pass(9 * MINUTE);
  assert.equal(asked(), 1);
  await pass(MINUTE);
  assert.deepEqual([asked(), app.state.value], [2, 'backed-up']);
});

test('when the network comes back it goes at once', async () => {
  phone.faults = Array(6).fill(noNetwork);
  await save('a');
  await pass(1000);
  for (const wait of [2, 4, 8, 16, 32]) await pass(wait * 1000);
  window.dispatchEvent(new Event('online'));
  await pass(0);
  assert.equal(app.state.value, 'backed-up');
});

test('when the person comes back to the app it looks for news; when she leaves it does not', async () => {
  document.visibilityState = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(0);
  assert.equal(asked(), 0);
  document.visibilityState = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(0);
  assert.equal(asked(), 1);
});

test('signed out, it stays quiet until the person asks', async () => {
  phone.jar = {};
  server.devices.clear();
  await save('a');
  await pass(1000);
  assert.equal(app.state.value, 'signed-out');
  const before = phone.requests.length;
  await save('b');
  window.dispatchEvent(new Event('online'));
  await pass(10 * MINUTE);
  assert.equal(phone.requests.length, before);
  await app.syncNow();
  assert.ok(phone.requests.length > before);
});

test('only one tab at a time talks to the server', async () => {
  const other = await phone.start(...APP);
  await other.identity();
  await save('a');
  await Promise.all([app.syncNow(), other.syncNow()]);
  assert.equal(asked(), 1);
});

test('what one tab sent is no longer waiting in the other', async () => {
  const other = await phone.start(...APP);
  await other.recount();
  await save('a');
  assert.equal(other.waiting.value, 1);
  await app.syncNow();
  await rest();
  assert.equal(other.state.value, 'backed-up');
});

test('the state of the last session is known at once, without network', async () => {
  await save('a');
  goOffline();
  const later = await phone.start(...APP);
  await later.startSync();
  assert.deepEqual([later.state.value, later.waiting.value], ['waiting', 1]);
});
