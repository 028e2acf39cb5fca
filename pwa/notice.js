import { signal } from '@preact/signals';
import { gettext as _ } from './i18n.js';

/** @typedef {{ text: string, undo?: () => Promise<unknown> }} Notice */

/** What the bar at the bottom says now. */
export const notice = signal(/** @type {Notice | null} */ (null));

const shownFor = 12_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Says what was done and offers to take it back, for twelve seconds. @param {string} text @param {Notice['undo']} [undo] */
export function tell(text, undo) {
  notice.value = { text, undo };
  release();
}

/** Says that something failed; it stays until it is closed. @param {unknown} error */
export function complain(error) {
  const full = error instanceof Error && error.name === 'StorageFull';
  keepUp(
    full
      ? _('This phone has no room left. Free some space, then save again.')
      : _('That could not be saved. Please try again.'),
  );
}

/** Says that what is kept here cannot be read just now. */
export const unreadable = () => keepUp(_('The diary could not be read. Close Tolv and open it again.'));

/** @param {string} text stays until it is closed */
function keepUp(text) {
  notice.value = { text };
  hold();
}

export function dismiss() {
  notice.value = null;
  hold();
}

/** Keeps the bar while a finger, pointer or focus is on it. */
export function hold() {
  clearTimeout(timer);
}

/** Lets the time run again. */
export function release() {
  clearTimeout(timer);
  timer = setTimeout(dismiss, shownFor);
}
