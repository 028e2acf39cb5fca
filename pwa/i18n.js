import { signal } from '@preact/signals';
import { parseNumber as parse } from './numbers.js';

/**
 * The words of the person's language, by gettext: the English sentence is the key.
 * @typedef {{ plural: string[], messages: Record<string, string | string[]> }} Catalog plural: the CLDR category of
 *   each form of a plural message
 */
const loaders = /** @type {Record<string, () => Promise<{ default: Catalog }>>} */ (
  import.meta.glob(['../build/catalogs/*.json', '!../build/catalogs/vocabulary.json'])
);

/** The languages we speak, each named in itself. */
export const languages = { da: 'Dansk', nb: 'Norsk bokmål', nl: 'Nederlands', en: 'English' };
/** @typedef {keyof typeof languages} Language */
/** @typedef {Record<string, string | number>} Values */

/** @type {Catalog} */
const english = { plural: ['one', 'other'], messages: {} };
const catalog = signal(english);

/** The language on screen. */
export const language = signal(/** @type {Language} */ ('en'));

/** The language we speak for a language tag; Norwegian of any kind is Bokmål. @param {string} tag */
export function choose(tag) {
  const code = tag
    .toLowerCase()
    .split('-')[0]
    .replace(/^n[on]$/, 'nb');
  return code in languages ? /** @type {Language} */ (code) : undefined;
}

/** The language this person chose here, or else the first one the browser asks for that we speak. @returns {Language} */
export function preferred() {
  const wanted = [localStorage.getItem('language') ?? '', ...navigator.languages];
  return wanted.map(choose).find((tag) => tag !== undefined) ?? 'en';
}

/** English needs no catalogue; one that cannot be fetched leaves the English sentences. @param {Language} tag */
async function wordsOf(tag) {
  const found = await loaders[`../build/catalogs/${tag}.json`]?.().catch(() => undefined);
  return found?.default ?? english;
}

/** Shows everything in this language; a choice other than the guessed one is kept. @param {Language} tag */
export async function use(tag) {
  if (tag !== preferred()) localStorage.setItem('language', tag);
  catalog.value = await wordsOf(tag);
  language.value = tag;
  document.documentElement.lang = tag;
}

/** @param {string} text @param {Values} [values] */
const fill = (text, values) =>
  text.replace(/%\((\w+)\)[sd]/g, (whole, name) => String(values?.[name] ?? whole));

/** @param {string} message @param {Values} [values] */
export function gettext(message, values) {
  const found = catalog.value.messages[message];
  // The same word may also be the singular of a plural elsewhere.
  return fill((Array.isArray(found) ? found[0] : found) || message, values);
}

/** A word that is another one in other places. @param {string} context @param {string} message @param {Values} [values] */
export function pgettext(context, message, values) {
  const found = catalog.value.messages[`${context}\u0004${message}`];
  return fill((typeof found === 'string' && found) || message, values);
}

/** @param {string} one @param {string} many @param {number} num @param {Values} [values] */
export function ngettext(one, many, num, values) {
  const found = catalog.value.messages[one];
  const category = new Intl.PluralRules(locale()).select(num);
  const form = Array.isArray(found) ? found[catalog.value.plural.indexOf(category)] : undefined;
  return fill(form || (num === 1 ? one : many), { num: formatNumber(num), ...values });
}

/** The tag that Intl takes; our English is British. */
const locale = () => (language.value === 'en' ? 'en-GB' : language.value);

/**
 * A day in words, "1 March 2026" unless `parts` asks for others.
 * @param {string} day YYYY-MM-DD @param {Intl.DateTimeFormatOptions} [parts]
 */
export function formatDay(day, parts = { day: 'numeric', month: 'long', year: 'numeric' }) {
  const instant = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(), { ...parts, timeZone: 'UTC' }).format(instant);
}

/** A number as the language writes it, with at most so many decimals. @param {number} number @param {number} [decimals] */
export const formatNumber = (number, decimals = 1) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: decimals }).format(number);

/** The number a person typed in the language on screen, or null; see numbers.js. @param {string} text */
export const parseNumber = (text) => parse(text, locale());
