import { gettext as _ } from '../i18n.js';
import { Screen } from '../screen.jsx';
import { install, isApple, prompt } from './install-prompt.js';

/** How Tolv comes to the home screen. */
export function InstallScreen() {
  return (
    <Screen title={_('On your home screen')} parent="more">
      <div class="stack">
        <p>{_('Tolv can stand beside your other apps and open without a connection.')}</p>
        {prompt.value && (
          <button type="button" class="button primary" onClick={install}>
            {_('Add to home screen')}
          </button>
        )}
        {!prompt.value && (isApple() ? <AppleSteps /> : <OtherSteps />)}
      </div>
    </Screen>
  );
}

function AppleSteps() {
  return (
    <>
      <ol class="steps">
        <li>{_('Open this page in Safari.')}</li>
        <li>{_('Tap the Share button, the square with the arrow up.')}</li>
        <li>{_('Choose Add to Home Screen, then Add.')}</li>
      </ol>
      <p>{_('Do it before you have written much: the home screen app keeps a diary of its own.')}</p>
    </>
  );
}

function OtherSteps() {
  return <p>{_('Open the menu of your browser and choose Install or Add to home screen.')}</p>;
}
