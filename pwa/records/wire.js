import { merge } from './merge.js';
import { isStamp } from './stamp.js';

/**
 * A record as it travels: fields grouped by stamp, because most fields of one save share theirs.
 * @typedef {{ id: string, kind: string, writes: Record<string, Record<string, unknown>> }} WireRecord
 * @typedef {{ id: string, kind: string, fields: import('./merge.js').Fields }} Kept
 */

/** @param {Kept} kept @returns {WireRecord} */
export function toWire({ id, kind, fields }) {
  /** @type {WireRecord['writes']} */
  const writes = {};
  for (const [name, [value, stamp]] of Object.entries(fields)) (writes[stamp] ??= {})[name] = value;
  return { id, kind, writes };
}

/** A write with an impossible stamp is left out: it would win for ever. @param {WireRecord} record @returns {Kept} */
export function fromWire({ id, kind, writes }) {
  const possible = Object.entries(writes).filter(([stamp]) => isStamp(stamp));
  const parts = possible.map(([stamp, values]) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, cell(value, stamp)])),
  );
  return { id, kind, fields: parts.reduce(merge, {}) };
}

/** @param {unknown} value @param {string} stamp @returns {import('./merge.js').Cell} */
const cell = (value, stamp) => [value, stamp];
