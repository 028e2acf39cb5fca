/** @typedef {Record<string, any>} Values plain nested values: { day, ratings: { fatigue: 5 }, … } */

/** @param {unknown} value @returns {value is Values} */
const isNest = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One level of names: `ratings.fatigue` is a field of its own. What is undefined is not said; null takes back.
 * @param {Values} values @param {string} [before] @returns {Record<string, unknown>}
 */
export function flatten(values, before = '') {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.assign(
    {},
    ...said.map(([name, value]) =>
      isNest(value) ? flatten(value, `${before}${name}.`) : { [before + name]: value },
    ),
  );
}

/** Values without stamps; what was taken back is not there. @param {import('./merge.js').Fields} fields @returns {Values} */
export function nest(fields) {
  /** @type {Values} */
  const values = {};
  for (const [name, [value]] of Object.entries(fields))
    if (value !== null) put(values, name.split('.'), value);
  return values;
}

/** @param {Values} values @param {string[]} path @param {unknown} value */
function put(values, [name, ...rest], value) {
  if (rest.length) put((values[name] ??= {}), rest, value);
  else values[name] = value;
}
