import { daysBetween } from '../days.js';
import { formatDay, gettext as _, ngettext } from '../i18n.js';
import { weeklySymptoms } from './symptoms.js';

/**
 * Offers the weekly form once the last one is a week old.
 * @param {{ day: string, known: Awaited<ReturnType<typeof import('./reading.js').weeklyState>> }} props
 */
export function WeeklyCard({ day, known }) {
  if (known.last && daysBetween(known.last, day) < 7) return null;
  const total = weeklySymptoms.length;
  return (
    <section class="card" aria-labelledby="week">
      <h2 id="week">{_('Your past 7 days')}</h2>
      <p>
        {ngettext(
          '%(num)s question, about two minutes. Leave out what you like.',
          '%(num)s questions, about two minutes. Leave out what you like.',
          total,
        )}
      </p>
      {known.last && <p class="muted">{_('Last filled in on %(day)s', { day: formatDay(known.last) })}</p>}
      <a class="button" href="#weekly">
        {known.answered
          ? _('Go on, %(done)s of %(total)s', { done: known.answered, total })
          : _('Fill in the weekly form')}
      </a>
    </section>
  );
}
