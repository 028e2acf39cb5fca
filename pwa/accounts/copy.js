import { changeIdentity, identity } from '../records/identity.js';
import { everyRecord } from '../records/store.js';
import { Problem, ask } from '../sync/http.js';
import { syncNow } from '../sync/sync.js';
import { publicKey, sign } from './key.js';
import { signIn } from './session.js';

export { signIn } from './session.js';

/** The browser was let into no account: the way in has been used, or is too old. */
export class NoWayIn extends Error {
  name = 'NoWayIn';
}

/** This phone holds entries of another account; they are never mixed. */
export class PhoneInUse extends Error {
  name = 'PhoneInUse';
}

/** Asks for what the server may have done already, when only its answer was lost. @param {() => Promise<unknown>} request */
async function onceOnly(request) {
  try {
    await request();
  } catch (error) {
    if (!(error instanceof Problem && error.status === 409)) throw error;
    await signIn(); // only the phone that made it the first time can
  }
}

/**
 * Keeps a copy on the server from now on: one tap, no name, no password. Safe to repeat.
 * @throws {import('../sync/http.js').NoServer | Problem}
 */
export async function keepSafeCopy() {
  const { account, device } = await identity();
  const proof = await sign(`tolv-account ${account} ${device}`);
  const opening = { account, device, public_key: await publicKey(), proof };
  await onceOnly(() => ask('POST', '/api/accounts', opening));
  await changeIdentity(() => ({ registered: true }));
  await syncNow();
}

/**
 * Takes over the account that this browser was let into, with a key of this phone's own. Safe to repeat.
 * @throws {NoWayIn | PhoneInUse | import('../sync/http.js').NoServer | Problem}
 */
export async function join() {
  const { account } = await ask('GET', '/api/session');
  if (!account) throw new NoWayIn();
  const mine = await identity();
  const isEmpty = (await everyRecord()).length === 0;
  if (account !== mine.account && !isEmpty) throw new PhoneInUse();
  const device = { device: mine.device, public_key: await publicKey() };
  await onceOnly(() => ask('POST', '/api/devices', device));
  await changeIdentity(() => ({ account, registered: true }));
  await syncNow();
}
