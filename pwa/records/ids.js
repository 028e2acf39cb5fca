/** @param {Uint8Array} bytes 16 of them @param {number} version */
function uuid(bytes, version) {
  bytes[6] = (version << 4) | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A UUIDv7: ids sort by the moment they were made. @param {number} [now] milliseconds since 1970 */
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(now / 256 ** (5 - place)) & 255;
  return uuid(bytes, 7);
}

/**
 * The UUIDv5 of a name within an account: two phones that are offline make the same id for the same thing.
 * @param {string} account UUID @param {string} name @returns {Promise<string>}
 */
export async function namedId(account, name) {
  const space = account.replaceAll('-', '').match(/../g) ?? [];
  const bytes = [...space.map((pair) => parseInt(pair, 16)), ...new TextEncoder().encode(name)];
  const hash = await crypto.subtle.digest('SHA-1', new Uint8Array(bytes));
  return uuid(new Uint8Array(hash, 0, 16), 5);
}

/** The id of the main check-in or the weekly form of a day. @param {string} account @param {string} kind @param {string} day */
export const dayId = (account, kind, day) => namedId(account, `${kind} ${day}`);

/** The id of the account's one profile. @param {string} account */
export const profileId = (account) => namedId(account, 'profile');
