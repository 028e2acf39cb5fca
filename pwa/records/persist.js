let asked = false;

/**
 * Asks the browser, after the first save, not to clear the diary when room gets short. Asking at load would be
 * refused: browsers look at whether the site is used.
 */
export async function askToPersist() {
  if (asked) return;
  asked = true;
  const storage = globalThis.navigator?.storage;
  const isSafe = await storage?.persisted?.().catch(() => true); // a browser that cannot say cannot help either
  if (isSafe === false) await storage.persist().catch(() => false);
}
