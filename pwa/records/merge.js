/** @typedef {[value: unknown, stamp: string]} Cell */
/** @typedef {Record<string, Cell>} Fields */

/**
 * Both records in one: per field the later stamp wins, on a tie the one held.
 * @param {Fields} held @param {Fields} arriving @returns {Fields}
 */
export function merge(held, arriving) {
  const merged = { ...held };
  for (const [name, cell] of Object.entries(arriving)) {
    if (!Object.hasOwn(held, name) || cell[1] > held[name][1]) merged[name] = cell;
  }
  return merged;
}
