import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FIRST_REFUSED_MILLIS, NEW_CLOCK, createClock, isStamp } from '../../../pwa/records/stamp.js';

/** A clock on a phone whose storage outlives it. */
function phoneAt(wall, kept = { state: NEW_CLOCK }) {
  const time = { now: wall };
  const save = (state) => (kept.state = state);
  const parts = { device: 'phone1', load: () => kept.state, save, wall: () => time.now };
  return { time, kept, clock: createClock(parts) };
}

const wall = fc.integer({ min: -1e12, max: FIRST_REFUSED_MILLIS * 2 });
const stamps = fc
  .tuple(fc.nat(FIRST_REFUSED_MILLIS - 1e9), fc.nat(0xffff))
  .map(
    ([millis, count]) =>
      `${millis.toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}-other`,
  );
const happening = fc.oneof(
  wall.map((now) => ({ jump: now })),
  stamps.map((seen) => ({ seen })),
  wall.map((heard) => ({ heard })),
  fc.constant({ restart: true }),
);

test('stamps always rise and are never repeated, whatever the clocks do and however often the app restarts', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (story) => {
      let phone = phoneAt(1_772_352_000_000);
      let last = phone.clock.tick();
      for (const { jump, seen, heard, restart } of story) {
        if (jump !== undefined) phone.time.now = jump;
        if (heard !== undefined) phone.clock.heard(heard);
        if (seen) phone.clock.saw(seen);
        if (restart) phone = phoneAt(phone.time.now, phone.kept);
        const stamp = phone.clock.tick();
        assert.ok(isStamp(stamp), stamp);
        assert.ok(stamp > last && (!seen || stamp > seen), `${stamp} after ${last} and ${seen}`);
        last = stamp;
      }
    }),
  );
});

test('a stamp tells the wall time, corrected by the server', () => {
  const { clock } = phoneAt(1_772_352_000_000);
  clock.heard(1_772_352_600_000);
  assert.equal(clock.tick(), `${(1_772_352_600_000).toString(16).padStart(12, '0')}-0000-phone1`);
});

test('when the count is used up the millis move on', () => {
  const { clock } = phoneAt(5, { state: { millis: 9, count: 0xffff, offset: 0 } });
  assert.equal(clock.tick(), '00000000000a-0000-phone1');
});

test('a clock past 2100 makes stamps that can still be beaten', () => {
  const { clock, time } = phoneAt(FIRST_REFUSED_MILLIS + 5);
  const broken = clock.tick();
  time.now = 1_772_352_000_000;
  assert.ok(isStamp(broken) && clock.tick() > broken);
});

test('only stamps of the agreed form and before 2100 are stamps', () => {
  const last = (FIRST_REFUSED_MILLIS - 1).toString(16).padStart(12, '0');
  const first = FIRST_REFUSED_MILLIS.toString(16).padStart(12, '0');
  assert.ok(isStamp(`${last}-ffff-abcd`));
  for (const wrong of [
    `${first}-0000-abcd`,
    'today',
    '019ca8695000-0000-abc',
    '019CA8695000-0000-abcd',
    '',
  ]) {
    assert.equal(isStamp(wrong), false, wrong);
  }
});
