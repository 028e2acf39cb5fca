"""What a first visit costs over the wire, in each language: all that the page itself loads, headers included.

What the service worker fetches afterwards, so that the app opens without a network, is counted apart.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

LANGUAGES = {"en": "en-GB", "da": "da-DK", "nb": "nb-NO", "nl": "nl-NL"}
LIMIT = 30_000  # bytes
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
# A browser without a window leaves this one out.
MANIFEST = "() => fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.text())"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as home,
        _serving(Path(home)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for language, locale in LANGUAGES.items():
            _show(language, *_visit(browser, locale, address))
        browser.close()


def _show(language: str, page: dict[str, int], worker: dict[str, int]) -> None:
    bytes_of_page = sum(page.values())
    print(
        f"{language}: {bytes_of_page} bytes in {len(page)} requests, "
        f"{bytes_of_page / LIMIT:.2f} of the limit {LIMIT}; "
        f"the service worker afterwards: {sum(worker.values())} bytes"
    )


def _visit(browser: Browser, locale: str, address: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the bytes received by the page and by its service worker, each by address, with nothing cached before."""
    context = browser.new_context(locale=locale)
    page = context.new_page()
    for_page, for_worker = _count(context, page), _count_worker(context)
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    page.evaluate(MANIFEST)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.close()
    return for_page, for_worker


def _count(context: BrowserContext, page: Page) -> dict[str, int]:
    """Fill the returned dict as the page loads: what each address cost on the wire."""
    addresses: dict[str, str] = {}
    received: dict[str, int] = {}
    session = context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: received.update({addresses[e["requestId"]]: int(e["encodedDataLength"])}),
    )
    session.send("Network.enable")
    return received


def _count_worker(context: BrowserContext) -> dict[str, int]:
    """Fill the returned dict as the service worker fetches what to keep; what the browser still holds costs nothing."""
    received: dict[str, int] = {}

    def finished(request: Request) -> None:
        if request.service_worker:
            sizes = request.sizes()
            received[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    context.on("requestfinished", finished)
    return received


@contextmanager
def _serving(home: Path) -> Iterator[str]:
    """Run `tolv serve` with folders of its own and yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    folders = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    command = [Path(sys.executable).with_name("tolv"), "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env={**os.environ, **folders}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        process.stdout.readline()  # it says where it is once it answers
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
