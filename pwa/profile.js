import { profileId } from './records/ids.js';
import { identity, read } from './records/store.js';

/** What the person told about herself and chose to follow. @returns {Promise<import('./records/store.js').Entry>} */
export async function profile() {
  const id = await profileId((await identity()).account);
  return (await read(id)) ?? { id, kind: 'profile' };
}
