import { today } from '../days.js';
import { everyRecord, identity } from '../records/store.js';
import { toWire } from '../records/wire.js';

/** Everything on this phone as text, in Tolv's own form: any Tolv can read it back, deleted entries included. */
export async function backupText(now = new Date()) {
  const [{ account }, rows] = await Promise.all([identity(), everyRecord()]);
  const about = { format: 'tolv-diary', version: 1, account, made_at: now.toISOString() };
  return JSON.stringify({ ...about, records: rows.map(toWire) });
}

/** Hands the person a file. @param {string} name @param {string} text @param {string} [type] */
function saveText(name, text, type = 'application/json') {
  const address = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it only after a question of their own
}

/** Saves the copy as a file, named by the day and by nothing that tells what it holds. */
export async function saveFile() {
  saveText(`tolv-${today()}.json`, await backupText());
}
