import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../../pwa', import.meta.url));
const plural = ['one', 'other'];
const loader = (messages) => async () => ({ default: { plural, messages } });
const noNetwork = () => Promise.reject(new TypeError('no network'));

/** Stands in for the first screen's words that the build makes. */
const words = {
  name: 'words',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/pwa/i18n.js') && code.replace(/import\.meta\.glob\([^)]*\)/, '__words__'),
};
let whenNorwegianComes = Promise.resolve();
globalThis.__words__ = {
  '../build/catalogs/first.da.json': loader({
    'Good day, %(name)s.': 'Goddag, %(name)s.',
    '%(num)s dose': ['%(num)s dosis', '%(num)s doser'],
  }),
  '../build/catalogs/first.nb.json': () =>
    whenNorwegianComes.then(loader({ 'Good day, %(name)s.': 'God dag, %(name)s.' })),
  '../build/catalogs/first.nl.json': noNetwork,
};
/** The words that come with the other screens. */
const more = {
  '../build/catalogs/rest.da.json': loader({
    'A further screen': 'En side til',
    '%(num)s week': ['%(num)s uge', '%(num)s uger'],
    'button\u0004Change': 'Skift',
  }),
  '../build/catalogs/rest.nb.json': loader({ 'A further screen': 'En side til på norsk' }),
  '../build/catalogs/rest.nl.json': noNetwork,
};

const vite = await createServer({
  configFile: false,
  root,
  plugins: [words],
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  appType: 'custom',
});
const i18n = await vite.ssrLoadModule('/i18n.js');
after(() => vite.close());

const chosen = new Map();
globalThis.localStorage = {
  getItem: (name) => chosen.get(name) ?? null,
  setItem: (name, value) => chosen.set(name, value),
};
globalThis.document = { documentElement: { lang: '' } };
const reads = (...tags) => Object.defineProperty(navigator, 'languages', { value: tags, configurable: true });

beforeEach(async () => {
  chosen.clear();
  reads('en');
  await i18n.use('en');
});

test('the first language of the browser that we speak is taken', () => {
  for (const [tags, expected] of [
    [['da-DK', 'en'], 'da'],
    [['no'], 'nb'],
    [['nn-NO', 'da'], 'nb'],
    [['nb-NO'], 'nb'],
    [['nl-BE'], 'nl'],
    [['sv-SE', 'NL', 'en'], 'nl'],
    [['sv', 'fi'], 'en'],
  ]) {
    reads(...tags);
    assert.equal(i18n.preferred(), expected, tags.join());
  }
});

test('a choice of language lasts; a guess is made anew', async () => {
  await i18n.use('da');
  assert.equal(i18n.preferred(), 'da');
  chosen.clear();
  reads('da');
  await i18n.use('da');
  reads('nl');
  assert.equal(i18n.preferred(), 'nl');
});

test('sentences, their values and their plurals are in the language on screen', async () => {
  await i18n.use('da');
  assert.equal(document.documentElement.lang, 'da');
  assert.equal(i18n.gettext('Good day, %(name)s.', { name: 'Ada' }), 'Goddag, Ada.');
  assert.equal(i18n.ngettext('%(num)s dose', '%(num)s doses', 1), '1 dosis');
  assert.equal(i18n.ngettext('%(num)s dose', '%(num)s doses', 1200), '1.200 doser');
});

test('what has no translation is said in English', async () => {
  await i18n.use('da');
  assert.equal(i18n.gettext('Not yet translated'), 'Not yet translated');
  assert.equal(i18n.ngettext('%(num)s needle', '%(num)s needles', 2), '2 needles');
  assert.equal(i18n.gettext('toString'), 'toString');
});

test('a catalogue that cannot be fetched leaves English words and a working app', async () => {
  await i18n.use('nl');
  assert.equal(i18n.gettext('Good day, %(name)s.', { name: 'Ada' }), 'Good day, Ada.');
});

test('days and numbers are written as the language does', async () => {
  assert.equal(i18n.formatDay('2026-03-01'), '1 March 2026');
  assert.equal(i18n.formatNumber(4.25), '4.3');
  await i18n.use('da');
  assert.equal(i18n.formatDay('2026-03-01'), '1. marts 2026');
  assert.equal(i18n.formatDay('2026-03-01', { weekday: 'long' }), 'søndag');
  assert.equal(i18n.formatNumber(4.25), '4,3');
  assert.equal(i18n.parseNumber('1,5'), 1.5);
  assert.equal(i18n.parseNumber('1.5'), null);
});

test('the language chosen last is spoken, even when an earlier one comes later', async () => {
  let come;
  whenNorwegianComes = new Promise((done) => (come = done));
  const norwegian = i18n.use('nb');
  await i18n.use('da');
  come();
  await norwegian;
  assert.equal(i18n.language.value, 'da');
  assert.equal(i18n.gettext('Good day, %(name)s.', { name: 'Ada' }), 'Goddag, Ada.');
});

test('words that come later are spoken at once, beside the first ones', async () => {
  await i18n.use('da');
  assert.equal(i18n.gettext('A further screen'), 'A further screen');
  await i18n.addWords(more);
  assert.equal(i18n.gettext('A further screen'), 'En side til');
  assert.equal(i18n.gettext('Good day, %(name)s.', { name: 'Ada' }), 'Goddag, Ada.');
  assert.equal(i18n.ngettext('%(num)s dose', '%(num)s doses', 2), '2 doser');
  assert.equal(i18n.ngettext('%(num)s week', '%(num)s weeks', 1), '1 uge');
  assert.equal(i18n.ngettext('%(num)s week', '%(num)s weeks', 3), '3 uger');
  assert.equal(i18n.pgettext('button', 'Change'), 'Skift');
});

test('a language chosen after that comes whole', async () => {
  await i18n.use('nb');
  assert.equal(i18n.gettext('Good day, %(name)s.', { name: 'Ada' }), 'God dag, Ada.');
  assert.equal(i18n.gettext('A further screen'), 'En side til på norsk');
  await i18n.use('nl');
  assert.equal(i18n.gettext('A further screen'), 'A further screen');
  await i18n.use('da');
  assert.equal(i18n.gettext('A further screen'), 'En side til');
});
