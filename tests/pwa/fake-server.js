/** The other end of the protocol, small: what a phone may rely on, and nothing more. */

const KIND = { name: 'ECDSA', namedCurve: 'P-256' };

const json = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

const problem = (status, type) =>
  new Response(JSON.stringify({ type: `/problems/${type}`, status, detail: 'Said by the server.' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

const fieldsOf = (writes) =>
  Object.entries(writes).flatMap(([stamp, values]) =>
    Object.entries(values).map(([name, value]) => [name, value, stamp]),
  );

async function isSigned(publicKey, text, signature) {
  const key = await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'base64url'), KIND, true, [
    'verify',
  ]);
  const signed = Buffer.from(signature, 'base64url');
  return crypto.subtle.verify({ ...KIND, hash: 'SHA-256' }, key, signed, Buffer.from(text));
}

export class FakeServer {
  epoch = 'first';
  accounts = new Map();
  devices = new Map();
  removed = new Set();
  now = () => Date.now();
  /** Says why a change cannot be taken, or undefined. */
  refuse = () => undefined;

  constructor({ page = 500 } = {}) {
    this.page = page;
  }

  async answer(jar, method, path, body, headers) {
    if (headers['X-Tolv'] !== '1' || headers['Content-Type'] !== 'application/json')
      return problem(403, 'other-page');
    const routes = {
      'POST /api/accounts': () => this.#open(jar, body),
      'POST /api/session/challenge': () => json({ challenge: `sign me, ${body.device}` }),
      'POST /api/session': () => this.#signIn(jar, body),
      'GET /api/session': () => json({ account: jar.account ?? null, device: jar.device ?? null }),
      'POST /api/devices': () => this.#addDevice(jar, body),
      'POST /api/sync': () => this.#sync(jar, body, headers),
    };
    return routes[`${method} ${path}`]();
  }

  #let(jar, account, device, status) {
    Object.assign(jar, { account, device });
    return json({ account, device }, status);
  }

  async #open(jar, { account, device, public_key: key, proof }) {
    if (!(await isSigned(key, `tolv-account ${account} ${device}`, proof))) return problem(422, 'invalid');
    const held = this.devices.get(device);
    if (this.accounts.has(account) && held?.key !== key) return problem(409, 'account-taken');
    if (!held) this.accounts.set(account, { seq: 0, records: new Map() });
    this.devices.set(device, { account, key });
    return this.#let(jar, account, device, 201);
  }

  #addDevice(jar, { device, public_key: key }) {
    if (!jar.account) return problem(401, 'signed-out');
    this.devices.set(device, { account: jar.account, key });
    return this.#let(jar, jar.account, device, 201);
  }

  async #signIn(jar, { device, challenge, signature }) {
    const held = this.devices.get(device);
    const isKnown = held && (await isSigned(held.key, challenge, signature));
    if (!isKnown || challenge !== `sign me, ${device}`) return problem(401, 'not-recognised');
    return this.removed.has(device)
      ? problem(403, 'device_removed')
      : this.#let(jar, held.account, device, 200);
  }

  #sync(jar, { device, epoch, cursor, changes }, headers) {
    if (!jar.account || jar.device !== device) return problem(401, 'signed-out');
    if (this.removed.has(device)) return problem(403, 'device_removed');
    if (headers['Sync-Version'] !== '1') return problem(426, 'old-app');
    if (changes.length > 200 || JSON.stringify(changes).length > 262_144) return problem(413, 'too-large');
    const results = changes.map((change) => this.#take(jar.account, change));
    return json({ ...this.#newer(jar.account, epoch === this.epoch ? cursor : 0), results });
  }

  #take(account, { id, kind, writes }) {
    const error = this.refuse({ id, kind, writes });
    if (error) return { id, error };
    this.put(account, id, kind, writes);
    return { id };
  }

  /** Merges into what the account holds, as another phone's change would be. */
  put(account, id, kind, writes) {
    const owner = this.accounts.get(account);
    const held = owner.records.get(id) ?? { id, kind, seq: 0, fields: {} };
    const fields = { ...held.fields };
    for (const [name, value, stamp] of fieldsOf(writes)) {
      if (!(name in fields) || stamp > fields[name][1]) fields[name] = [value, stamp];
    }
    if (JSON.stringify(fields) === JSON.stringify(held.fields)) return;
    owner.seq += 1;
    owner.records.set(id, { id, kind, seq: owner.seq, fields });
  }

  #newer(account, cursor) {
    const all = [...this.accounts.get(account).records.values()].sort((a, b) => a.seq - b.seq);
    const newer = all.filter(({ seq }) => seq > cursor);
    const page = newer.slice(0, this.page);
    return {
      now: new Date(this.now()).toISOString(),
      epoch: this.epoch,
      cursor: page.at(-1)?.seq ?? cursor,
      more: newer.length > page.length,
      records: page.map(({ id, kind, fields }) => ({ id, kind, writes: grouped(fields) })),
    };
  }

  /** What the account holds of a record: field name to value. */
  held(account, id) {
    const fields = this.accounts.get(account)?.records.get(id)?.fields ?? {};
    return Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value]));
  }

  backup() {
    return structuredClone(this.accounts);
  }

  restore(saved, epoch = crypto.randomUUID()) {
    this.accounts = structuredClone(saved);
    this.epoch = epoch;
  }
}

function grouped(fields) {
  const writes = {};
  for (const [name, [value, stamp]] of Object.entries(fields)) (writes[stamp] ??= {})[name] = value;
  return writes;
}
