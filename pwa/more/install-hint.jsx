import { daysUsed } from '../diary/reading.js';
import { gettext as _ } from '../i18n.js';
import { useStored } from '../stored.js';
import { install, prompt, remember, wasAsked } from './install-prompt.js';

/** Offers a place on the home screen once two days were saved. */
export function InstallHint() {
  const days = useStored(daysUsed, []) ?? 0;
  if (!prompt.value || wasAsked.value || days < 2) return null;
  return (
    <section class="card" aria-labelledby="install">
      <h2 id="install">{_('On your home screen')}</h2>
      <p>{_('Tolv can stand beside your other apps and open without a connection.')}</p>
      <div class="row">
        <button type="button" class="button" onClick={install}>
          {_('Add')}
        </button>
        <button type="button" class="button" onClick={remember}>
          {_('Not now')}
        </button>
      </div>
    </section>
  );
}
