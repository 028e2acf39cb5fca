import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayId, namedId, newId, profileId } from '../../../pwa/records/ids.js';

const vectors = JSON.parse(readFileSync(new URL('../../vectors/ids.json', import.meta.url), 'utf8'));
const ACCOUNT = '7d444840-9dc0-41d1-b245-5ffdce74fad2';

for (const { name, account, id } of vectors.cases) {
  test(`the server makes the same id of "${name}" in ${account.slice(0, 8)}`, async () => {
    assert.equal(await namedId(account, name), id);
  });
}

test('the check-in, the weekly form and the profile have ids that any phone of the account makes', async () => {
  assert.equal(await dayId(ACCOUNT, 'checkin', '2026-03-01'), await namedId(ACCOUNT, 'checkin 2026-03-01'));
  assert.notEqual(
    await dayId(ACCOUNT, 'weekly', '2026-03-01'),
    await dayId(ACCOUNT, 'checkin', '2026-03-01'),
  );
  assert.equal(await profileId(ACCOUNT), await namedId(ACCOUNT, 'profile'));
});

test('new ids are UUIDv7 and sort by the moment they were made', () => {
  const moment = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 1e9 }), (now, later) => {
      assert.match(newId(now), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.ok(newId(now) < newId(now + later));
    }),
  );
});

test('two ids of the same moment differ', () => assert.notEqual(newId(1), newId(1)));
