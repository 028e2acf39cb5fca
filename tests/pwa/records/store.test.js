import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { IDBDatabase, IDBObjectStore, forceCloseDatabase } from 'fake-indexeddb';
import { newPhone, until } from '../phone.js';

const DAY = '2026-03-01';
const checkIn = (ratings, more = {}) => ({ day: DAY, zone: 'Europe/Copenhagen', ratings, ...more });
const APP = ['records/store', 'records/account'];

let phone;
let app;
beforeEach(async () => {
  mock.restoreAll();
  phone = newPhone();
  app = await phone.start(...APP);
});

/** What lies in one store of the phone, as it is kept. */
async function kept(name) {
  const [rows] = await app.transact('readonly', { ask: (store) => [store(name).getAll()] });
  return rows;
}

test('what was entered is there after the app starts again', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7 }, { note: 'bad night' }));
  const again = await phone.start(...APP);
  const entry = { id: 'a', kind: 'checkin', ...checkIn({ fatigue: 7 }, { note: 'bad night' }) };
  assert.deepEqual(await again.read('a'), entry);
  assert.deepEqual(await again.onDay(DAY), [entry]);
});

test('an entry and its place in the queue are kept together', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7 }));
  const [record] = await kept('records');
  assert.deepEqual(await kept('outbox'), [
    { id: 'a', stamp: record.fields['ratings.fatigue'][1], parked: 0 },
  ]);
  assert.equal(app.waiting.value, 1);
});

test('an entry that cannot be queued is not kept either', async () => {
  const put = IDBObjectStore.prototype.put;
  mock.method(IDBObjectStore.prototype, 'put', function (...args) {
    if (this.name === 'outbox') throw new Error('broken');
    return put.apply(this, args);
  });
  await assert.rejects(app.write('checkin', 'a', checkIn({ fatigue: 7 })), /broken/);
  mock.restoreAll();
  assert.deepEqual([await kept('records'), await kept('outbox')], [[], []]);
});

test('every save is asked to be on the disk before it counts as done', async () => {
  const begin = mock.method(IDBDatabase.prototype, 'transaction');
  await app.write('note', 'a', { day: DAY, text: 'ask about the interval' });
  const writes = begin.mock.calls
    .map(({ arguments: args }) => args)
    .filter(([, mode]) => mode === 'readwrite');
  assert.ok(writes.length > 0);
  for (const [, , options] of writes) assert.equal(options?.durability, 'strict');
});

test('a value is changed, taken back and left alone without touching the others', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7, tingling: 2 }));
  await app.write('checkin', 'a', { ratings: { fatigue: 4, tingling: null } });
  assert.deepEqual((await app.read('a')).ratings, { fatigue: 4 });
  assert.equal((await app.read('a')).day, DAY);
});

test('a form saved again only writes what differs, so that it overrules nobody', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7, tingling: 2 }));
  const [before] = await kept('records');
  await app.write('checkin', 'a', checkIn({ fatigue: 5, tingling: 2 }));
  const [after] = await kept('records');
  assert.deepEqual(after.fields['ratings.tingling'], before.fields['ratings.tingling']);
  assert.ok(after.fields['ratings.fatigue'][1] > before.fields['ratings.fatigue'][1]);
});

test('saving the same again sends nothing', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7 }));
  const rows = await kept('outbox');
  await app.write('checkin', 'a', checkIn({ fatigue: 7 }));
  assert.deepEqual(await kept('outbox'), rows);
});

test('a deleted entry is not seen; undo brings it back as it was', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7 }));
  const before = await app.read('a');
  await app.remove('a');
  assert.deepEqual(
    [await app.read('a'), await app.onDay(DAY), await app.ofKind('checkin')],
    [undefined, [], []],
  );
  await app.restore('a');
  assert.deepEqual(await app.read('a'), before);
});

test('a day filled in again after its deletion shows nothing of before', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7, tingling: 3 }, { note: 'old' }));
  await app.remove('a');
  await app.write('checkin', 'a', checkIn({ fatigue: 5 }));
  assert.deepEqual((await app.onDay(DAY))[0].ratings, { fatigue: 5 });
  assert.equal((await app.read('a')).note, undefined);
});

test('an entry moved to another day is found there and nowhere else', async () => {
  await app.write('dose', 'd', { day: DAY, form: 'injection' });
  await app.write('dose', 'd', { day: '2026-02-20' });
  assert.deepEqual(await app.onDay(DAY), []);
  assert.equal((await app.onDay('2026-02-20')).length, 1);
});

test('entries of a kind come in the order of their days, from a day on and up to one', async () => {
  for (const day of ['2026-03-03', '2026-03-01', '2026-03-02'])
    await app.write('dose', day, { day, form: 'tablet' });
  await app.write('note', 'n', { day: DAY, text: 'no dose' });
  await app.write('symptom', 's', { label: 'Cold feet' });
  const days = (entries) => entries.map(({ day }) => day);
  assert.deepEqual(days(await app.ofKind('dose')), ['2026-03-01', '2026-03-02', '2026-03-03']);
  assert.deepEqual(days(await app.ofKind('dose', { since: '2026-03-02' })), ['2026-03-02', '2026-03-03']);
  assert.deepEqual(days(await app.ofKind('dose', { until: '2026-03-02' })), ['2026-03-01', '2026-03-02']);
  assert.equal((await app.ofKind('symptom')).length, 1);
});

test('a connection that the phone dropped in its sleep is opened again', async () => {
  const connections = [];
  const begin = IDBDatabase.prototype.transaction;
  mock.method(IDBDatabase.prototype, 'transaction', function (...args) {
    connections.push(this);
    return begin.apply(this, args);
  });
  await app.write('note', 'a', { day: DAY, text: 'one' });
  connections.at(-1).close();
  await app.write('note', 'b', { day: DAY, text: 'two' });
  forceCloseDatabase(connections.at(-1));
  await app.write('note', 'c', { day: DAY, text: 'three' });
  assert.equal((await app.ofKind('note')).length, 3);
});

test('a save that the phone broke off half-way is done once more, and once only', async () => {
  const put = IDBObjectStore.prototype.put;
  let broken = 0;
  mock.method(IDBObjectStore.prototype, 'put', function (...args) {
    const request = put.apply(this, args);
    if (this.name === 'outbox' && !broken++) this.transaction.abort();
    return request;
  });
  await app.write('note', 'a', { day: DAY, text: 'one' });
  mock.restoreAll();
  assert.deepEqual([(await app.ofKind('note')).length, app.waiting.value], [1, 1]);
});

test('a full phone says so and keeps all it had', async () => {
  await app.write('checkin', 'a', checkIn({ fatigue: 7 }));
  const put = IDBObjectStore.prototype.put;
  mock.method(IDBObjectStore.prototype, 'put', function (...args) {
    const request = put.apply(this, args);
    this.transaction._abort('QuotaExceededError');
    return request;
  });
  await assert.rejects(app.write('checkin', 'a', checkIn({ fatigue: 2 })), app.StorageFull);
  mock.restoreAll();
  assert.deepEqual((await app.read('a')).ratings, { fatigue: 7 });
  await app.write('checkin', 'a', checkIn({ fatigue: 2 }));
  assert.deepEqual((await app.read('a')).ratings, { fatigue: 2 });
});

test('a draft survives a restart and ends with what is kept of it', async () => {
  await app.saveDraft('weekly', { ratings: { fatigue: 3 }, note: 'half a sent' });
  const again = await phone.start(...APP);
  assert.deepEqual(await again.draft('weekly'), { ratings: { fatigue: 3 }, note: 'half a sent' });
  await again.write('weekly', 'a', { day: DAY, ratings: { fatigue: 3 } }, 'weekly');
  assert.equal(await again.draft('weekly'), undefined);
});

test('a draft stays when what it should become could not be kept', async () => {
  await app.saveDraft('weekly', { ratings: { fatigue: 3 } });
  const put = IDBObjectStore.prototype.put;
  mock.method(IDBObjectStore.prototype, 'put', function (...args) {
    const request = put.apply(this, args);
    this.transaction._abort('QuotaExceededError');
    return request;
  });
  await assert.rejects(app.write('weekly', 'a', { day: DAY, ratings: { fatigue: 3 } }, 'weekly'));
  mock.restoreAll();
  assert.deepEqual(await app.draft('weekly'), { ratings: { fatigue: 3 } });
  assert.equal(await app.read('a'), undefined);
});

test('a later write has a later stamp, also when the clock was set back and the app restarted', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-03-02T10:00:00Z') });
  await app.write('note', 'a', { day: DAY, text: 'first' });
  mock.timers.setTime(Date.parse('2026-02-01T10:00:00Z'));
  const again = await phone.start(...APP);
  await again.write('note', 'a', { text: 'second' });
  mock.timers.reset();
  const [record] = await kept('records');
  assert.ok(record.fields.text[1] > record.fields.day[1]);
  assert.equal((await again.read('a')).text, 'second');
});

test('the ids of the account and the phone are made once and stay', async () => {
  const [first, same] = await Promise.all([app.identity(), app.identity()]);
  const again = await (await phone.start(...APP)).identity();
  assert.deepEqual([same, again], [first, first]);
  assert.match(first.account, /^[0-9a-f-]{36}$/);
});

test('two tabs opened at the first start agree on who the phone is', async () => {
  const tabs = await Promise.all([phone.start(...APP), phone.start(...APP)]);
  const [one, two] = await Promise.all(tabs.map((tab) => tab.identity()));
  assert.deepEqual(one, two);
});

test('an open tab shows what another tab saved', async () => {
  const other = await phone.start(...APP);
  await other.onDay(DAY);
  const before = other.revision.value;
  await app.write('note', 'a', { day: DAY, text: 'from here' });
  await until(() => other.revision.value > before && other.waiting.value === 1);
  assert.equal((await other.onDay(DAY)).length, 1);
});

test('the browser is asked to keep the diary after the first save, not before', async () => {
  const storage = { persisted: async () => false, persist: mock.fn(async () => true) };
  Object.defineProperty(navigator, 'storage', { value: storage, configurable: true });
  const fresh = await phone.start(...APP);
  await fresh.onDay(DAY);
  assert.equal(storage.persist.mock.callCount(), 0);
  await fresh.write('note', 'a', { day: DAY, text: 'one' });
  await fresh.write('note', 'b', { day: DAY, text: 'two' });
  await until(() => storage.persist.mock.callCount() === 1);
  delete navigator.storage;
});
