import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakeServer } from '../fake-server.js';
import { cafePage, lostAnswer, newPhone, says } from '../phone.js';

const APP = ['records/store', 'records/account', 'sync/sync', 'accounts/copy'];
const DAY = '2026-03-01';
const FAR = '019ca8695000-0000-elsewhere1';

let server;
let phone;
let app;
let account;
beforeEach(async () => {
  server = new FakeServer();
  phone = newPhone(server);
  app = await phone.start(...APP);
  await app.keepSafeCopy();
  ({ account } = await app.identity());
});

const say = (id, text) => app.write('note', id, { day: DAY, text });
const lastSent = () => phone.bodies('/api/sync').at(-1);

async function kept(name, key) {
  const [found] = await app.transact('readonly', { ask: (store) => [store(name).get(key)] });
  return found;
}

test('what is entered comes to the server and the phone knows it', async () => {
  await say('a', 'ask about the interval');
  assert.equal(app.state.value, 'waiting');
  await app.syncNow();
  assert.deepEqual(server.held(account, 'a'), { day: DAY, text: 'ask about the interval' });
  assert.deepEqual([app.state.value, app.waiting.value], ['backed-up', 0]);
});

test('what another phone entered comes to this one', async () => {
  server.put(account, 'b', 'note', { [FAR]: { day: DAY, text: 'from the other phone' } });
  await app.syncNow();
  assert.deepEqual(await app.onDay(DAY), [{ id: 'b', kind: 'note', day: DAY, text: 'from the other phone' }]);
});

test('the same content is sent again when the answer was lost', async () => {
  await say('a', 'once');
  phone.faults = [lostAnswer];
  await app.syncNow();
  const first = lastSent();
  assert.deepEqual([app.state.value, app.waiting.value], ['offline', 1]);
  await app.syncNow();
  assert.deepEqual(lastSent(), first);
  assert.deepEqual([app.state.value, app.waiting.value], ['backed-up', 0]);
});

test('an edit made while the record travels stays queued and follows', async () => {
  await say('a', 'first');
  const edits = [];
  phone.faults = [
    async (go) => {
      const answer = await go();
      await say('a', 'second');
      edits.push(app.waiting.value);
      return answer;
    },
  ];
  await app.syncNow();
  assert.deepEqual(edits, [1]);
  assert.equal((await app.read('a')).text, 'second');
  assert.equal(server.held(account, 'a').text, 'second');
  assert.equal(app.waiting.value, 0);
});

test('what is fetched and how far we have read are kept together', async () => {
  server.put(account, 'b', 'note', { [FAR]: { day: DAY, text: 'far' } });
  await app.syncNow();
  assert.deepEqual(await kept('state', 'sync'), { epoch: 'first', cursor: 1 });
  await app.syncNow();
  assert.equal(lastSent().cursor, 1);
});

test('a long diary comes in pages', async () => {
  server.page = 2;
  for (const id of ['b', 'c', 'd', 'e', 'f'])
    server.put(account, id, 'note', { [FAR]: { day: DAY, text: id } });
  const before = phone.bodies('/api/sync').length;
  await app.syncNow();
  assert.equal((await app.onDay(DAY)).length, 5);
  assert.equal(phone.bodies('/api/sync').length - before, 3);
});

test('many entries go in requests of at most 200', async () => {
  for (let n = 0; n < 250; n += 1) await say(`n${n}`, 'short');
  const before = phone.bodies('/api/sync').length;
  await app.syncNow();
  const sizes = phone.bodies('/api/sync').slice(before);
  assert.deepEqual(
    sizes.map(({ changes }) => changes.length),
    [200, 50],
  );
  assert.equal(app.state.value, 'backed-up');
});

test('long entries go in requests of at most 256 KiB, counted in bytes', async () => {
  for (let n = 0; n < 100; n += 1) await say(`n${n}`, 'å'.repeat(2000));
  const before = phone.bodies('/api/sync').length;
  await app.syncNow();
  const sizes = phone.bodies('/api/sync').slice(before);
  assert.ok(sizes.length === 2 && sizes.every((body) => Buffer.byteLength(JSON.stringify(body)) <= 262_144));
  assert.equal(app.state.value, 'backed-up');
});

test('where the way takes less at once, halves are sent, and only what is too big alone is put aside', async () => {
  for (const id of ['a', 'b', 'c']) await say(id, id);
  await say('big', 'x'.repeat(1900));
  const answer = server.answer.bind(server);
  server.answer = (jar, method, path, body, headers) =>
    JSON.stringify(body).length > 1200 ? says(413, 'too-large')() : answer(jar, method, path, body, headers);
  await app.syncNow();
  assert.deepEqual([app.waiting.value, app.parked.value], [0, 1]);
  assert.equal((await app.refused())[0].id, 'big');
});

test('a refused entry is put aside and shown; the others go on', async () => {
  server.refuse = ({ id }) => id === 'bad' && { type: 'invalid', field: 'text', detail: 'Too long.' };
  for (const id of ['a', 'bad', 'c']) await say(id, id);
  await app.syncNow();
  assert.deepEqual([app.waiting.value, app.parked.value, app.state.value], [0, 1, 'backed-up']);
  assert.deepEqual((await app.refused())[0].refusal, { type: 'invalid', field: 'text', detail: 'Too long.' });
  await app.syncNow();
  assert.deepEqual(lastSent().changes, []);
  assert.equal((await app.read('bad')).text, 'bad');
});

test('a refused entry is tried again once it is edited', async () => {
  server.refuse = ({ writes }) => JSON.stringify(writes).includes('wrong') && { type: 'invalid' };
  await say('a', 'wrong');
  await app.syncNow();
  server.refuse = () => undefined;
  await say('a', 'right');
  await app.syncNow();
  assert.deepEqual([server.held(account, 'a').text, app.parked.value], ['right', 0]);
});

test('a refused entry is tried again by a newer app', async () => {
  server.refuse = () => ({ type: 'invalid' });
  await say('a', 'ahead of its time');
  await app.syncNow();
  server.refuse = () => undefined;
  const newer = await phone.start(...APP); // its modules have another address, as those of another build have
  await newer.startSync();
  await newer.syncNow();
  assert.equal(server.held(account, 'a').text, 'ahead of its time');
});

test('after the server came back from a backup it is given everything again', async () => {
  await say('early', 'before the backup');
  await app.syncNow();
  const saved = server.backup();
  await say('late', 'after the backup');
  server.put(account, 'far', 'note', { [FAR]: { day: DAY, text: 'lost on the server, held here' } });
  await app.syncNow();
  server.restore(saved);
  await app.syncNow();
  assert.deepEqual(server.held(account, 'late').text, 'after the backup');
  assert.deepEqual(server.held(account, 'far').text, 'lost on the server, held here');
  assert.deepEqual([app.state.value, app.waiting.value], ['backed-up', 0]);
});

test('what the restored server learned from others meanwhile is fetched too', async () => {
  await say('a', 'mine');
  await app.syncNow();
  const saved = server.backup();
  for (const id of ['x', 'y']) await say(id, id);
  await app.syncNow();
  server.restore(saved);
  server.put(account, 'other', 'note', { [FAR]: { day: DAY, text: 'written after the restore' } });
  await app.syncNow();
  assert.equal((await app.read('other')).text, 'written after the restore');
});

test('whoever has seen a value beats it, however wrong the clock is', async () => {
  const ahead = (Date.now() + 60_000_000).toString(16).padStart(12, '0');
  server.put(account, 'a', 'note', { [`${ahead}-0007-elsewhere1`]: { day: DAY, text: 'from tomorrow' } });
  await app.syncNow();
  await say('a', 'from today');
  await app.syncNow();
  assert.equal(server.held(account, 'a').text, 'from today');
});

test("this phone's stamps follow the server's clock after the first answer", async () => {
  const hour = 3_600_000;
  server.now = () => Date.now() + hour;
  await app.syncNow();
  await say('a', 'stamped');
  const { fields } = await kept('records', 'a');
  const ahead = parseInt(fields.text[1].slice(0, 12), 16) - Date.now();
  assert.ok(Math.abs(ahead - hour) < 5000, String(ahead));
});

test('a session that ended is renewed unseen', async () => {
  phone.jar = {};
  await say('a', 'still logging');
  await app.syncNow();
  assert.deepEqual([app.state.value, server.held(account, 'a').text], ['backed-up', 'still logging']);
});

test('where even that fails the phone says so once, keeps everything and goes on logging', async () => {
  phone.jar = {};
  server.devices.clear();
  await say('a', 'kept');
  await app.syncNow();
  assert.equal(app.state.value, 'signed-out');
  assert.equal(phone.bodies('/api/session').length, 1);
  await say('b', 'logged after');
  assert.deepEqual([(await app.onDay(DAY)).length, app.waiting.value], [2, 2]);
});

test('a session that does not hold after signing in is not asked for again and again', async () => {
  await say('a', 'kept');
  phone.faults = [says(401, 'signed-out'), undefined, undefined, says(401, 'signed-out')];
  const before = phone.requests.length;
  await app.syncNow();
  assert.deepEqual([app.state.value, phone.requests.length - before], ['signed-out', 4]);
});

test('a phone taken off the account stops and may offer to clear itself; nothing is lost by itself', async () => {
  await say('a', 'kept');
  server.removed.add((await app.identity()).device);
  await app.syncNow();
  assert.deepEqual(
    [app.state.value, app.deviceRemoved.value, (await app.read('a')).text],
    ['signed-out', true, 'kept'],
  );
});

test('an app too old for the server says so and keeps what waits', async () => {
  await say('a', 'kept');
  for (const status of [409, 426]) {
    phone.faults = [says(status, 'old-app')];
    await app.syncNow();
    assert.deepEqual([app.state.value, app.waiting.value], ['old-app', 1]);
  }
});

test("a café's page is no server and never data", async () => {
  await say('a', 'kept');
  phone.faults = [cafePage];
  await app.syncNow();
  assert.deepEqual([app.state.value, app.waiting.value], ['offline', 1]);
  await app.syncNow();
  assert.equal(app.state.value, 'backed-up');
});

test('JSON that is no answer of ours moves nothing', async () => {
  await say('a', 'kept');
  const strange = new Response('{"results":[{"id":"a"}]}', {
    headers: { 'Content-Type': 'application/json' },
  });
  phone.faults = [async () => strange];
  await app.syncNow();
  assert.deepEqual([app.state.value, app.waiting.value], ['offline', 1]);
});

test('without a safe copy nothing is ever sent', async () => {
  const lonely = newPhone(server);
  const alone = await lonely.start(...APP);
  await alone.write('note', 'a', { day: DAY, text: 'mine alone' });
  await alone.startSync();
  await alone.syncNow();
  assert.deepEqual([alone.state.value, lonely.requests], ['local', []]);
});
