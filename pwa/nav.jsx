import { gettext as _ } from './i18n.js';
import { History, More, Today, Treatment } from './icons.jsx';
import { route } from './route.js';

const places = () => [
  { place: 'today', words: _('Today'), icon: Today },
  { place: 'history', words: _('History'), icon: History },
  { place: 'treatment', words: _('Treatment'), icon: Treatment },
  { place: 'more', words: _('More'), icon: More },
];

/** Forms take the whole screen: their one button stands where the places are. */
const forms = ['entry', 'weekly', 'note', 'dose', 'plan', 'person', 'keys'];

/** The four places. */
export function Nav() {
  const { screen } = route.value;
  return (
    <nav class={forms.includes(screen) ? 'nav aside' : 'nav'} aria-label={_('Main menu')}>
      <ul>
        {places().map(({ place, words, icon: Icon }) => (
          <li key={place}>
            <a href={`#${place}`} aria-current={place === screen ? 'page' : undefined}>
              <Icon />
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
