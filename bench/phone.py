"""The phone in a real Chromium: a save at a quarter of the speed, and Lighthouse on the first visit.

Lighthouse is fetched into .cache/ the first time; it is no part of the project's own packages.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, PHONE, QUIET, Server, open_app, running

ROUNDS = 15
RUNS, TRIES = 3, 5  # of Lighthouse
SAVE_MS = 50
LIMITS = {"largest-contentful-paint": 1500, "total-blocking-time": 50, "cumulative-layout-shift": 0}
LIGHTHOUSE = Path(__file__).resolve().parent.parent / ".cache" / "lighthouse"
# Notes when a durable write is done, as the browser itself reports it.
WATCH = """{
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...asked) {
    const tx = begin.apply(this, asked);
    const done = () => { window.durableAt = performance.now(); };
    if (tx.mode === 'readwrite' && tx.durability === 'strict') tx.addEventListener('complete', done);
    return tx;
  };
}"""
# From the tap on Save: milliseconds until the write is durable, and until the screen says so.
SAVE = """() => new Promise((done) => {
  const began = performance.now();
  const seen = new MutationObserver(() => {
    if (!document.querySelector('dl.values')) return;
    seen.disconnect();
    done([window.durableAt - began, performance.now() - began]);
  });
  seen.observe(document.body, { childList: true, subtree: true });
  document.querySelector('button.primary').click();
})"""
BARE = """() => new Promise((done) => {
  const opening = indexedDB.open('bare', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'id' });
  opening.onsuccess = () => {
    const began = performance.now();
    const tx = opening.result.transaction(['records'], 'readwrite', { durability: 'strict' });
    tx.objectStore('records').put({ id: crypto.randomUUID(), day: '2026-03-01', ratings: { a: 7, b: 4, c: 2 } });
    tx.oncomplete = () => { done(performance.now() - began); opening.result.close(); };
  };
})"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
        _saves(server)
        _lighthouse(server)


def _saves(server: Server) -> None:
    kept, shown, bare = [], [], []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for _ in range(ROUNDS):
            context = chromium.new_context(**PHONE, locale="en-GB")
            context.add_init_script(WATCH)
            page = open_app(context, server)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            bare.append(page.evaluate(BARE))
            for measured, to in zip(_save(page), (kept, shown), strict=True):
                to.append(measured)
            context.close()
        chromium.close()
    mine, other = statistics.median(kept), statistics.median(bare)
    print(
        f"save of three ratings, tap to durable, CPU / 4: {mine:.0f} ms; {mine / SAVE_MS:.2f} of the limit "
        f"{SAVE_MS}; {mine / other:.1f} x one bare IndexedDB put ({other:.1f} ms)"
    )
    print(f"the same, tap to the screen that says so: {statistics.median(shown):.0f} ms")


def _save(page: Page) -> list[float]:
    for symptom in range(3):
        page.locator("fieldset").nth(symptom).locator("label").nth(4).tap()
    return page.evaluate(SAVE)


def _lighthouse(server: Server) -> None:
    runs = list(islice(filter(None, (_report(server) for _ in range(TRIES))), RUNS))
    for name, limit in LIMITS.items():
        value = statistics.median(audits[name]["numericValue"] for audits, _ in runs)
        share = f"{value / limit:.2f} of the limit {limit}" if limit else f"the limit is {limit}"
        print(f"Lighthouse, phone, {name}, median of {len(runs)}: {round(value, 2):g}; {share}")
    lowest = min(accessibility for _, accessibility in runs)
    print(f"Lighthouse, phone, accessibility: {lowest * 100:.0f} of 100")


def _report(server: Server) -> tuple[dict, float] | None:
    """Return the audits of one run with Lighthouse's phone preset, and its accessibility score.

    None where Lighthouse lost the browser's trace, which it does now and then on a machine without a screen.
    """
    program = LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse"
    npm = Path(sys.executable).with_name("npm")
    if not program.exists():
        subprocess.run([npm, "install", "--silent", "--prefix", LIGHTHOUSE, "lighthouse@13.5.0"], check=True)
    report = LIGHTHOUSE / "report.json"
    flags = " ".join(["--headless=new", *QUIET])
    done = subprocess.run(
        [
            program,
            server.address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={flags}",
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM or shutil.which("chromium") or ""},
        stderr=subprocess.DEVNULL,
    )
    if done.returncode:
        return None
    found = json.loads(report.read_text("utf-8"))
    return found["audits"], found["categories"]["accessibility"]["score"]


if __name__ == "__main__":
    main()
