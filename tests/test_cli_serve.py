"""The real command in a process of its own, as a person starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

TOLV = [sys.executable, "-c", "from server.cli import main; main()"]
ROOT = Path(__file__).resolve().parent.parent
WORD = "numbness"  # stands for whatever a person may have put in an address


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """A person's empty home folder, as the environment tells it."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TOLV_", "XDG_", "LC_"))
    }
    return {**kept, "HOME": str(tmp_path), "LANG": "C.UTF-8", "XDG_DATA_HOME": str(tmp_path / "data")}


def started(home: dict[str, str], *more: str) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*TOLV, "serve", *more], env=home, cwd=ROOT, **pipes)


class Served:
    """A server that said where it is."""

    def __init__(self, home: dict[str, str]) -> None:
        self.port = free_port()
        self.process = started(home, "--port", str(self.port))
        self.said = self.process.stdout.readline()

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Return the exit code and what was logged."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, logged = self.process.communicate(timeout=20)
        return self.process.returncode, logged


@pytest.fixture
def served(home) -> Iterator[Served]:
    server = Served(home)
    yield server
    server.stop()


def test_the_first_start_makes_everything_it_needs_and_says_where_it_is(served, tmp_path):
    assert served.said == f"Tolv is at http://localhost:{served.port}\n"
    assert served.get("/healthz")[0] == 200
    key = tmp_path / ".config" / "tolv" / "keys" / "master.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data" / "tolv" / "tolv.db").exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_and_leaves_the_database_whole(served, tmp_path, how):
    assert served.get("/healthz")[0] == 200
    assert served.stop(how)[0] == 0
    assert not list((tmp_path / "data" / "tolv").glob("*.db-wal"))


def test_it_starts_again_on_what_it_left(home, served):
    served.stop()
    again = Served(home)
    assert again.get("/healthz")[0] == 200
    assert again.stop()[0] == 0


def test_it_answers_only_this_machine(served):
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        own = "127.0.0.2"
    with pytest.raises(OSError), socket.create_connection((own, served.port), timeout=2):  # noqa: PT011
        pass


def test_its_log_names_routes_and_never_paths(served):
    served.get(f"/{WORD}/day?symptom={WORD}", Referer=WORD, Cookie=f"{WORD}={WORD}")
    served.get(f"/api/{WORD}")
    served.get(f"/api/session?{WORD}")
    _, logged = served.stop()
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "/<screen:path>", lines[0]["status"]),
        ("GET", "nowhere", 404),
        ("GET", "/api/session", 200),
    ]
    assert all(line.keys() == {"time", "method", "route", "status", "ms"} for line in lines)
    assert WORD not in logged


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_postgresql_several_processes_serve_and_all_stop(home, database_url):
    server = Served({**home, "TOLV_DATABASE_URL": database_url})
    assert server.get("/healthz")[0] == 200
    assert server.stop()[0] == 0
    with pytest.raises(ConnectionRefusedError):
        server.get("/healthz")


def test_a_second_server_on_the_same_data_refuses(home, served):
    second = started(home, "--port", str(free_port()))
    _, said = second.communicate(timeout=20)
    assert second.returncode == 1
    assert said == "Error: Another Tolv already serves this data folder.\n"
    assert served.get("/healthz")[0] == 200


def test_a_taken_port_is_said_in_words(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = started(home, "--port", str(taken.getsockname()[1]))
        _, said = refused.communicate(timeout=20)
    assert refused.returncode == 1
    assert said.startswith("Error: Tolv cannot be served here")
    assert "Traceback" not in said


def test_a_key_that_others_can_read_is_refused(home, served, tmp_path):
    served.stop()
    (tmp_path / ".config" / "tolv" / "keys" / "master.key").chmod(0o644)
    refused = started(home, "--port", str(free_port()))
    _, said = refused.communicate(timeout=20)
    assert refused.returncode == 1
    assert said.startswith("Error: The master key is not safe")


def test_the_help_lists_every_command(home):
    said = subprocess.run(
        [*TOLV, "--help"], env=home, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for command in ("serve", "report"):
        assert f"\n  {command} " in said


def test_the_help_loads_neither_web_server_nor_database():
    loaded = "import sys; from server import cli; print(*sys.modules)"
    names = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"granian", "apiflask", "sqlalchemy", "alembic", "typst"} & set(names.stdout.split())
