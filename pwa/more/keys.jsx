import { useSignal } from '@preact/signals';
import { thisDay } from '../day-words.js';
import { keysOf } from '../diary/reading.js';
import { symptoms } from '../diary/symptoms.js';
import { Form, SaveBar } from '../fields.jsx';
import { gettext as _ } from '../i18n.js';
import { keep } from '../keep.js';
import { tell } from '../notice.js';
import { profile } from '../profile.js';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';

const most = 3;

/** The symptoms asked about each day. */
export function KeysScreen() {
  const about = useStored(profile, []);
  return (
    <Screen title={_('Symptoms to follow each day')} parent="more">
      {about && <KeysForm about={about} />}
    </Screen>
  );
}

/** @param {{ about: import('../records/store.js').Entry }} props */
function KeysForm({ about }) {
  const chosen = useSignal(keysOf(about));
  const full = chosen.value.length >= most;

  /** @param {string} key */
  const toggle = (key) => {
    const rest = chosen.value.filter((other) => other !== key);
    chosen.value = rest.length < chosen.value.length ? rest : [...rest, key];
  };

  async function save() {
    if (chosen.value.length === 0) return refuse();
    return keep('profile', about.id, { key_symptoms: chosen.value, key_chosen_on: thisDay.value });
  }

  return (
    <Form onSave={save} parent="more">
      <p class="muted">
        {_('Choose up to three, best together with your clinician. The rest is asked once a week.')}
      </p>
      <fieldset class="choices">
        <legend>{_('%(done)s of %(total)s chosen', { done: chosen.value.length, total: most })}</legend>
        {symptoms.map(({ key, label }) => (
          <label class="choice" key={key}>
            <input
              type="checkbox"
              checked={chosen.value.includes(key)}
              disabled={full && !chosen.value.includes(key)}
              onChange={() => toggle(key)}
            />
            <span>{_(label)}</span>
          </label>
        ))}
      </fieldset>
      <SaveBar />
    </Form>
  );
}

function refuse() {
  tell(_('Choose at least one.'));
  return false;
}
