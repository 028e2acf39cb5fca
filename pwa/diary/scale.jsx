import { formatNumber, gettext as _ } from '../i18n.js';
import { Close } from '../icons.jsx';
import { inOrder, symptomName } from './symptoms.js';

const numbers = Array.from({ length: 11 }, (none, number) => number);

/** The word beside a number: a help for reading, never kept. @param {number} number */
export function level(number) {
  if (number === 0) return _('none');
  if (number <= 3) return _('mild');
  return number <= 6 ? _('moderate') : _('severe');
}

/** "6, moderate". @param {number} number */
export const inWords = (number) =>
  _('%(number)s, %(level)s', { number: formatNumber(number), level: level(number) });

/** "Tiredness 5 · Tingling 3". @param {Record<string, number>} ratings */
export const ratingWords = (ratings) =>
  inOrder(ratings)
    .map(([key, rating]) => `${symptomName(key)} ${formatNumber(rating)}`)
    .join(' · ');

/**
 * How bad a symptom was, from 0 to 10; an empty answer stays unknown, not 0.
 * @param {{ symptom: import('./symptoms.js').Symptom, rating: number | undefined, explanation?: string,
 *   onRate: (rating: number | undefined) => void }} props
 */
export function Scale({ symptom, rating, explanation, onRate }) {
  const name = _(symptom.label);
  return (
    <fieldset class="scale">
      <legend>
        {rating !== undefined && (
          <span class="level" aria-hidden="true">
            {inWords(rating)}
          </span>
        )}
        {name}
      </legend>
      {explanation && <p class="explanation">{explanation}</p>}
      <div class="cells">
        {numbers.map((number) => (
          <Cell key={number} group={symptom.key} number={number} chosen={rating === number} onRate={onRate} />
        ))}
        {rating !== undefined && (
          <button
            type="button"
            class="clear"
            aria-label={_('Clear %(symptom)s', { symptom: name })}
            onClick={() => onRate(undefined)}
          >
            <Close />
          </button>
        )}
      </div>
      <p class="ends" aria-hidden="true">
        <span>{_('0 none')}</span>
        <span>{_('10 worst you can imagine')}</span>
      </p>
    </fieldset>
  );
}

/** @param {{ group: string, number: number, chosen: boolean, onRate: (rating: number) => void }} props */
function Cell({ group, number, chosen, onRate }) {
  return (
    <label class="cell">
      <input
        type="radio"
        name={group}
        checked={chosen}
        aria-label={_('%(number)s of 10, %(level)s', { number, level: level(number) })}
        onChange={() => onRate(number)}
      />
      <span aria-hidden="true">{number}</span>
    </label>
  );
}
