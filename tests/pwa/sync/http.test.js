import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from '../../../pwa/sync/http.js';
import { NoServer, Problem } from '../../../pwa/sync/trouble.js';

globalThis.document = { documentElement: { lang: 'nb' } };
const answers = (body, status, headers) =>
  (globalThis.fetch = async () => new Response(body, { status, headers }));
const JSON_TYPE = { 'Content-Type': 'application/json' };
const PROBLEM = { 'Content-Type': 'application/problem+json' };
const PAGE = { 'Content-Type': 'text/html' };

test('a question goes as JSON, marked as ours, and follows nobody elsewhere', async () => {
  let seen;
  globalThis.fetch = async (path, init) => {
    seen = { path, ...init };
    return new Response('{"challenge":"x"}', { headers: JSON_TYPE });
  };
  assert.deepEqual(await ask('POST', '/api/session/challenge', { device: 'd' }), { challenge: 'x' });
  assert.equal(seen.body, '{"device":"d"}');
  assert.equal(seen.redirect, 'error');
  assert.equal(seen.headers['X-Tolv'], '1');
  assert.equal(seen.headers['Content-Type'], 'application/json');
  assert.equal(seen.headers['Accept-Language'], 'nb');
});

test('a refusal carries its kind, the field and the sentence for the person', async () => {
  const said = { type: '/problems/invalid', detail: 'Too high.', field: 'ratings.fatigue' };
  answers(JSON.stringify(said), 422, PROBLEM);
  await assert.rejects(ask('POST', '/api/sync'), (error) => {
    assert.ok(error instanceof Problem);
    const { status, type, detail, field } = error;
    assert.deepEqual({ status, type, detail, field }, { ...said, status: 422, type: 'invalid' });
    return true;
  });
});

test("a café's page is no answer, whatever its status", async () => {
  for (const status of [200, 401, 403, 511]) {
    answers('<html>Log in</html>', status, PAGE);
    await assert.rejects(ask('GET', '/api/session'), NoServer, String(status));
  }
});

test('JSON that is cut off or is no object is no answer', async () => {
  for (const body of ['{"account": "7d44', '"yes"', 'null']) {
    answers(body, 200, JSON_TYPE);
    await assert.rejects(ask('GET', '/api/session'), NoServer, body);
  }
});

test('a network that fails is no server', async () => {
  globalThis.fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
  await assert.rejects(ask('GET', '/api/session'), NoServer);
});

test('an overloaded server says how long to wait, in seconds or by a date', async () => {
  answers('{}', 503, { ...PROBLEM, 'Retry-After': '120' });
  await assert.rejects(
    ask('GET', '/api/session'),
    (error) => error instanceof NoServer && error.wait === 120_000,
  );
  answers('{}', 429, { ...PROBLEM, 'Retry-After': new Date(Date.now() + 90_000).toUTCString() });
  await assert.rejects(ask('GET', '/api/session'), (error) => error.wait > 85_000 && error.wait <= 90_000);
  answers('{}', 500, { ...PROBLEM, 'Retry-After': 'soon' });
  await assert.rejects(ask('GET', '/api/session'), (error) => error instanceof NoServer && error.wait === 0);
});

test('an answer without content is an answer', async () => {
  answers(null, 204, {});
  assert.deepEqual(await ask('DELETE', '/api/session'), {});
});
