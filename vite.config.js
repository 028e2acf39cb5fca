import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here('build/pwa');
const [, version] = readFileSync(here('pyproject.toml'), 'utf8').match(/^version = "(.+)"$/m);
const SERVER_PAGES = ['/api', '/report', '/demo', '/manifest.json', '/healthz'];

/** All that the first screen needs comes as one file; Rolldown itself makes one of what each `import()` adds to it. */
const PARTS = [{ name: 'app', test: /\/pwa\/main\.jsx$/ }];

/** Such a file brings no styles and hardly another file: Vite's way of preloading would weigh more than it saves. */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

/** What the phone keeps to open without network: not the icons, which an installed app holds already. */
const isKept = (file) => !/^(sw\.js$|icons\/|screenshots\/)|\.(br|gz)$/.test(file);
const isText = (file) => /\.(html|js|css|json|svg|txt)$/.test(file);

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** The name of this very set of files: another one as soon as a byte of any of them differs. */
function versionOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Tells the service worker what to keep; the minifier may have changed the quotes around the two marks. */
function fillWorker() {
  const files = filesOf(out).filter(isKept);
  const addresses = files.map((file) => (file === 'index.html' ? '/' : `/${file}`));
  const worker = join(out, 'sw.js');
  const text = readFileSync(worker, 'utf8')
    .replace('__VERSION__', versionOf([...files, 'sw.js']))
    .replace(/(['"`])__FILES__\1/, () => JSON.stringify(addresses));
  writeFileSync(worker, text);
}

/** Compresses once, as well as can be, what the server sends a thousand times. */
function compress() {
  for (const file of filesOf(out).filter(isText)) {
    const body = readFileSync(join(out, file));
    writeFileSync(join(out, `${file}.br`), brotliCompressSync(body));
    writeFileSync(join(out, `${file}.gz`), gzipSync(body, { level: 9 }));
  }
}

/** The tab's icon comes inside the page: on its own its headers would weigh more than it. */
const iconInside = {
  name: 'icon-inside',
  apply: 'build',
  transformIndexHtml: (page) => page.replace('/icons/icon.svg', dataOf(here('pwa/public/icons/icon.svg'))),
};

const dataOf = (svg) => `data:image/svg+xml,${encodeURIComponent(readFileSync(svg, 'utf8').trim())}`;

const offline = {
  name: 'offline',
  apply: 'build',
  closeBundle() {
    fillWorker();
    compress();
  },
};

export default defineConfig({
  root: here('pwa'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'import.meta.env.TOLV_VERSION': JSON.stringify(version) },
  plugins: [plainImports, iconInside, offline],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: ['safari16.4', 'chrome111', 'firefox115'],
    modulePreload: false,
    rolldownOptions: {
      input: { index: here('pwa/index.html'), sw: here('pwa/sw.js') },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: PARTS },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(SERVER_PAGES.map((page) => [page, 'http://localhost:8012'])),
  },
});
