import { changeIdentity, identity } from '../records/identity.js';
import { everyRecord } from '../records/store.js';
import { syncNow } from '../sync/sync.js';

/** The browser was let into no account: the way in has been used, or is too old. */
export class NoWayIn extends Error {
  name = 'NoWayIn';
}

/** This phone holds entries of another account; they are never mixed. */
export class PhoneInUse extends Error {
  name = 'PhoneInUse';
}

/** Fetched when it is needed: most starts of the app are not the one that makes the safe copy. */
const opening = () => import('./opening.js');

/**
 * Keeps a copy on the server from now on: one tap, no name, no password. Safe to repeat.
 * @throws {import('../sync/http.js').NoServer | import('../sync/http.js').Problem}
 */
export async function keepSafeCopy() {
  const { openAccount } = await opening();
  await openAccount();
  await changeIdentity(() => ({ registered: true }));
  await syncNow();
}

/**
 * Goes on with a safe copy that has stopped: signs in again and sends what waits.
 * @throws {import('../sync/http.js').NoServer | import('../sync/http.js').Problem}
 */
export async function signIn() {
  const { signInOrReopen } = await opening();
  await signInOrReopen();
  await syncNow();
}

/**
 * Takes over the account that this browser was let into. Safe to repeat.
 * @throws {NoWayIn | PhoneInUse | import('../sync/http.js').NoServer | import('../sync/http.js').Problem}
 */
export async function join() {
  const { accountHere, addThisDevice } = await opening();
  const account = await accountHere();
  if (!account) throw new NoWayIn();
  const mine = await identity();
  const isEmpty = (await everyRecord()).length === 0;
  if (account !== mine.account && !isEmpty) throw new PhoneInUse();
  await addThisDevice();
  await changeIdentity(() => ({ account, registered: true }));
  await syncNow();
}
