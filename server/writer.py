"""The one thread that writes to SQLite.

Writers that find SQLite locked sleep and starve; here they wait in a line instead. All that wait are committed
together: one flush to the disk serves them all.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

T = TypeVar("T")
TOGETHER = 64  # works in one commit


class RolledBack(Exception):  # noqa: N818
    """SQLite took back, by itself, what was to be committed."""


@dataclass
class _Task:
    work: Callable[[Session], Any]
    # The caller's context: a work may ask for the current app and the person's language.
    context: Context = field(default_factory=copy_context)
    answer: Future[Any] = field(default_factory=Future)


class Writer:
    """Does works one after the other; one that fails leaves nothing and does not hurt its neighbours."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: SimpleQueue[_Task | None] = SimpleQueue()
        self._starting = Lock()
        self._thread: Thread | None = None

    def do(self, work: Callable[[Session], T]) -> T:
        """Return what the work returns, once it is on the disk, or raise what it raises."""
        if current_thread() is self._thread:
            raise RuntimeError("a work cannot wait for another work")
        task = _Task(work)
        self._start()
        self._waiting.put(task)
        result: T = task.answer.result()
        return result

    def stop(self) -> None:
        """Finish what waits and end the thread."""
        with self._starting:
            if self._thread:
                self._waiting.put(None)
                self._thread.join()
                self._thread = None

    def _start(self) -> None:
        # At the first write and not before, because a thread does not survive a fork of the server.
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while first := self._waiting.get():
            self._commit([first, *self._others()])

    def _others(self) -> Iterator[_Task]:
        for _ in range(TOGETHER - 1):
            try:
                task = self._waiting.get_nowait()
            except Empty:
                return
            if task is None:
                self._waiting.put(None)
                return
            yield task

    def _commit(self, tasks: list[_Task]) -> None:
        if len(tasks) == 1:
            self._commit_alone(tasks[0])
            return
        try:
            with self._engine.begin() as connection:
                outcomes = [_attempt(connection, task) for task in tasks]
        except Exception:  # noqa: BLE001 (whatever can be written alone shall be, and the rest is told why not)
            for task in tasks:
                self._commit_alone(task)
        else:
            for task, settle in zip(tasks, outcomes, strict=True):
                settle(task.answer)

    def _commit_alone(self, task: _Task) -> None:
        # Without a neighbour to spare there is no savepoint: it takes longer than the statements of a whole sync.
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                result = task.context.run(task.work, session)
                session.flush()
                _require_open(session.connection())
        except Exception as failure:  # noqa: BLE001 (it is handed to whoever asked)
            task.answer.set_exception(failure)
        else:
            task.answer.set_result(result)


def _attempt(connection: Connection, task: _Task) -> Callable[[Future[Any]], None]:
    own = {"expire_on_commit": False, "join_transaction_mode": "create_savepoint"}
    try:
        with Session(connection, **own) as session:  # type: ignore[arg-type]
            result = task.context.run(task.work, session)
            session.commit()
    except Exception as failure:  # noqa: BLE001 (it is handed to whoever asked)
        refused = failure
        _require_open(connection)
        return lambda answer: answer.set_exception(refused)
    return lambda answer: answer.set_result(result)


def _require_open(connection: Connection) -> None:
    # A full disk makes SQLite roll the whole transaction back, and a later COMMIT would say yes to nothing.
    opened: Any = connection.connection.dbapi_connection
    if not opened.in_transaction:
        raise RolledBack
