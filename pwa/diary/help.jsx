import { gettext as _, language } from '../i18n.js';

/** From this rating of low mood on, the card shows. It judges nothing and computes nothing. */
const shownFrom = 7;

/** Whom to call. Checked 2026-11-21. */
const lines = () => ({
  DK: [
    { number: '112', about: _('Emergency, if a life is in danger') },
    { number: '70 201 201', about: _('Livslinien, to talk with someone') },
  ],
  NO: [{ number: '113', about: _('Emergency medical help') }],
  NL: [
    { number: '112', about: _('Emergency, if a life is in danger') },
    { number: '113', about: _('Suicide prevention, day and night') },
    { number: '0800-0113', about: _('Suicide prevention, free of charge') },
  ],
  unknown: [
    { number: '112', about: _('Emergency in Denmark and the Netherlands') },
    { number: '113', about: _('Emergency medical help in Norway') },
  ],
  other: [],
});

const countryOf = { da: 'DK', nb: 'NO', nl: 'NL', en: 'unknown' };

/**
 * Where help is, shown at once beside a high rating of low mood; works offline.
 * @param {{ rating: number | undefined, country: string | undefined }} props
 */
export function Help({ rating, country }) {
  if (rating === undefined || rating < shownFrom) return null;
  const where = /** @type {keyof ReturnType<typeof lines>} */ (country ?? countryOf[language.value]);
  return (
    <section class="card help" aria-labelledby="help">
      <h2 id="help">{_('When your mood is this low')}</h2>
      <p>{_('Tell someone today: a person you trust, or your GP.')}</p>
      <p>
        {_(
          'If you think of ending your life, or hear or see things that tell you to harm yourself, call now.',
        )}
      </p>
      {lines()[where].map((line) => (
        <Line key={line.number} {...line} />
      ))}
      {(where === 'other' || where === 'unknown') && (
        <p>{_('Call the emergency number of the country you are in.')}</p>
      )}
      <p class="muted">{_('Nobody watches what you write here.')}</p>
    </section>
  );
}

/** @param {{ number: string, about: string }} props */
function Line({ number, about }) {
  return (
    <p class="near">
      <a class="button danger" href={`tel:${number.replace(/\D/g, '')}`}>
        {_('Call %(number)s', { number })}
      </a>
      <span>{about}</span>
    </p>
  );
}
