import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Bars } from './bars.jsx';
import { TodayScreen } from './diary/today.jsx';
import { gettext as _ } from './i18n.js';
import { Nav } from './nav.jsx';
import { route } from './route.js';

/** @typedef {import('preact').FunctionComponent<{ parts: string[] }>} ScreenComponent */

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
            {screen === 'today' ? <TodayScreen /> : <Opened key={screen} screen={screen} parts={parts} />}
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

/** @param {string} screen @returns {Promise<ScreenComponent>} an unknown address leads to Today */
async function open(screen) {
  const screens = /** @type {Record<string, ScreenComponent>} */ (await import('./screens.js'));
  return screens[screen] ?? TodayScreen;
}

/** @param {{ screen: string, parts: string[] }} props */
function Opened({ screen, parts }) {
  const found = useSignal(/** @type {ScreenComponent | undefined} */ (undefined));
  const failed = useSignal(false);
  useEffect(() => {
    open(screen).then(
      (component) => (found.value = component),
      () => (failed.value = true),
    );
  }, []);
  const Found = found.value;
  if (Found) return <Found parts={parts} />;
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
