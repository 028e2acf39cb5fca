import { gettext as _ } from './i18n.js';
import { complain, tell } from './notice.js';
import { flatten } from './records/plain.js';
import { read, remove, restore, write } from './records/store.js';

/** @typedef {import('./records/plain.js').Values} Values */

/**
 * Keeps something and offers to take it back. True when it is kept.
 * @param {string} kind @param {string} id @param {Values} values null takes a field back
 * @param {{ said?: string, draft?: string }} [about] what to say of it, and the draft that it was until now
 */
export async function keep(kind, id, values, { said, draft } = {}) {
  try {
    const before = await read(id);
    await write(kind, id, values, draft);
    tell(said ?? _('Saved on this phone.'), () =>
      before ? write(kind, id, earlier(before, values)) : remove(id),
    );
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}

/** What the written fields held before. @param {Values} before @param {Values} values @returns {Values} */
function earlier(before, values) {
  const held = flatten(before);
  return Object.fromEntries(Object.keys(flatten(values)).map((name) => [name, held[name] ?? null]));
}

/**
 * Deletes something and offers to bring it back. True when it is gone.
 * @param {string} id @param {string} said @param {string} [draft] what was half changed in it
 */
export async function discard(id, said, draft) {
  try {
    await remove(id, draft);
    tell(said, () => restore(id));
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}
