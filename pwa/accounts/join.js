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

/**
 * Takes over the account that this browser was let into. Safe to repeat.
 * @throws {NoWayIn | PhoneInUse | import('../sync/trouble.js').NoServer | import('../sync/trouble.js').Problem}
 */
export async function join() {
  const { accountHere, addThisDevice } = await import('./opening.js');
  const account = await accountHere();
  if (!account) throw new NoWayIn();
  const mine = await identity();
  const isEmpty = (await everyRecord()).length === 0;
  if (account !== mine.account && !isEmpty) throw new PhoneInUse();
  await addThisDevice();
  await changeIdentity(() => ({ account, registered: true }));
  await syncNow();
}
