"""The only reader of the time on the server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _wall() -> datetime:
    return datetime.now(UTC)


_reader: Callable[[], datetime] = _wall


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return _reader()


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Let every reader in every thread see this instant; raises ValueError on a naive one."""
    global _reader
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    before, _reader = _reader, lambda: instant.astimezone(UTC)
    try:
        yield
    finally:
        _reader = before
