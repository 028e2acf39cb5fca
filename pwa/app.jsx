import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Bars } from './bars.jsx';
import { TodayScreen } from './diary/today.jsx';
import { gettext as _ } from './i18n.js';
import { Nav } from './nav.jsx';
import { route } from './route.js';

/** @typedef {import('preact').FunctionComponent<{ parts: string[] }>} ScreenComponent */

/** The other screens come when they are opened, so that the first visit stays small. @type {Record<string, () => Promise<ScreenComponent>>} */
const screens = {
  history: () => import('./diary/history.jsx').then((room) => room.HistoryScreen),
  entry: () => import('./diary/entry.jsx').then((room) => room.EntryScreen),
  weekly: () => import('./diary/weekly.jsx').then((room) => room.WeeklyScreen),
  note: () => import('./diary/note.jsx').then((room) => room.NoteScreen),
  treatment: () => import('./treatment/treatment.jsx').then((room) => room.TreatmentScreen),
  dose: () => import('./treatment/dose.jsx').then((room) => room.DoseScreen),
  plan: () => import('./treatment/plan.jsx').then((room) => room.PlanScreen),
  more: () => import('./more/more.jsx').then((room) => room.MoreScreen),
  keys: () => import('./more/keys.jsx').then((room) => room.KeysScreen),
  person: () => import('./more/person.jsx').then((room) => room.PersonScreen),
  copy: () => import('./more/copy.jsx').then((room) => room.CopyScreen),
  report: () => import('./more/report.jsx').then((room) => room.ReportScreen),
  install: () => import('./more/install.jsx').then((room) => room.InstallScreen),
  about: () => import('./more/about.jsx').then((room) => room.AboutScreen),
  join: () => import('./more/join.jsx').then((room) => room.JoinScreen),
};

/** The whole app: one screen, what has to be said just now, and the four places. */
export function App() {
  const { screen, parts } = route.value;
  const place = [screen, ...parts].join('/');
  const scroller = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
  }, [place]);
  return (
    <div class="shell">
      <main>
        <div class="scroller" ref={scroller}>
          <div class="page">
            {screen in screens ? <Opened key={screen} screen={screen} parts={parts} /> : <TodayScreen />}
          </div>
        </div>
        <div id="bar" />
      </main>
      <div class="foot">
        <Bars />
        <Nav />
      </div>
    </div>
  );
}

/** @param {{ screen: string, parts: string[] }} props */
function Opened({ screen, parts }) {
  const found = useSignal(/** @type {ScreenComponent | undefined} */ (undefined));
  const failed = useSignal(false);
  const open = () =>
    screens[screen]().then(
      (component) => (found.value = component),
      () => (failed.value = true),
    );
  useEffect(() => void open(), []);
  if (found.value) return <found.value parts={parts} />;
  return failed.value && <Missing />;
}

/** A part that is not on this phone yet and cannot be fetched now. */
function Missing() {
  return (
    <div class="stack">
      <h1>{_('This page could not be opened')}</h1>
      <p>{_('It is not on this phone yet. Try again when you are online.')}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {_('Try again')}
      </button>
    </div>
  );
}
