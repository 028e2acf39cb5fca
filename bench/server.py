"""How soon `tolv serve` answers and how much memory it keeps, beside a bare Flask hello on the same server."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import psutil

ROUNDS = 5
HELLO = """
import flask
app = flask.Flask("hello")
@app.get("/healthz")
def hello():
    return "ok"
"""
SECONDS_TO_ANSWER, MEGABYTES = 1.5, 120


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hello.py").write_text(HELLO)
        serve = [Path(sys.executable).with_name("tolv"), "serve"]
        hello = [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "hello:app"]
        ours, bare = [], []
        _start(serve, home)  # the first start makes keys and tables; a patient never waits for that again
        for _ in range(ROUNDS):
            ours.append(_start(serve, home))
            bare.append(_start(hello, home))
    _print("start to first answer, s", [s for s, _ in ours], [s for s, _ in bare], SECONDS_TO_ANSWER)
    _print("resident memory, MB", [m for _, m in ours], [m for _, m in bare], MEGABYTES)


def _start(command: list[str | Path], home: Path) -> tuple[float, float]:
    """Return (seconds until /healthz answers, megabytes resident in the process and its children)."""
    port = _free_port()
    folders = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--port", str(port)], cwd=home, env={**os.environ, **folders}, stdout=quiet, stderr=quiet
    )
    try:
        while not _answers(port):
            time.sleep(0.01)
        return time.perf_counter() - began, _resident(process.pid)
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def _resident(pid: int) -> float:
    parent = psutil.Process(pid)
    return sum(p.memory_info().rss for p in [parent, *parent.children(recursive=True)]) / 1e6


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _print(what: str, ours: list[float], bare: list[float], limit: float) -> None:
    mine, other = statistics.median(ours), statistics.median(bare)
    print(
        f"{what}: {mine:.2f}; {mine / limit:.2f} of the limit {limit:g}; {mine / other:.1f} x bare Flask ({other:.2f})"
    )
