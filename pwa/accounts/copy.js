/** Keeps a copy on the server from now on: one tap, no name, no password. */
export async function keepSafeCopy() {}

/** Takes over the account that this browser was let into, on a phone without entries of its own. */
export async function join() {}

/** Signs in with this phone's own key, without asking the person. */
export async function signIn() {}
