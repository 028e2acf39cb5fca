import { NoServer, Problem } from './trouble.js';

const PATIENCE = 30_000; // milliseconds
const FOR_LATER = [408, 425, 429];

/** The wait that Retry-After asks for, in milliseconds. @param {string | null} header seconds, or a date */
function waitOf(header) {
  const seconds = /^\d+$/.test(header ?? '') ? Number(header) * 1000 : Date.parse(header ?? '') - Date.now();
  return Math.max(0, seconds || 0);
}

/** @param {string} path @param {RequestInit} init */
async function reach(path, init) {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw new NoServer(String(error));
  }
}

/** Only JSON comes from our server; whatever else answers is somebody else. @param {Response} response */
async function dataOf(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const data =
    /^application\/(problem\+)?json\b/.test(type) && (await response.json().catch(() => undefined));
  if (!data || typeof data !== 'object') throw new NoServer(`${response.status} ${type}`);
  return data;
}

/** @param {'GET' | 'POST' | 'DELETE'} method @param {unknown} body @param {Record<string, string>} headers @returns {RequestInit} */
const requestOf = (method, body, headers) => ({
  method,
  headers: {
    'Content-Type': 'application/json',
    'X-Tolv': '1',
    'Accept-Language': document.documentElement.lang, // refusals are shown to the person
    ...headers,
  },
  body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
  credentials: 'same-origin',
  redirect: 'error',
  cache: 'no-store',
});

/**
 * One question to our server.
 * @param {'GET' | 'POST' | 'DELETE'} method @param {string} path @param {unknown} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the JSON answered
 * @throws {NoServer | Problem}
 */
export async function ask(method, path, body, headers = {}) {
  const response = await reach(path, requestOf(method, body, headers));
  if (response.status >= 500 || FOR_LATER.includes(response.status)) {
    throw new NoServer(String(response.status), waitOf(response.headers.get('Retry-After')));
  }
  if (response.status === 204) return {};
  const data = await dataOf(response);
  if (!response.ok) throw new Problem(response.status, data);
  return data;
}
