import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { addDays } from '../days.js';
import { clock, onWeekday } from '../day-words.js';
import { putIn } from '../entered.jsx';
import { useForm, useSubmit } from '../form.js';
import { gettext as _, pgettext } from '../i18n.js';
import { keep } from '../keep.js';
import { tell } from '../notice.js';
import { Forward, Plus } from '../icons.jsx';
import { Help } from './help.jsx';
import { Scale, inWords, ratingWords } from './scale.jsx';
import { inOrder, symptomName, symptomOf } from './symptoms.js';

/** @typedef {Awaited<ReturnType<typeof import('./reading.js').daily>>} Daily */

/** The key symptoms of today: to fill in, or as they were saved. @param {{ known: Daily }} props */
export function DailyCheckIn({ known }) {
  const changing = useSignal(false);
  const justSaved = useSignal(false);
  if (known.entry && !changing.value && !known.begun) {
    return <Saved known={known} focus={justSaved.value} onChange={() => (changing.value = true)} />;
  }
  const saved = () => {
    changing.value = false;
    justSaved.value = true;
  };
  return <DailyForm known={known} onSaved={saved} />;
}

/** @param {{ known: Daily, onSaved: () => void }} props */
function DailyForm({ known, onSaved }) {
  const { id, day, keys, entry, previous } = known;
  const form = useForm(
    /** @type {import('./reading.js').Ratings} */ (known.begun ?? entry?.ratings ?? {}),
    `checkin ${day}`,
  );
  const ratings = form.values.value;
  const submit = useSubmit(save);
  const ready = keys.some((key) => ratings[key] !== undefined);

  async function save() {
    const named = keys.map((key) => [key, ratings[key] ?? null]);
    if (!entry && named.every(([, rating]) => rating === null)) return tell(_('Choose a number first.'));
    const values = { day, ...putIn(), ratings: Object.fromEntries(named) };
    if (await keep('checkin', id, values, { draft: form.draft })) onSaved();
  }

  return (
    <form class="stack" aria-labelledby="daily" onSubmit={submit}>
      <div class="near">
        <h2 id="daily" class="question">
          {_('How were you today, on average?')}
        </h2>
        {!entry && !previous && <p>{_('Tap a number for each and save. It all stays on this phone.')}</p>}
        <Quick day={day} keys={keys} previous={previous} onFill={form.set} />
      </div>
      {keys.map((key) => (
        <div class="near" key={key}>
          <Scale
            symptom={symptomOf(key)}
            rating={ratings[key]}
            onRate={(rating) => form.set({ [key]: rating })}
          />
          {key === 'low_mood' && <Help rating={ratings[key]} country={known.country} />}
        </div>
      ))}
      <div class={ready ? 'save inline ready' : 'save inline'}>
        <button class="button primary">{_('Save')}</button>
      </div>
    </form>
  );
}

/**
 * All key symptoms in one tap: as last time, or none.
 * @param {{ day: string, keys: string[], previous: Daily['previous'],
 *   onFill: (ratings: import('./reading.js').Ratings) => void }} props
 */
function Quick({ day, keys, previous, onFill }) {
  const before = keys.filter((key) => previous?.ratings?.[key] !== undefined);
  const asBefore = () => onFill(Object.fromEntries(before.map((key) => [key, previous?.ratings[key]])));
  const none = () => onFill(Object.fromEntries(keys.map((key) => [key, 0])));
  const yesterday = previous?.day === addDays(day, -1);
  return (
    <div class="row">
      {previous?.day && before.length > 0 && (
        <button type="button" class="button" onClick={asBefore}>
          {yesterday ? _('As yesterday') : _('As on %(day)s', { day: onWeekday(previous.day) })}
        </button>
      )}
      <button type="button" class="button" onClick={none}>
        {_('None today')}
      </button>
    </div>
  );
}

/** @param {{ known: Daily, focus: boolean, onChange: () => void }} props */
function Saved({ known, focus, onChange }) {
  const { day, entry, extras, country } = known;
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, []);
  return (
    <section class="stack" aria-labelledby="daily">
      <div class="card">
        <h2 id="daily" ref={heading} tabIndex={-1}>
          {_('How you were today')}
        </h2>
        <RatingList ratings={entry?.ratings ?? {}} />
        <div class="split">
          <p class="muted">{_('Saved on this phone %(time)s', { time: clock(entry?.entered_at ?? 0) })}</p>
          <button type="button" class="button" onClick={onChange}>
            {pgettext('button', 'Change')}
          </button>
        </div>
      </div>
      <Help rating={entry?.ratings?.low_mood} country={country} />
      <ul class="list">
        {extras.map((extra) => (
          <li key={extra.id}>
            <a class="item" href={`#entry/${day}/${extra.id}`}>
              <Plus />
              <span>
                {_('Check-in at %(time)s', { time: extra.time })}
                <span class="sub">{ratingWords(extra.ratings ?? {})}</span>
              </span>
              <Forward />
            </a>
          </li>
        ))}
        <li>
          <a class="item" href={`#entry/${day}/new`}>
            <Plus />
            {_('Add another check-in today')}
            <Forward />
          </a>
        </li>
      </ul>
    </section>
  );
}

/** @param {{ ratings: Record<string, number> }} props */
function RatingList({ ratings }) {
  return (
    <dl class="values">
      {inOrder(ratings).map(([key, rating]) => (
        <div key={key}>
          <dt>{symptomName(key)}</dt>
          <dd>{inWords(rating)}</dd>
        </div>
      ))}
    </dl>
  );
}
