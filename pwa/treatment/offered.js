import preparations from '../../build/catalogs/preparations.json';
import { gettext as _ } from '../i18n.js';

/** @typedef {import('./preparations.js').Taken} Taken */

export const substances = ['hydroxocobalamin', 'cyanocobalamin', 'mecobalamin', 'unknown'];

/** @param {string} form */
export const formName = (form) => (form === 'injection' ? _('Injection') : _('Tablet'));

/**
 * What a person may choose from: what the sources name, and what she took before.
 * @param {string} form @param {Taken[]} before her own doses and plans
 * @returns {{ substance: string, micrograms?: number }[]}
 */
export function preparationsOf(form, before) {
  const listed = preparations.map((one) => ({ ...one, micrograms: one.strength_micrograms }));
  const all = [...listed, ...before].filter((one) => one.form === form && one.substance !== 'unknown');
  const distinct = new Map(all.map((one) => [preparationKey(one), one]));
  return [...distinct.values()].map(({ substance, micrograms }) => ({
    substance,
    micrograms: micrograms ?? undefined,
  }));
}

/** @param {Pick<Taken, 'substance' | 'micrograms'>} one */
export const preparationKey = ({ substance, micrograms }) => `${substance} ${micrograms ?? ''}`;
