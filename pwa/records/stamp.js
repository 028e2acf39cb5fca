/**
 * Hybrid logical clock. A stamp is text that sorts by time: `mmmmmmmmmmmm-cccc-device`, the millis in 12 hex digits, a
 * count in 4 and the device that wrote.
 * @typedef {{ millis: number, count: number, offset: number }} ClockState the last stamp made or seen, and how many
 *   milliseconds the server's clock is ahead of this phone's
 */

/** Year 2100: a stamp from then on comes from a broken clock and would win for ever. */
export const FIRST_REFUSED_MILLIS = 4_102_444_800_000;
const FORM = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-z]{4,32}$/;
const LAST_COUNT = 0xffff;

/** @type {ClockState} */
export const NEW_CLOCK = { millis: 0, count: 0, offset: 0 };

/** @param {string} stamp */
function read(stamp) {
  const [millis, count] = stamp.split('-');
  return { millis: parseInt(millis, 16), count: parseInt(count, 16) };
}

/** @param {string} text */
export const isStamp = (text) => FORM.test(text) && read(text).millis < FIRST_REFUSED_MILLIS;

/** @param {number} n @param {number} width */
const hex = (n, width) => n.toString(16).padStart(width, '0');

/** What follows the last stamp at this moment. @param {ClockState} last @param {number} now @returns {ClockState} */
function after(last, now) {
  const believable = now < FIRST_REFUSED_MILLIS;
  if (believable && now > last.millis) return { ...last, millis: now, count: 0 };
  if (last.count < LAST_COUNT) return { ...last, count: last.count + 1 };
  return { ...last, millis: last.millis + 1, count: 0 };
}

/**
 * @param {object} parts
 * @param {string} parts.device 4 to 32 characters of 0-9a-z
 * @param {() => ClockState} parts.load
 * @param {(state: ClockState) => void} parts.save kept together with what the stamp is for
 * @param {() => number} [parts.wall] this phone's clock, milliseconds since 1970
 */
export function createClock({ device, load, save, wall = Date.now }) {
  return {
    /** A stamp later than every one made or seen here, whatever the phone's clock does. */
    tick() {
      const next = after(load(), Math.floor(wall() + load().offset));
      save(next);
      return `${hex(next.millis, 12)}-${hex(next.count, 4)}-${device}`;
    },
    /** Takes note of another device's stamp. @param {string} stamp */
    saw(stamp) {
      const last = load();
      const { millis, count } = read(stamp);
      const later = millis > last.millis || (millis === last.millis && count > last.count);
      if (later) save({ ...last, millis, count });
    },
    /** Takes note of the server's time. @param {number} now milliseconds since 1970 */
    heard(now) {
      save({ ...load(), offset: Math.round(now - wall()) });
    },
  };
}
