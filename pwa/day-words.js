import { signal } from '@preact/signals';
import { daysBetween, today } from './days.js';
import { formatDay, gettext as _, language } from './i18n.js';

/** The day it is; it moves on at midnight and when the phone is taken up again. */
export const thisDay = signal(today());
const look = () => {
  thisDay.value = today();
};
setInterval(look, 60_000);
document.addEventListener('visibilitychange', look);

/** @param {string} words */
const begun = (words) => words.charAt(0).toLocaleUpperCase(language.value) + words.slice(1);

/** "Saturday 21 November" as it stands inside a sentence, with the year when it is another than this. @param {string} day */
export function onWeekday(day) {
  const year = day.slice(0, 4) === thisDay.value.slice(0, 4) ? undefined : 'numeric';
  return formatDay(day, { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** The same on its own, as a heading. @param {string} day */
export const weekday = (day) => begun(onWeekday(day));

/** "November 2026". @param {string} day */
export const monthOf = (day) => begun(formatDay(day, { month: 'long', year: 'numeric' }));

/** "Today", "Yesterday" or the day with its weekday. @param {string} day */
export function nearDay(day) {
  const ago = daysBetween(day, thisDay.value);
  if (ago === 0) return _('Today');
  return ago === 1 ? _('Yesterday') : weekday(day);
}

/** The time of an instant on this phone's clock: "20:14". @param {string | number} instant */
export const clock = (instant) =>
  new Date(instant).toLocaleTimeString(language.value, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
