/**
 * Days of the patient's calendar as text, YYYY-MM-DD. A day is no instant: sums are done at UTC
 * midnight, so a night when the clocks change is still one night.
 */
const MILLIS = 86_400_000;

/** @param {number} n @param {number} [width] */
const digits = (n, width = 2) => String(n).padStart(width, '0');

/** @param {string} day @returns {number} whole days since 1970-01-01 */
const number = (day) => Date.parse(`${day}T00:00:00Z`) / MILLIS;

/** @param {number} n days since 1970-01-01 */
const fromNumber = (n) => new Date(n * MILLIS).toISOString().slice(0, 10);

/** The day it is on this phone. @param {Date} [now] */
export const today = (now = new Date()) =>
  `${digits(now.getFullYear(), 4)}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;

/** The time it is on this phone, HH:MM. @param {Date} [now] */
export const timeOfDay = (now = new Date()) => `${digits(now.getHours())}:${digits(now.getMinutes())}`;

/** The IANA name of this phone's zone. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {string} day @param {number} n may be negative */
export const addDays = (day, n) => fromNumber(number(day) + n);

/** Days from `first` to `last`; negative when `last` is earlier. @param {string} first @param {string} last */
export const daysBetween = (first, last) => number(last) - number(first);

/** True for a day that exists and that the diary takes (1900 to 2200). @param {string} text */
export function isDay(text) {
  const real = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(number(text)) && addDays(text, 0) === text;
  return real && text >= '1900-01-01' && text <= '2200-01-01';
}

/** The seven days, Monday first, of the week that `day` lies in. @param {string} day @returns {string[]} */
export function weekOf(day) {
  const sinceMonday = (number(day) + 3) % 7; // 1970-01-01 was a Thursday
  const monday = addDays(day, -((sinceMonday + 7) % 7));
  return Array.from({ length: 7 }, (_, n) => addDays(monday, n));
}
