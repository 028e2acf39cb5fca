"""Which files come with the phone's first screen: what `pwa/main.jsx` imports, and what that imports in turn.

What is fetched only when it is needed, by `import()`, is not among them; nor are packages.
"""

from pathlib import Path

from locales import extract

ROOT = Path(__file__).resolve().parent.parent
START = "pwa/main.jsx"
IMPORTING = {"import_statement", "export_statement"}


def files(start: str = START) -> set[str]:
    """Return every file of ours that comes with the start, as paths from the root of the project."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += imported(name)
    return found


def imported(name: str) -> list[str]:
    """Return the files of ours that one file imports by name. Raises SyntaxError where it does not parse."""
    path = ROOT / name
    if path.suffix not in (".js", ".jsx"):
        return []
    statements = extract.parse(path.read_bytes(), name).root_node.children
    sources = [s.child_by_field_name("source") for s in statements if s.type in IMPORTING]
    wanted = [extract.constant(source) for source in sources if source is not None]
    return [_from_root(path, near) for near in wanted if near.startswith(".")]


def _from_root(path: Path, near: str) -> str:
    return (path.parent / near).resolve().relative_to(ROOT).as_posix()
