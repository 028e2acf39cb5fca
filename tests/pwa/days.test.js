import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, isDay, timeOfDay, today, weekOf, zone } from '../../pwa/days.js';

const home = process.env.TZ;
afterEach(() => (process.env.TZ = home ?? 'UTC'));

test('today is the day on the phone, not the day in Greenwich', () => {
  const moment = new Date('2026-03-01T23:30:00Z');
  process.env.TZ = 'Europe/Copenhagen';
  assert.deepEqual([today(moment), timeOfDay(moment), zone()], ['2026-03-02', '00:30', 'Europe/Copenhagen']);
  process.env.TZ = 'America/Los_Angeles';
  assert.deepEqual([today(moment), timeOfDay(moment)], ['2026-03-01', '15:30']);
});

test('a day is a day across the nights when clocks change', () => {
  process.env.TZ = 'Europe/Copenhagen';
  assert.equal(addDays('2027-03-27', 2), '2027-03-29');
  assert.equal(daysBetween('2027-03-27', '2027-03-29'), 2);
  assert.equal(daysBetween('2027-10-30', '2027-11-01'), 2);
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
});

const n = fc.integer({ min: -25_000, max: 25_000 });

test('adding days and counting them agree', () => {
  fc.assert(
    fc.property(n, (days) => assert.equal(daysBetween('2026-03-01', addDays('2026-03-01', days)), days)),
  );
});

test('a week has seven days from Monday on and holds its day', () => {
  fc.assert(
    fc.property(n, (days) => {
      const day = addDays('2026-03-01', days);
      const week = weekOf(day);
      assert.ok(week.length === 7 && week.includes(day));
      assert.equal(new Date(`${week[0]}T12:00:00Z`).getUTCDay(), 1);
      assert.equal(daysBetween(week[0], week[6]), 6);
    }),
  );
});

test('only days that exist are days', () => {
  assert.ok(isDay('2024-02-29') && isDay('1900-01-01') && isDay('2200-01-01'));
  for (const wrong of ['2026-02-29', '2026-13-01', '2026-3-1', '1899-12-31', '2200-01-02', 'today', '']) {
    assert.equal(isDay(wrong), false, wrong);
  }
});
