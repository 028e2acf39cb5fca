"""The database: short reads, and writes that are durable before they are answered.

SQLite has one writer thread (writer.py). PostgreSQL runs each work in its caller, again after a serialisation
failure. Either way a work may run more than once, so it touches nothing but its session.
"""

import fcntl
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from flask import Flask, current_app
from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    text,
    update,
)
from sqlalchemy.exc import OperationalError
from sqlmodel import Field, Session, SQLModel, select

from server.writer import Writer

T = TypeVar("T")
EXTENSION = "tolv.database"
MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 1_212_000_001  # PostgreSQL advisory lock: any number, as long as it stays the same
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


class Database:
    """All reading and writing goes through here.

    url: sqlite:///path or postgresql://…
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.writing = self.engine.execution_options(write=True)
        # One snapshot for the whole of a read, as SQLite gives by itself.
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reading = self.engine if self.is_sqlite else self.engine.execution_options(**snapshot)
        self._writer = Writer(self.writing) if self.is_sqlite else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment. Fetch, leave, then compute: an open read holds back clean-up."""
        with Session(self._reading) as session:
            yield session

    def write(self, work: Callable[[Session], T]) -> T:
        """Return what `work` returns, once it is on the disk; if it raises, nothing of it is kept."""
        return self._writer.do(work) if self._writer else self._write_here(work)

    def close(self) -> None:
        """Finish what waits to be written and let go of the database."""
        if self._writer:
            self._writer.stop()
        self.engine.dispose()

    def _write_here(self, work: Callable[[Session], T]) -> T:
        attempt = 1
        while True:
            try:
                with Session(self.engine, expire_on_commit=False) as session, session.begin():
                    return work(session)
            except OperationalError as failure:
                if attempt == ATTEMPTS or getattr(failure.orig, "sqlstate", None) not in TRY_AGAIN:
                    raise
            # Two that met in a deadlock must not meet again at once.
            time.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311
            attempt += 1


def attach(app: Flask, database: Database) -> None:
    """Let this app find its database."""
    app.extensions[EXTENSION] = database


def database() -> Database:
    """Return the database of the current Flask app."""
    found: Database = current_app.extensions[EXTENSION]
    return found


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


class RowsLost(Exception):  # noqa: N818
    """A migration would have lost rows or left them pointing nowhere; nothing was changed."""


def migrate(database: Database) -> None:
    """Bring the schema to the newest revision. Raises RowsLost; see `move`."""
    if revisions(database) != [newest_revision()]:
        move(database, "head")


def revisions(database: Database) -> list[str]:
    """Return the revisions at which the schema says it stands: one, or none before the first start."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return []
        return list(connection.scalars(text("SELECT version_num FROM alembic_version")))


def newest_revision() -> str:
    """Return the newest revision there is: a file in `migrations/versions` is named `<revision>_<what it does>`."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("*.py")).partition("_")[0]


def move(database: Database, to: str, more: Sequence[Path] = ()) -> None:
    """Bring the schema to a revision in one transaction: every row is still there, or nothing changes.

    to:   a revision, "head" for the newest, "base" for none
    more: further folders with revisions
    Raises RowsLost.
    """
    # Loaded when there is something to move: it takes a fifth of a server's start, and a tenth of its memory.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, (MIGRATIONS / "versions", *more))))
    with _carefully(database) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if to == "base" else command.upgrade)(config, to)


@contextmanager
def _carefully(database: Database) -> Iterator[Connection]:
    with database.writing.connect() as connection:
        if database.is_sqlite:
            _let_parents_be_remade(connection)
        with connection.begin():
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
            before = _counts(connection)
            yield connection
            _check(connection, before)


def _let_parents_be_remade(connection: Connection) -> None:
    # Remaking a parent table drops it, and with foreign keys on that deletes all children. SQLite ignores the
    # switch inside a transaction, so it is thrown before, on a connection that nobody else will ever get.
    connection.detach()
    connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")


def _counts(connection: Connection) -> dict[str, int]:
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    count = select(func.count())
    return {name: connection.scalar(count.select_from(Table(name, MetaData()))) or 0 for name in names}


def _check(connection: Connection, before: dict[str, int]) -> None:
    after = _counts(connection)
    changed = sorted(name for name in before.keys() & after.keys() if before[name] != after[name])
    if changed:
        raise RowsLost(f"the number of rows changed in {', '.join(changed)}")
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RowsLost("some rows point to rows that are gone")


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(parsed, paramstyle="named")  # as on PostgreSQL, values go to the driver by name
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # Python must not begin by itself: it forgets SELECT and DDL
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A write that begins as a read fails at once when another write came between, whatever the timeout.
    is_write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
