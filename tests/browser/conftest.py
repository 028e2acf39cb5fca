"""A real server, a real Chromium: what a patient would hold in her hand."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CONTROLLED = """() => !!navigator.serviceWorker.controller || new Promise((controlled) =>
  navigator.serviceWorker.addEventListener('controllerchange', () => controlled(true), { once: true }))"""
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


@dataclass
class Server:
    """A running `tolv serve` with folders of its own; it can be stopped and started again on the same port."""

    home: Path
    port: int
    options: tuple[str, ...] = ()
    app: Path = ROOT / "build" / "pwa"
    process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> "Server":
        folders = {
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "TOLV_STATIC": str(self.app),
        }
        command = [Path(sys.executable).with_name("tolv"), "serve", "--port", str(self.port), *self.options]
        self.log = (self.home / "server.log").open("ab")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **folders}, stdout=self.log, stderr=self.log
        )
        _wait_until(self._answers, self._explain)
        return self

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None
            self.log.close()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def _explain(self) -> str:
        return (self.home / "server.log").read_text("utf-8", "replace")[-2000:]


def _wait_until(true: Callable[[], bool], explain: Callable[[], str], tries: int = 150) -> None:
    for _ in range(tries):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"the server did not answer:\n{explain()}")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(home: Path, *options: str, app: Path = Server.app) -> Iterator[Server]:
    server = Server(home, _free_port(), options, app).start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """One server for all tests: every test is a new patient, so they do not meet."""
    with running(tmp_path_factory.mktemp("server")) as served:
        yield served


@pytest.fixture
def own_server(tmp_path) -> Iterator[Server]:
    """A server that this test may stop, with a copy of the phone app that it may change."""
    app = tmp_path / "app"
    shutil.copytree(Server.app, app, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    with running(tmp_path, app=app) as served:
        yield served


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Iterator[Server]:
    """A server with the example patient."""
    with running(tmp_path_factory.mktemp("demo"), "--demo") as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def new_phone(chromium) -> Iterator[Callable[..., BrowserContext]]:
    """Make phones: each is a browser of its own with nothing in it. Complains about every error on a page."""
    contexts, faults = [], []

    def make(locale: str = "en-GB", **more) -> BrowserContext:
        context = chromium.new_context(
            **{**PHONE, "locale": locale, "timezone_id": "Europe/Copenhagen", **more}
        )
        context.set_default_timeout(10_000)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def phone(new_phone, server) -> Page:
    """Ada's phone, the app opened for the first time and ready for the underground."""
    return open_app(new_phone(), server)


def open_app(context: BrowserContext, server: Server, path: str = "/") -> Page:
    """Open Tolv and wait until it would also open without a network."""
    page = context.new_page()
    page.goto(server.address + path)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.evaluate(CONTROLLED)
    page.get_by_role("heading", level=1).wait_for()
    return page


def axe(page: Page) -> list[str]:
    """Return what axe finds on this page, from A to AAA, each with the element."""
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("rules => axe.run({ runOnly: rules })", rules)
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found["violations"]
        for node in v["nodes"]
    ]


def wider_than_the_screen(page: Page) -> list[str]:
    """Return every visible box that reaches past the right edge of the screen."""
    return page.evaluate(
        """() => {
          const width = window.screen.width;
          return [...document.body.querySelectorAll('*')]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > width + 1)
            .filter((e) => !e.closest('[data-scrolls]'))
            .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)} > ${width}`);
        }"""
    )
