import { changeIdentity, identity } from '../records/identity.js';

const KIND = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };

/** @param {ArrayBuffer} bytes */
const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** This phone's key, made when first needed. Its private half can be used here but never read. @returns {Promise<CryptoKeyPair>} */
async function deviceKey() {
  const held = (await identity()).key;
  if (held) return held;
  const key = await crypto.subtle.generateKey(KIND, false, ['sign', 'verify']);
  const agreed = await changeIdentity((now) => ({ key: now.key ?? key })); // another tab may have been quicker
  return /** @type {CryptoKeyPair} */ (agreed.key);
}

/** The half of the key that the server may know: a raw P-256 point, base64url. */
export const publicKey = async () =>
  base64url(await crypto.subtle.exportKey('raw', (await deviceKey()).publicKey));

/** This phone's signature of a text: r and s side by side, base64url. @param {string} text */
export async function sign(text) {
  const { privateKey } = await deviceKey();
  return base64url(await crypto.subtle.sign(SIGNING, privateKey, new TextEncoder().encode(text)));
}
