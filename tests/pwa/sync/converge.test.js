import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import fc from 'fast-check';
import { FakeServer } from '../fake-server.js';
import { lostAnswer, newPhone, noNetwork } from '../phone.js';

const APP = ['records/store', 'sync/sync', 'accounts/copy', 'accounts/join'];
const NOON = Date.parse('2026-03-01T12:00:00Z');

const which = fc.nat(1);
const id = fc.constantFrom('r1', 'r2', 'r3');
const field = fc.constantFrom('note', 'day', 'ratings.fatigue');
const value = fc.nat(9).map(String);
const edit = fc.record({ do: fc.constant('edit'), which, id, field, value });
const step = fc.oneof(
  { weight: 6, arbitrary: edit },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('remove', 'restore'), which, id }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('sync', 'lostRequest', 'lostAnswer'), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('editWhileSending'), which, id, field, value }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('clock'), which, skew: fc.integer({ min: -1e9, max: 1e9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart'), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('backup', 'serverRestored') }) },
);

/** Two phones of one account, and the newest write that was made to each field. */
class World {
  newest = new Map();
  skew = [0, 0];
  time = NOON;

  async begin() {
    this.server = new FakeServer({ page: 2 });
    this.server.now = () => this.time;
    this.phones = [newPhone(this.server), newPhone(this.server)];
    this.apps = [await this.phones[0].start(...APP), await this.phones[1].start(...APP)];
    await this.on(0, (app) => app.keepSafeCopy());
    this.phones[1].jar = { ...this.phones[0].jar };
    await this.on(1, (app) => app.join());
    this.saved = this.server.backup();
  }

  on(which, act) {
    mock.timers.setTime(this.time + this.skew[which]);
    this.phones[which].take();
    return act(this.apps[which]);
  }

  async remember(which, id) {
    const rows = await this.apps[which].everyRecord();
    const { fields = {} } = rows.find((row) => row.id === id) ?? {};
    for (const [name, cell] of Object.entries(fields)) {
      const place = `${id} ${name}`;
      if (cell[1] > (this.newest.get(place)?.[1] ?? '')) this.newest.set(place, cell);
    }
  }

  async edit({ which, id, field, value }) {
    await this.apps[which].write('checkin', id, { [field]: value });
    await this.remember(which, id);
    const [head, tail] = field.split('.');
    const seen = (await this.apps[which].read(id))[head];
    assert.equal(tail ? seen[tail] : seen, value, 'what was just entered is what is seen');
  }

  async act(step) {
    this.time += 1000;
    const { which } = step;
    if (step.do === 'clock') this.skew[which] = step.skew;
    if (step.do === 'backup') this.saved = this.server.backup();
    if (step.do === 'serverRestored') this.server.restore(this.saved);
    if (step.do === 'restart') this.apps[which] = await this.phones[which].start(...APP);
    if (step.do === 'edit') await this.on(which, () => this.edit(step));
    if (step.do === 'remove' || step.do === 'restore') await this.mark(step);
    const faults = {
      sync: undefined,
      lostRequest: noNetwork,
      lostAnswer,
      editWhileSending: this.meanwhile(step),
    };
    if (step.do in faults) await this.sync(which, faults[step.do]);
  }

  async mark(step) {
    await this.on(step.which, (app) => app[step.do](step.id));
    await this.remember(step.which, step.id);
  }

  meanwhile = (step) => async (go) => {
    const answer = await go();
    await this.edit(step);
    return answer;
  };

  async sync(which, fault) {
    this.phones[which].faults = [fault];
    await this.on(which, (app) => app.syncNow());
    this.phones[which].faults = [];
  }

  async comeToRest() {
    for (const which of [0, 1, 0, 1]) await this.sync(which);
  }
}

const byId = (records) =>
  Object.fromEntries([...records].map(({ id, fields }) => [id, fields]).sort(([a], [b]) => (a < b ? -1 : 1)));

test('whatever goes wrong on the way, both phones and the server end with the newest of everything', async () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOON });
  const story = async (steps) => {
    const world = new World();
    await world.begin();
    for (const step of steps) await world.act(step);
    await world.comeToRest();
    const [account] = world.server.accounts.values();
    const held = byId(account.records.values());
    for (const app of world.apps) {
      assert.deepEqual(byId(await app.everyRecord()), held);
      assert.equal(app.waiting.value, 0);
    }
    for (const [place, cell] of world.newest) {
      const [id, name] = place.split(' ');
      assert.deepEqual(held[id]?.[name], cell, place);
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), story), { numRuns: 60 });
  mock.timers.reset();
});
