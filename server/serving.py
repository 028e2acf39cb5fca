"""`tolv serve`: one process with threads on SQLite, several on PostgreSQL. Its log names no path and no person."""

import json
import logging
import multiprocessing
import os
import socket
import sys
from collections.abc import Callable, Iterable
from threading import Event, Thread
from time import perf_counter
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import click
from granian.constants import HTTPModes, Interfaces
from granian.server import MPServer, MTServer

from server import clock, create_app
from server.db import AlreadyServing, Database, alone, database
from server.demo import addresses
from server.i18n import gettext as _
from server.settings import Settings
from server.vault import UnsafeKey

THREADS = 8
WAITING = 128  # requests; a phone that finds more in front of it comes again by itself
LOOPBACK = ("127.0.0.1", "::1", "localhost")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
log = logging.getLogger("tolv.access")


@click.command()
@click.option("--port", default=8012, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--demo", is_flag=True, help="Add an example patient with two years of data.")
def serve(port: int, host: str, demo: bool) -> None:
    """Serve the diary to browsers and phones."""
    if demo:
        os.environ["TOLV_DEMO"] = "on"  # several processes read their settings for themselves
    settings = Settings.from_environment()
    try:
        _require_free(host, port)
        if settings.database_url.startswith("sqlite"):
            with alone(settings.data):
                _serve_alone(settings, host, port)
        else:
            # Copying a process that has threads can leave a lock shut for ever in the copy.
            multiprocessing.set_start_method("spawn")
            _server(MPServer, host, port, workers=os.cpu_count() or 1).serve()
    except AlreadyServing:
        raise click.ClickException(_("Another Tolv already serves this data folder.")) from None
    except UnsafeKey as unsafe:
        raise click.ClickException(_("The master key is not safe: %(reason)s", reason=str(unsafe))) from None
    except OSError as failure:
        raise click.ClickException(
            _("Tolv cannot be served here: %(reason)s", reason=failure.strerror or "")
        ) from None


def application() -> WSGIApplication:
    """Return the server as each of several processes runs it."""
    return _ready(Settings.from_environment())[0]


class _OneProcess(MTServer):
    """The worker is a thread here: half the memory of a process that only watches another."""

    def _check_gil(self) -> None:
        # Granian offers threads for Python without a global lock; one worker runs as well with it.
        pass


def _serve_alone(settings: Settings, host: str, port: int) -> None:
    app, kept = _ready(settings)
    try:
        _server(_OneProcess, host, port, workers=1).serve(target_loader=lambda: app, wrap_loader=False)
    finally:
        kept.close()


def _ready(settings: Settings) -> tuple[WSGIApplication, Database]:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    log.setLevel(logging.INFO)
    app = create_app(settings)
    with app.app_context():
        return logged(app), database()


def _server(kind: Callable[..., Any], host: str, port: int, workers: int) -> Any:
    server = kind(
        "server.serving:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        log_level="error",
    )
    name = "localhost" if host in LOOPBACK else host
    said = [_("Tolv is at %(address)s", address=f"http://{name}:{port}")]
    if Settings.from_environment().demo:
        said += addresses(port)
    server.on_startup(Thread(target=_say_when_open, args=(host, port, said), daemon=True).start)
    return server


def _say_when_open(host: str, port: int, said: list[str]) -> None:
    """Granian tells when it begins to open its door, not when it is open."""
    while not _is_open(host, port):
        Event().wait(0.01)
    click.echo("\n".join(said))


def _is_open(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _require_free(host: str, port: int) -> None:
    # Asked first, because Granian's own answer to a taken port is a stack of Rust calls. Raises OSError.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.create_server((host, port), family=family).close()


def logged(inner: WSGIApplication) -> WSGIApplication:
    """Write one line a request: when, method, route, status, milliseconds. Paths and queries stay out of it."""

    def observed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            log.info(json.dumps(_line(environ, status, perf_counter() - began)))
            return start_response(status, headers, *failure)

        return inner(environ, start)

    return observed


def _line(environ: WSGIEnvironment, status: str, seconds: float) -> dict[str, Any]:
    method = environ["REQUEST_METHOD"]
    return {
        "time": clock.now().isoformat(timespec="milliseconds"),
        "method": method if method in METHODS else "other",
        "route": environ.get("tolv.route", "file"),
        "status": int(status[:3]),
        "ms": round(seconds * 1000, 1),
    }
