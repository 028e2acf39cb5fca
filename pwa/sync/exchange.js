import { signIn } from '../accounts/opening.js';
import { identity } from '../records/identity.js';
import { shortName } from '../records/store.js';
import { MOST_CHANGES, nextBatch } from './batch.js';
import { ask } from './http.js';
import { Problem } from './trouble.js';
import { putAside, readAnswer, settle, startOver } from './settle.js';

export { retryRefused } from './settle.js';

/** @param {unknown} error @param {number} status @returns {error is Problem} */
const isProblem = (error, status) => error instanceof Problem && error.status === status;

/** A session that has ended is renewed once, unseen; what then still fails is for the person. @param {() => Promise<any>} request */
async function signedIn(request) {
  try {
    return await request();
  } catch (error) {
    if (!isProblem(error, 401)) throw error;
    await signIn().catch(cannotSignIn);
    return request();
  }
}

/** @param {unknown} error @returns {never} */
function cannotSignIn(error) {
  const isOther = !(error instanceof Problem) || error.type === 'device_removed';
  throw isOther ? error : new Problem(401, { type: error.type, detail: error.detail });
}

/** A request that is too much for the way there goes in halves; a record too big alone is put aside. @param {unknown} error @param {import('./batch.js').Batch} batch @returns {Promise<boolean>} */
async function sendLess(error, { changes }) {
  if (!isProblem(error, 413) || !changes.length) throw error;
  if (changes.length > 1) return roundTrip(changes.length >> 1);
  await putAside(changes[0].id, { type: error.type, detail: error.detail });
  return true;
}

/**
 * One request with all that fits, and its answer taken in.
 * @returns {Promise<boolean>} true when there is more to send or to fetch
 */
async function roundTrip(limit = MOST_CHANGES) {
  const { device } = await identity();
  const batch = await nextBatch(limit);
  const { epoch, cursor, changes } = batch;
  const request = () => ask('POST', '/api/sync', { device, epoch, cursor, changes }, { 'Sync-Version': '1' });
  try {
    const answer = readAnswer(await signedIn(request));
    if (epoch === null || epoch === answer.epoch) return await settle(answer, batch, shortName(device));
    await startOver(answer.epoch);
    return true;
  } catch (error) {
    return sendLess(error, batch);
  }
}

/** Sends all that waits and fetches all that is new. */
export async function exchange() {
  while (await roundTrip());
}
