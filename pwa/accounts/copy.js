import { changeIdentity } from '../records/identity.js';
import { syncNow } from '../sync/sync.js';

/** Fetched when it is needed: most starts of the app are not the one that makes the safe copy. */
const opening = () => import('./opening.js');

/**
 * Keeps a copy on the server from now on: one tap, no name, no password. Safe to repeat.
 * @throws {import('../sync/trouble.js').NoServer | import('../sync/trouble.js').Problem}
 */
export async function keepSafeCopy() {
  const { openAccount } = await opening();
  await openAccount();
  await changeIdentity(() => ({ registered: true }));
  await syncNow();
}

/**
 * Goes on with a safe copy that has stopped: signs in again and sends what waits.
 * @throws {import('../sync/trouble.js').NoServer | import('../sync/trouble.js').Problem}
 */
export async function signIn() {
  const { signInOrReopen } = await opening();
  await signInOrReopen();
  await syncNow();
}
