"""What a sync of 20 changes costs inside the server, beside bare sqlite3 writing the same bytes as durably.

CPU of the whole process, medians of rounds taken in turns. Reading the request's JSON and making the answer's are
left out on both sides; reading what is held, sealing, merging, validating and the writer thread are counted.
Bare sqlite3 does none of these: one transaction, the same rows, pragmas and disk.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from sqlmodel import Session

from server import db
from server.accounts.keys import make_data_key
from server.accounts.tables import Account
from server.b12.vocabulary import symptoms
from server.sync.arriving import read
from server.sync.exchange import exchange
from server.vault import Vault

Change: TypeAlias = dict[str, Any]
CHANGES, SYMPTOMS, ROUNDS = 20, 12, 200
REACH = 3
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
COLUMNS = "account_id, id, seq, received_at, gone, body"
UPSERT = f"""INSERT INTO record ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account_id, id)
DO UPDATE SET seq = excluded.seq, received_at = excluded.received_at, gone = excluded.gone, body = excluded.body"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server, bare = Server(Path(folder)), Bare(Path(folder))
        for what, batches in (("new check-ins", new()), ("edited check-ins", edited())):
            ours, theirs, times = in_turns(server, bare, batches)
            print(f"{CHANGES} {what}: {ours:.0f} µs CPU, bare sqlite3 {theirs:.0f} µs, ", end="")
            print(f"{times:.1f} times as much (to reach: {REACH})")
        server.database.close()


def in_turns(server: "Server", bare: "Bare", batches: Iterator[list[Change]]) -> tuple[float, float, float]:
    """Return the median microseconds of each, and of how many times; bare sqlite3 writes the rows we just wrote."""
    pairs = []
    for batch in islice(batches, ROUNDS):
        ours = cpu(partial(server.take, batch))
        pairs.append((ours, cpu(partial(bare.write, server.newest_rows()))))
    warm = pairs[ROUNDS // 5 :]
    return median(a for a, _ in warm), median(b for _, b in warm), median(a / b for a, b in warm)


def cpu(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1e6


def new() -> Iterator[list[Change]]:
    """Twenty days that the server has never seen."""
    for n in count():
        yield [check_in(uuid4(), n, 3) for _ in range(CHANGES)]


def edited() -> Iterator[list[Change]]:
    """The same twenty days again and again, each time with other ratings."""
    ids = [uuid4() for _ in range(CHANGES)]
    for n in count():
        yield [check_in(id_, n, n % 11) for id_ in ids]


def check_in(id_: UUID, n: int, severity: int) -> Change:
    ratings = {f"ratings.{key}": severity for key in islice(symptoms(), SYMPTOMS)}
    when = {"day": "2026-03-01", "zone": "Europe/Oslo", "entered_at": "2026-03-01T20:15:00.000Z"}
    stamp = f"{1_772_452_800_000 + n:012x}-0000-0a1b2c3d"
    return {"id": str(id_), "kind": "checkin", "writes": {stamp: {**when, **ratings}}}


class Server:
    """The real exchange on a real database, with a phone that is up to date."""

    def __init__(self, folder: Path) -> None:
        self.database = db.Database(f"sqlite:///{folder / 'tolv.db'}")
        db.migrate(self.database)
        self.vault = Vault(folder / "keys" / "master.key")
        self.account = uuid4()
        self.at: tuple[str | None, int] = (None, 0)
        self.database.write(self.open_account)

    def open_account(self, session: Session) -> None:
        session.add(Account(id=self.account, made_at=NOW))
        session.flush()
        make_data_key(session, self.vault, self.account)

    def take(self, changes: list[Change]) -> None:
        arrivals = [read(change) for change in changes]
        done = self.database.write(lambda s: exchange(s, self.vault, self.account, self.at, arrivals, NOW))
        assert done.refusals == [None] * CHANGES
        assert len(done.records) == CHANGES
        self.at = done.epoch, done.cursor

    def newest_rows(self) -> list[tuple[Any, ...]]:
        newest = f"SELECT {COLUMNS} FROM record ORDER BY seq DESC LIMIT {CHANGES}"
        with self.database.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(newest)]


class Bare:
    """The same rows in the same table, written by sqlite3 and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for pragma in db.PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(
            f"CREATE TABLE record ({COLUMNS}, PRIMARY KEY (account_id, id)) WITHOUT ROWID"
        )
        self.connection.execute("CREATE UNIQUE INDEX ix ON record (account_id, seq)")

    def write(self, rows: list[tuple[Any, ...]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(UPSERT, rows)
        self.connection.execute("COMMIT")


if __name__ == "__main__":
    main()
