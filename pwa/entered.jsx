import { clock } from './day-words.js';
import { daysBetween, today, zone } from './days.js';
import { formatDay, gettext as _ } from './i18n.js';

/** When and where something is put in. */
export const putIn = () => ({ zone: zone(), entered_at: new Date().toISOString() });

/** True when it was put in later than the day after. @param {import('./records/store.js').Entry} entry */
export const isBackFilled = ({ day, entered_at: instant }) =>
  day !== undefined && instant !== undefined && daysBetween(day, today(new Date(instant))) > 1;

/** When something was put in, as a fact. @param {{ entry: import('./records/store.js').Entry }} props */
export function Entered({ entry: { entered_at: instant } }) {
  if (!instant) return null;
  const when = { day: formatDay(today(new Date(instant))), time: clock(instant) };
  return <p class="muted small">{_('Put in on %(day)s at %(time)s', when)}</p>;
}
