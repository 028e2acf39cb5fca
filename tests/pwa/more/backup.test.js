import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPhone } from '../phone.js';

test('the copy holds every record with its stamps, deleted ones too', async () => {
  const app = await newPhone().start('records/store', 'more/backup');
  await app.write('checkin', 'a', { day: '2026-03-01', ratings: { fatigue: 7 } });
  await app.write('note', 'b', { day: '2026-03-02', text: 'gone' });
  await app.remove('b');
  const copy = JSON.parse(await app.backupText(new Date('2026-03-03T08:00:00Z')));
  const { records, ...about } = copy;
  const { account } = await app.identity();
  assert.deepEqual(about, { format: 'tolv-diary', version: 1, account, made_at: '2026-03-03T08:00:00.000Z' });
  assert.deepEqual(
    records.map(({ id, kind, writes }) => [id, kind, Object.assign({}, ...Object.values(writes))]),
    [
      ['a', 'checkin', { day: '2026-03-01', 'ratings.fatigue': 7 }],
      ['b', 'note', { day: '2026-03-02', text: 'gone', deleted: true }],
    ],
  );
});
