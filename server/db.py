"""The database: short reads, and writes that are durable before they are answered.

SQLite has one writer thread: all works that wait are committed together, so one flush to the disk serves
many patients. PostgreSQL runs each work in its caller, again after a serialisation failure. Either way a
work may run more than once, so it touches nothing but its session.
"""

import fcntl
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar
from uuid import uuid4

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, create_engine, event, make_url, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Field, Session, SQLModel, select

T = TypeVar("T")
EXTENSION = "tolv.database"
TOGETHER = 64  # works in one commit
ATTEMPTS = 5
TRY_AGAIN = {"40001", "40P01"}  # serialization_failure, deadlock_detected
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "journal_size_limit=67108864",
)
metadata = SQLModel.metadata
metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Installation(SQLModel, table=True):
    """This database, one row. A new epoch, after a restore, makes every phone send all it has."""

    id: int = Field(default=1, primary_key=True)
    epoch: str


def epoch(session: Session) -> str:
    """Return the name of this database's life: a restored backup begins a new one."""
    return session.exec(select(Installation.epoch)).one()


def begin_epoch(session: Session) -> None:
    """Call after a restore: what phones sent since the backup is missing, and they must send it again."""
    session.execute(update(Installation).values(epoch=uuid4().hex))


class AlreadyServing(Exception):  # noqa: N818
    """Another process serves this data folder."""


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder while serving: one writer, so one process. Raises AlreadyServing."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "serving.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServing(str(data)) from None
        yield


class Database:
    """All reading and writing goes through here.

    url: sqlite:///path or postgresql://…
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._writer = _Writer(self.engine) if self.is_sqlite else None
        # One snapshot for the whole of a read, as SQLite gives by itself.
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._readers = self.engine if self.is_sqlite else self.engine.execution_options(**snapshot)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment. Fetch, leave, then compute: an open read holds back clean-up."""
        with Session(self._readers) as session:
            yield session

    def write(self, work: Callable[[Session], T]) -> T:
        """Return what `work` returns, once it is on the disk; if it raises, nothing of it is kept."""
        return self._writer.do(work) if self._writer else self._write_here(work)

    def close(self) -> None:
        if self._writer:
            self._writer.stop()
        self.engine.dispose()

    def _write_here(self, work: Callable[[Session], T]) -> T:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with Session(self.engine, expire_on_commit=False) as session, session.begin():
                    return work(session)
            except OperationalError as failure:
                if attempt == ATTEMPTS or getattr(failure.orig, "sqlstate", None) not in TRY_AGAIN:
                    raise
            # Two that met in a deadlock must not meet again at once.
            time.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311
        raise AssertionError("unreachable")


def attach(app: Flask, database: Database) -> None:
    app.extensions[EXTENSION] = database


def database() -> Database:
    """Return the database of the current Flask app."""
    kept: Database = current_app.extensions[EXTENSION]
    return kept


def migrate(database: Database) -> None:
    """Bring the schema to this version of Tolv, all or nothing; raises if a row would be lost."""
    from server.migrations.run import upgrade  # here, because migrations know every feature's tables

    upgrade(database)


@dataclass
class _Task:
    work: Callable[[Session], Any]
    # The caller's context: a work may ask for the current app and the person's language.
    context: Context = field(default_factory=copy_context)
    answer: Future[Any] = field(default_factory=Future)


class _Writer:
    """One thread that writes: no lock to wait for, and one flush for all that wait."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(write=True)
        self._waiting: SimpleQueue[_Task | None] = SimpleQueue()
        self._starting = Lock()
        self._thread: Thread | None = None

    def do(self, work: Callable[[Session], T]) -> T:
        if current_thread() is self._thread:
            raise RuntimeError("a work cannot wait for another work")
        task = _Task(work)
        self._start()
        self._waiting.put(task)
        result: T = task.answer.result()
        return result

    def stop(self) -> None:
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
            self._commit([first, *self._next()])

    def _next(self) -> Iterator[_Task]:
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
        try:
            with self._engine.begin() as connection:
                outcomes = [_attempt(connection, task) for task in tasks]
        except Exception as failure:  # noqa: BLE001 (it is handed to whoever asked)
            self._commit_each(tasks, failure)
        else:
            for task, settle in zip(tasks, outcomes, strict=True):
                settle(task.answer)

    def _commit_each(self, tasks: list[_Task], failure: Exception) -> None:
        """After a shared commit failed: whoever can be written alone shall be."""
        if len(tasks) == 1:
            tasks[0].answer.set_exception(failure)
            return
        for task in tasks:
            self._commit([task])


def _attempt(connection: Connection, task: _Task) -> Callable[[Future[Any]], None]:
    try:
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            result = task.context.run(task.work, session)
            session.commit()
    except Exception as failure:  # noqa: BLE001 (it is handed to whoever asked)
        _still_open(connection, failure)
        refused = failure
        return lambda answer: answer.set_exception(refused)
    return lambda answer: answer.set_result(result)


def _still_open(connection: Connection, failure: Exception) -> None:
    # A full disk makes SQLite roll the whole transaction back, and a later COMMIT would say yes to nothing.
    if not connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        raise failure


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(parsed)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = (
        None  # Python must not begin transactions by itself: it forgets SELECT and DDL
    )
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A write that begins as a read fails at once when another write came between, whatever the timeout.
    is_write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
