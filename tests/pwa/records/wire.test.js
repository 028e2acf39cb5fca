import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { flatten, nest } from '../../../pwa/records/plain.js';
import { fromWire, toWire } from '../../../pwa/records/wire.js';

const A = '019ca8695000-0000-phone1';
const B = '019ca8695000-0001-phone1';

test('fields of one save travel under one stamp', () => {
  const fields = { day: ['2026-03-01', A], 'ratings.fatigue': [7, A], note: ['', B] };
  assert.deepEqual(toWire({ id: 'x', kind: 'checkin', fields }), {
    id: 'x',
    kind: 'checkin',
    writes: { [A]: { day: '2026-03-01', 'ratings.fatigue': 7 }, [B]: { note: '' } },
  });
});

test('a record comes back from the wire as it went', () => {
  const stamp = fc.nat(20).map((n) => `019ca8695000-${String(n).padStart(4, '0')}-phone1`);
  const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
  const names = fc.constantFrom('day', 'note', 'ratings.fatigue', 'ratings.tingling');
  const fields = fc.dictionary(names, fc.tuple(value, stamp), { noNullPrototype: true });
  fc.assert(
    fc.property(fields, (kept) => {
      assert.deepEqual(fromWire(toWire({ id: 'x', kind: 'checkin', fields: kept })).fields, kept);
    }),
  );
});

test('of two writes of one field in one record the later is taken', () => {
  const record = { id: 'x', kind: 'checkin', writes: { [B]: { note: 'late' }, [A]: { note: 'early' } } };
  assert.deepEqual(fromWire(record).fields.note, ['late', B]);
});

test('a write stamped past 2100 is left out, the rest of the record is kept', () => {
  const record = {
    id: 'x',
    kind: 'note',
    writes: { 'ffffffffffff-0000-phone1': { text: 'no' }, [A]: { day: '2026-03-01' } },
  };
  assert.deepEqual(fromWire(record).fields, { day: ['2026-03-01', A] });
});

test('ratings become fields of their own and back; lists stay whole; what was taken back is gone', () => {
  const values = {
    day: '2026-03-01',
    ratings: { fatigue: 5, tingling: null },
    key_symptoms: ['fatigue'],
    time: undefined,
  };
  const flat = {
    day: '2026-03-01',
    'ratings.fatigue': 5,
    'ratings.tingling': null,
    key_symptoms: ['fatigue'],
  };
  assert.deepEqual(flatten(values), flat);
  const fields = Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, [value, A]]));
  assert.deepEqual(nest(fields), { day: '2026-03-01', ratings: { fatigue: 5 }, key_symptoms: ['fatigue'] });
});
