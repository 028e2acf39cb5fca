"""Who may import whom: the walls of the house, written down once."""

import ast
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).resolve().parent.parent / "server"

GROUND = {"settings", "clock", "db", "vault", "doors", "errors", "i18n", "writer"}
ROOF = {"__init__", "pages", "cli", "serving", "demo"}
FLOORS = [
    {"b12"},
    GROUND,
    {"accounts"},
    {"records"},
    {"diary", "treatment"},
    {"kinds"},
    {"reminders", "report"},
    {"sync", "sharing", "clinic", "exchange"},
    ROOF,
]


def room_of(path: Path) -> str:
    return path.relative_to(SERVER).parts[0].removesuffix(".py")


def room_named(name: str) -> str:
    """What is imported from `server` itself and is no module stands in its __init__."""
    return name if (SERVER / name).is_dir() or (SERVER / f"{name}.py").exists() else "__init__"


def imported_names(path: Path) -> set[str]:
    """Every module a file imports anywhere, also inside a function, as dotted names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_below(room: str) -> set[str]:
    floor = next(i for i, rooms in enumerate(FLOORS) if room in rooms)
    level = {room} if room not in GROUND | ROOF else FLOORS[floor]
    return level.union(*FLOORS[:floor])


def files() -> list[Path]:
    return [f for f in sorted(SERVER.rglob("*.py")) if "migrations" not in f.parts]


def test_every_room_stands_on_a_floor():
    known = set().union(*FLOORS)
    assert {room_of(f) for f in files()} <= known


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(SERVER)))
def test_imports_point_down(path):
    ours = {room_named(name.split(".")[1]) for name in imported_names(path) if name.startswith("server.")}
    assert ours <= rooms_below(room_of(path)), f"{path.name} reaches up or sideways"


@pytest.mark.parametrize("path", sorted((SERVER / "b12").rglob("*.py")), ids=lambda p: p.name)
def test_the_medicine_is_pure(path):
    outside = {name.split(".")[0] for name in imported_names(path) if not name.startswith("server.b12")}
    assert outside <= set(sys.stdlib_module_names), "the medicine needs nothing but the standard library"
    assert not outside & {"time", "urllib", "socket", "sqlite3", "random"}
    reads_clock = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    }
    assert not reads_clock, "today, now and the zone are arguments"


def test_only_the_clock_reads_the_time():
    for path in files():
        if path.name == "clock.py":
            continue
        calls = {
            f"{node.func.value.id}.{node.func.attr}"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        }
        assert not calls & {"datetime.now", "datetime.utcnow", "date.today", "time.time"}, path


def test_no_file_needs_scrolling_for_ever():
    long = {str(f): n for f in files() if (n := len(f.read_text("utf-8").splitlines())) > 400}
    assert not long
