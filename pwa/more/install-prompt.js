import { signal } from '@preact/signals';

/** The browser's own question about installing, kept until the person asks for it (Chromium only). */
export const prompt = signal(/** @type {any} */ (undefined));

const asked = 'install-asked';

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  prompt.value = event;
});

addEventListener('appinstalled', () => {
  prompt.value = undefined;
});

/** True once the person said yes or no. */
export const wasAsked = signal(localStorage.getItem(asked) !== null);

export function remember() {
  localStorage.setItem(asked, 'yes');
  wasAsked.value = true;
}

/** Shows the browser's own question. */
export async function install() {
  remember();
  await prompt.value?.prompt();
  prompt.value = undefined;
}

/** Safari on iPhone and iPad has no such question; only there the page knows whether it stands alone. */
export const isApple = () => 'standalone' in navigator;
