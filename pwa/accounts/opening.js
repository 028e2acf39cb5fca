import { identity } from '../records/identity.js';
import { ask } from '../sync/http.js';
import { Problem } from '../sync/trouble.js';
import { startOver } from '../sync/settle.js';
import { publicKey, sign } from './key.js';

/**
 * What this phone asks of the server about itself. Everything may be asked again, because an answer can be lost on the
 * way. All of it throws NoServer and Problem.
 */

/** @param {unknown} error @param {number} status */
const isProblem = (error, status) => error instanceof Problem && error.status === status;

/** Where the server has it already, only the phone that made it can sign in. @param {() => Promise<unknown>} request */
async function onceOnly(request) {
  try {
    await request();
  } catch (error) {
    if (!isProblem(error, 409)) throw error;
    await signIn();
  }
}

/** Signs in with this phone's own key, without asking the person. */
export async function signIn() {
  const { device } = await identity();
  const { challenge } = await ask('POST', '/api/session/challenge', { device });
  await ask('POST', '/api/session', { device, challenge, signature: await sign(challenge) });
}

async function requestAccount() {
  const { account, device } = await identity();
  const proof = await sign(`tolv-account ${account} ${device}`);
  await ask('POST', '/api/accounts', { account, device, public_key: await publicKey(), proof });
}

/** Opens an account under the ids that this phone has had since its first start. */
export const openAccount = () => onceOnly(requestAccount);

/** Signs in; a server that lost the account, and so knows no device of it, gets it back from this phone. */
export async function signInOrReopen() {
  try {
    await signIn();
  } catch (error) {
    if (!isProblem(error, 401)) throw error;
    await requestAccount().catch((again) => Promise.reject(isProblem(again, 409) ? error : again));
    await startOver(null);
  }
}

/** Which account this browser was let into. @returns {Promise<string | null>} UUID */
export const accountHere = async () => (await ask('GET', '/api/session')).account;

/** Makes this phone a device of the account that the browser was let into, with a key of its own. */
export async function addThisDevice() {
  const { device } = await identity();
  const key = await publicKey();
  await onceOnly(() => ask('POST', '/api/devices', { device, public_key: key }));
}
