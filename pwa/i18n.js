import { signal } from '@preact/signals';
import { parseNumber as parse } from './numbers.js';

/**
 * The words of the person's language, by gettext: the English sentence is the key.
 * @typedef {{ plural: string[], messages: Record<string, string | string[]> }} Catalog plural: the CLDR category of
 *   each form of a plural message
 */
/** @typedef {Record<string, () => Promise<{ default: Catalog }>>} Loaders what fetches a file ending in ".<tag>.json" */

/** The words of the first screen; the other screens bring theirs. */
const parts = [/** @type {Loaders} */ (import.meta.glob('../build/catalogs/first.*.json'))];

/** The languages we speak, each named in itself. */
export const languages = { da: 'Dansk', nb: 'Norsk bokmål', nl: 'Nederlands', en: 'English' };
/** @typedef {keyof typeof languages} Language */
/** @typedef {Record<string, string | number>} Values */

/** @type {Catalog} */
const english = { plural: ['one', 'other'], messages: {} };
const catalog = signal(english);
let asked = /** @type {Language} */ ('en');

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

/** English needs no words; what cannot be fetched stays in English. @param {Loaders} loaders @param {Language} tag */
async function fetched(loaders, tag) {
  const file = Object.keys(loaders).find((name) => name.endsWith(`.${tag}.json`));
  const found = file && (await loaders[file]().catch(() => undefined));
  return found ? found.default : english;
}

/** Without a prototype: "constructor" is a word like any other. @param {Language} tag @returns {Promise<Catalog>} */
async function wordsOf(tag) {
  const all = await Promise.all(parts.map((loaders) => fetched(loaders, tag)));
  const messages = Object.assign(Object.create(null), ...all.map((part) => part.messages));
  return { plural: all[0].plural, messages };
}

/** Speaks the language last asked for, even when the words of an earlier one come later. */
async function speak() {
  const tag = asked;
  const words = await wordsOf(tag);
  if (tag !== asked) return;
  catalog.value = words;
  language.value = tag;
  document.documentElement.lang = tag;
}

/** Shows everything in this language; a choice other than the guessed one is kept. @param {Language} tag */
export async function use(tag) {
  if (tag !== preferred()) localStorage.setItem('language', tag);
  asked = tag;
  await speak();
}

/** Speaks these words too, in this language and in any chosen later. @param {Loaders} loaders */
export async function addWords(loaders) {
  parts.push(loaders);
  await speak();
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
