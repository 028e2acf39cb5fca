import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FakeServer } from '../fake-server.js';
import { lostAnswer, newPhone, noNetwork } from '../phone.js';

const APP = ['records/store', 'records/identity', 'sync/sync', 'accounts/copy', 'accounts/join'];
const DAY = '2026-03-01';

let server;
let phone;
let app;
beforeEach(async () => {
  server = new FakeServer();
  phone = newPhone(server);
  app = await phone.start(...APP);
});

test('one call makes the account and sends what the phone holds', async () => {
  await app.write('note', 'a', { day: DAY, text: 'before there was an account' });
  const { account } = await app.identity();
  await app.keepSafeCopy();
  assert.equal(server.held(account, 'a').text, 'before there was an account');
  assert.equal(app.state.value, 'backed-up');
});

test('the safe copy is remembered at the next start', async () => {
  await app.keepSafeCopy();
  const again = await phone.start(...APP);
  await again.identity();
  assert.equal(again.state.value, 'backed-up');
});

test('the private key cannot be read out of the phone', async () => {
  await app.keepSafeCopy();
  const { key } = await (await phone.start(...APP)).identity();
  assert.equal(key.privateKey.extractable, false);
  await assert.rejects(crypto.subtle.exportKey('pkcs8', key.privateKey));
});

test('when the answer was lost, trying again gives the same account and no second one', async () => {
  phone.faults = [lostAnswer];
  await assert.rejects(app.keepSafeCopy(), { name: 'NoServer' });
  assert.equal(app.state.value, 'local');
  const again = await phone.start(...APP);
  await again.keepSafeCopy();
  assert.deepEqual([...server.accounts.keys()], [(await again.identity()).account]);
  assert.equal(again.state.value, 'backed-up');
});

test('an account that the server calls taken is entered when it is our own', async () => {
  await app.keepSafeCopy();
  const answer = server.answer.bind(server);
  const problem = { type: '/problems/account-taken' };
  const taken = { status: 409, headers: { 'Content-Type': 'application/problem+json' } };
  server.answer = (jar, method, path, ...more) =>
    path === '/api/accounts'
      ? new Response(JSON.stringify(problem), taken)
      : answer(jar, method, path, ...more);
  phone.jar = {};
  await app.keepSafeCopy();
  assert.equal(app.state.value, 'backed-up');
});

test('without network the diary stays as it was, on this phone', async () => {
  phone.faults = [noNetwork];
  await assert.rejects(app.keepSafeCopy(), { name: 'NoServer' });
  await app.write('note', 'a', { day: DAY, text: 'still here' });
  assert.deepEqual([app.state.value, (await app.onDay(DAY)).length], ['local', 1]);
});

/** A second browser that was let into the first one's account. */
async function secondPhone() {
  const second = newPhone(server);
  second.jar = { ...phone.jar };
  return [second, await second.start(...APP)];
}

test('a second phone joins with a key of its own and sees the same diary', async () => {
  await app.write('note', 'a', { day: DAY, text: 'seen on both' });
  await app.keepSafeCopy();
  const [second, there] = await secondPhone();
  await there.join();
  const [mine, other] = [await app.identity(), await there.identity()];
  assert.equal(other.account, mine.account);
  assert.notEqual(other.device, mine.device);
  assert.equal(second.jar.device, other.device);
  assert.equal((await there.onDay(DAY))[0].text, 'seen on both');
  assert.equal(there.state.value, 'backed-up');
});

test('joining again after a lost answer makes no second device', async () => {
  await app.keepSafeCopy();
  const [second, there] = await secondPhone();
  second.faults = [undefined, lostAnswer];
  await assert.rejects(there.join(), { name: 'NoServer' });
  await there.join();
  assert.deepEqual([server.devices.size, there.state.value], [2, 'backed-up']);
});

test('a phone with entries of its own keeps them apart from another account', async () => {
  await app.keepSafeCopy();
  const [, there] = await secondPhone();
  await there.write('note', 'mine', { day: DAY, text: 'another person' });
  const before = await there.identity();
  await assert.rejects(there.join(), { name: 'PhoneInUse' });
  assert.deepEqual(await there.identity(), before);
  assert.equal((await there.onDay(DAY)).length, 1);
});

test('a browser that was let in nowhere cannot join', async () => {
  await assert.rejects(app.join(), { name: 'NoWayIn' });
  assert.equal(app.state.value, 'local');
});

test('entries are never sent under a session of somebody else', async () => {
  await app.write('note', 'a', { day: DAY, text: 'mine' });
  await app.keepSafeCopy();
  const ben = newPhone(server);
  const his = await ben.start(...APP);
  await his.keepSafeCopy();
  const stranger = (await his.identity()).account;
  phone.take().jar = { ...ben.jar };
  await app.write('note', 'b', { day: DAY, text: 'mine too' });
  await app.syncNow();
  assert.equal(server.accounts.get(stranger).records.size, 0);
  assert.equal(server.held((await app.identity()).account, 'b').text, 'mine too');
});

test('signed out, one call signs in and goes on', async () => {
  await app.keepSafeCopy();
  const [known] = server.devices;
  server.devices.clear();
  phone.jar = {};
  await app.write('note', 'a', { day: DAY, text: 'waits' });
  await app.syncNow();
  assert.equal(app.state.value, 'signed-out');
  server.devices.set(...known);
  await app.signIn();
  assert.deepEqual([app.state.value, app.waiting.value], ['backed-up', 0]);
});

test('a server that lost the whole account gets it back from the phone, old entries too', async () => {
  await app.write('note', 'a', { day: DAY, text: 'backed up long ago' });
  await app.keepSafeCopy();
  const { account } = await app.identity();
  server.accounts.clear();
  server.devices.clear();
  phone.jar = {};
  await app.signIn();
  assert.equal(server.held(account, 'a').text, 'backed up long ago');
  assert.equal(app.state.value, 'backed-up');
});

test('a phone that the account does not know is told so, not given the account', async () => {
  await app.keepSafeCopy();
  server.devices.clear();
  phone.jar = {};
  await assert.rejects(app.signIn(), { name: 'Problem', status: 401 });
});
