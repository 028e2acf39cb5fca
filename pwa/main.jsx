import { render } from 'preact';
import { App } from './app.jsx';
import { preferred, use } from './i18n.js';
import { startSync } from './sync/sync.js';
import { register } from './update.js';
import './style.css';

const page = /** @type {HTMLElement} */ (document.querySelector('#app'));

await use(preferred());
render(<App />, page);
startSync();
register();
