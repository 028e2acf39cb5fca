import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { merge } from '../../../pwa/records/merge.js';

const vectors = JSON.parse(readFileSync(new URL('../../vectors/merge.json', import.meta.url), 'utf8'));

for (const { name, held, new: arriving, merged } of vectors.cases) {
  test(`merge as the server does: ${name}`, () => assert.deepEqual(merge(held, arriving), merged));
}

// A stamp names one write, so equal stamps carry equal values.
const cell = fc.nat(50).map((n) => [n * 7, `0191f2c3a4b5-${String(n).padStart(4, '0')}-phone`]);
const names = fc.constantFrom('note', 'day', 'ratings.fatigue', 'deleted', 'toString');
const fields = fc.dictionary(names, cell, { noNullPrototype: true });

test('neither order nor repeats matter to what comes out', () => {
  fc.assert(
    fc.property(fields, fields, fields, (a, b, c) => {
      assert.deepEqual(merge(a, b), merge(b, a));
      assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
      assert.deepEqual(merge(a, a), a);
    }),
  );
});

test('what is held is not changed in place', () => {
  const held = Object.freeze({ note: Object.freeze(['', '0191f2c3a4b5-0000-phone']) });
  merge(held, { note: ['better', '0191f2c3a4b5-0001-phone'] });
  assert.deepEqual(held, { note: ['', '0191f2c3a4b5-0000-phone'] });
});
