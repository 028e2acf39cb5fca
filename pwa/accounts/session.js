import { identity } from '../records/identity.js';
import { ask } from '../sync/http.js';
import { sign } from './key.js';

/**
 * Signs in with this phone's own key, without asking the person.
 * @throws {import('../sync/http.js').NoServer | import('../sync/http.js').Problem}
 */
export async function signIn() {
  const { device } = await identity();
  const { challenge } = await ask('POST', '/api/session/challenge', { device });
  await ask('POST', '/api/session', { device, challenge, signature: await sign(challenge) });
}
