import vocabulary from '../../build/catalogs/vocabulary.json';
import { gettext as _ } from '../i18n.js';

/** @typedef {{ key: string, label: string, tier: string }} Symptom */

/** Everything a patient may rate, in the order of the weekly form. @type {Symptom[]} */
export const symptoms = vocabulary.symptoms;

/** The thirteen of the weekly form and the two about the whole. */
export const weeklySymptoms = symptoms.filter((symptom) => symptom.tier === 'core');

/** Followed from day to day until the patient chooses others. */
export const usualKeys = ['fatigue', 'paresthesia', 'balance'];

/** @param {string} key */
const known = (key) => symptoms.find((symptom) => symptom.key === key);

/** One this version does not know comes from another phone's newer one. @param {string} key @returns {Symptom} */
export const symptomOf = (key) => known(key) ?? { key, label: _('Another symptom'), tier: 'own' };

const places = new Map(symptoms.map(({ key }, place) => [key, place]));

/** @param {string} key one that is not known comes last */
const placeOf = (key) => places.get(key) ?? symptoms.length;

/** The ratings given, in the order of the weekly form. @param {Record<string, number>} ratings */
export const inOrder = (ratings) => Object.entries(ratings).toSorted(([a], [b]) => placeOf(a) - placeOf(b));

/** @param {string} key */
export const symptomName = (key) => _(symptomOf(key).label);
