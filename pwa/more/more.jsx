import { gettext as _, language, languages, use } from '../i18n.js';
import { Field } from '../fields.jsx';
import { About, File, Person, Report, Star } from '../further-icons.jsx';
import { Copy, Forward, Phone } from '../icons.jsx';
import { complain } from '../notice.js';
import { Screen } from '../screen.jsx';
import { saveFile } from './backup.js';
import { stateWords } from './copy-state.jsx';

/** Everything that is not needed every day. */
export function MoreScreen() {
  return (
    <Screen title={_('More')}>
      <div class="stack">
        <ul class="list">
          <Link to="report" icon={Report} words={_('Report for my clinician')} />
          <Link to="copy" icon={Copy} words={_('Safe copy')} sub={stateWords()} />
          <Link to="keys" icon={Star} words={_('Symptoms to follow each day')} />
          <Link to="person" icon={Person} words={_('About me, for the report')} />
          <Link to="install" icon={Phone} words={_('Put Tolv on the home screen')} />
          <li>
            <button type="button" class="item" onClick={() => saveFile().catch(complain)}>
              <File />
              {_('Save a copy as a file')}
            </button>
          </li>
          <Link to="about" icon={About} words={_('About Tolv')} />
        </ul>
        <Field label={_('Language')}>
          <select
            value={language.value}
            onChange={(event) =>
              use(/** @type {import('../i18n.js').Language} */ (event.currentTarget.value))
            }
          >
            {Object.entries(languages).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      </div>
    </Screen>
  );
}

/** @param {{ to: string, icon: () => import('preact').JSX.Element, words: string, sub?: string }} props */
function Link({ to, icon: Icon, words, sub }) {
  return (
    <li>
      <a class="item" href={`#${to}`}>
        <Icon />
        <span>
          {words}
          {sub && <span class="sub">{sub}</span>}
        </span>
        <Forward />
      </a>
    </li>
  );
}
