import { thisDay } from '../day-words.js';
import { zone } from '../days.js';
import { Field, Form, SaveBar } from '../fields.jsx';
import { useForm } from '../form.js';
import { gettext as _, language } from '../i18n.js';
import { keep } from '../keep.js';
import { tell } from '../notice.js';
import { profile } from '../profile.js';
import { Screen } from '../screen.jsx';
import { useStored } from '../stored.js';

/** Name, year of birth and country: all may stay empty. */
export function PersonScreen() {
  const about = useStored(profile, []);
  return (
    <Screen title={_('About me, for the report')} parent="more">
      {about && <PersonForm about={about} />}
    </Screen>
  );
}

/** @param {{ about: import('../records/store.js').Entry }} props */
function PersonForm({ about }) {
  const { values, set } = useForm({
    name: about.name ?? '',
    born: String(about.birth_year ?? ''),
    country: about.country ?? '',
  });
  const { name, born, country } = values.value;

  async function save() {
    if (!isYear(born)) return refuse();
    const said = { name: name.trim() || null, birth_year: Number(born) || null, country: country || null };
    return keep('profile', about.id, { ...said, language: language.value, zone: zone() });
  }

  return (
    <Form onSave={save} parent="more">
      <p class="muted">
        {_('Name and year of birth stand at the top of the report. You may leave them empty.')}
      </p>
      <Field label={_('Name')} hint={_('optional')}>
        <input
          autocomplete="name"
          maxLength={80}
          value={name}
          onInput={(event) => set({ name: event.currentTarget.value })}
        />
      </Field>
      <Field label={_('Year of birth')} hint={_('optional')}>
        <input
          inputMode="numeric"
          autocomplete="bday-year"
          maxLength={4}
          value={born}
          onInput={(event) => set({ born: event.currentTarget.value })}
        />
      </Field>
      <Field label={_('Country')} hint={_('for the telephone numbers of help lines')}>
        <select value={country} onChange={(event) => set({ country: event.currentTarget.value })}>
          <option value="">{_('Not said')}</option>
          <option value="DK">{_('Denmark')}</option>
          <option value="NO">{_('Norway')}</option>
          <option value="NL">{_('The Netherlands')}</option>
          <option value="other">{_('Another country')}</option>
        </select>
      </Field>
      <SaveBar />
    </Form>
  );
}

/** @param {string} born */
const isYear = (born) =>
  born === '' || (/^\d{4}$/.test(born) && born >= '1900' && born <= thisDay.value.slice(0, 4));

function refuse() {
  tell(_('Write the year of birth with four digits.'));
  return false;
}
