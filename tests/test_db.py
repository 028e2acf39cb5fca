"""Writes are durable, whole or not there at all, and one bad one does not hurt its neighbours."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from server import db
from server.accounts.tables import Account, DataKey
from server.writer import RolledBack

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent


class MishapError(Exception):
    """What a work of these tests raises."""


@pytest.fixture
def sqlite(tmp_path):
    database = db.Database(f"sqlite:///{tmp_path / 'data' / 'tolv.db'}")
    db.migrate(database)
    yield database
    database.close()


def opens_account(session):
    session.add(Account(id=uuid4(), made_at=NOW))


def opens_account_then_fails(session):
    opens_account(session)
    session.flush()
    raise MishapError


def accounts(database):
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Account))


def all_at_once(database, works):
    """Let these works wait in one line behind another one; return what each became."""
    started, go_on = Event(), Event()

    def holds_the_line(_):
        started.set()
        go_on.wait(10)

    def outcome(work):
        try:
            return database.write(work)
        except Exception as failure:  # noqa: BLE001
            return failure

    with ThreadPoolExecutor(len(works) + 1) as threads:
        threads.submit(database.write, holds_the_line)
        started.wait(10)
        outcomes = [threads.submit(outcome, work) for work in works]
        go_on.set()
        return [one.result(10) for one in outcomes]


def test_a_write_returns_what_the_work_returns_and_can_be_read(database):
    assert database.write(lambda session: opens_account(session) or "done") == "done"
    assert accounts(database) == 1


def test_a_work_that_fails_leaves_nothing_and_the_next_one_succeeds(database):
    with pytest.raises(MishapError):
        database.write(opens_account_then_fails)
    assert accounts(database) == 0
    database.write(opens_account)
    assert accounts(database) == 1


def test_one_bad_work_does_not_hurt_its_neighbours(database):
    works = [opens_account, opens_account_then_fails, opens_account] * 5
    outcomes = all_at_once(database, works)
    assert [type(outcome) for outcome in outcomes] == [type(None), MishapError, type(None)] * 5
    assert accounts(database) == 10


def test_many_writers_lose_nothing(database):
    database.write(lambda session: session.add(Account(id=uuid4(), made_at=NOW)))

    def count_up(session):
        mine = session.scalars(select(Account).with_for_update()).one()
        mine.seq += 1

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(database.write, [count_up] * 80))
    with database.read() as session:
        assert session.scalar(select(Account.seq)) == 80


def test_a_read_sees_one_moment_while_others_write(database):
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 0
        database.write(opens_account)
        assert session.scalar(select(func.count()).select_from(Account)) == 0
    assert accounts(database) == 1


def test_a_row_without_its_account_is_refused(database):
    with pytest.raises(IntegrityError):
        database.write(lambda session: session.add(DataKey(account_id=uuid4(), wrapped=b"")))


def test_a_work_knows_the_app_of_its_caller(database):
    app = Flask("elsewhere")
    db.attach(app, database)
    with app.app_context():
        assert database.write(lambda session: db.database()) is database


def test_a_new_epoch_is_another_one(database):
    epochs = []
    for _ in range(3):
        database.write(db.begin_epoch)
        with database.read() as session:
            epochs.append(db.epoch(session))
    assert len(set(epochs)) == 3


def test_after_closing_all_that_waited_is_kept(database_url):
    database = db.Database(database_url)
    db.migrate(database)
    database.write(opens_account)
    database.close()
    again = db.Database(database_url)
    assert accounts(again) == 1
    again.close()


def test_postgresql_tries_again_after_a_deadlock(postgresql_database):
    database = postgresql_database
    first, second = uuid4(), uuid4()
    database.write(lambda session: session.add_all([Account(id=i, made_at=NOW) for i in (first, second)]))
    meet = Barrier(2)
    tries = []

    def lock_both(order):
        def work(session):
            tries.append(order)
            session.execute(select(Account).where(Account.id == order[0]).with_for_update())
            if len(tries) <= 2:
                meet.wait(10)
            session.execute(select(Account).where(Account.id == order[1]).with_for_update())

        return work

    with ThreadPoolExecutor(2) as threads:
        orders = [(first, second), (second, first)]
        list(threads.map(database.write, map(lock_both, orders)))
    assert len(tries) == 3


def test_sqlite_keeps_every_answered_write_and_every_foreign_key(sqlite):
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
    }
    with sqlite.read() as session:
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in settings}
        assert found == settings
        assert session.scalar(text("PRAGMA busy_timeout")) == 5000


def test_another_process_that_writes_between_reading_and_writing_is_waited_for(sqlite):
    other = db.Database(sqlite.engine.url.render_as_string())
    sqlite.write(lambda session: session.add(Account(id=uuid4(), made_at=NOW)))

    def count_up(session):
        seq = session.scalar(select(Account.seq))
        session.execute(update(Account).values(seq=seq + 1))

    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(database.write, count_up) for _ in range(40) for database in (sqlite, other)]
        for one in done:
            one.result(30)
    other.close()
    with sqlite.read() as session:
        assert session.scalar(select(Account.seq)) == 80


def test_sqlite_rolls_schema_changes_back_too(sqlite):
    def changes_then_fails(session):
        session.execute(text("ALTER TABLE account ADD COLUMN half INTEGER"))
        raise MishapError

    with pytest.raises(MishapError):
        sqlite.write(changes_then_fails)
    with sqlite.read() as session:
        assert "half" not in [row.name for row in session.execute(text("PRAGMA table_info(account)"))]


def fill_the_disk(session):
    pragma = session.connection().connection.dbapi_connection.execute
    pragma("PRAGMA max_page_count = 60")
    try:
        for _ in range(300):
            account = uuid4()
            session.add(Account(id=account, made_at=NOW))
            session.flush()
            session.add(DataKey(account_id=account, wrapped=b"0" * 4000))
            session.flush()
    finally:
        pragma("PRAGMA max_page_count = 1000000")


def test_a_full_disk_is_said_and_harms_nobody_else(sqlite):
    outcomes = all_at_once(sqlite, [opens_account, fill_the_disk, opens_account])
    assert [type(outcome) for outcome in outcomes] == [type(None), OperationalError, type(None)]
    assert accounts(sqlite) == 2


@pytest.mark.parametrize("neighbours", [0, 2])
def test_a_full_disk_is_said_even_when_the_work_keeps_quiet_about_it(sqlite, neighbours):
    def keeps_quiet(session):
        connection = session.connection().connection.dbapi_connection
        connection.execute("PRAGMA max_page_count = 60")
        try:
            connection.execute("CREATE TABLE big AS SELECT zeroblob(1000000) AS nothing")
        except sqlite3.OperationalError:
            connection.rollback()
        connection.execute("PRAGMA max_page_count = 1000000")

    outcomes = all_at_once(sqlite, [keeps_quiet, *[opens_account] * neighbours])
    assert [type(outcome) for outcome in outcomes] == [RolledBack, *[type(None)] * neighbours]
    assert accounts(sqlite) == neighbours


def test_a_work_that_waits_for_another_work_is_told_so(sqlite):
    with pytest.raises(RuntimeError, match="cannot wait"):
        sqlite.write(lambda session: sqlite.write(opens_account))


def test_a_second_process_does_not_serve_the_same_folder(tmp_path):
    serve = "import sys; from pathlib import Path; from server.db import alone\nwith alone(Path(sys.argv[1])): pass"
    command = [sys.executable, "-c", serve, str(tmp_path)]
    with db.alone(tmp_path):
        refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert "AlreadyServing" in refused.stderr
    subprocess.run(command, cwd=ROOT, check=True)


def test_an_answered_write_survives_the_end_of_the_process(tmp_path):
    write_and_die = """
import os, sys
from server import db
database = db.Database(sys.argv[1])
db.migrate(database)
database.write(lambda session: session.merge(db.Installation(epoch="kept")))
os.kill(os.getpid(), 9)
"""
    url = f"sqlite:///{tmp_path / 'tolv.db'}"
    subprocess.run([sys.executable, "-c", write_and_die, url], cwd=ROOT, check=False)
    database = db.Database(url)
    with database.read() as session:
        assert db.epoch(session) == "kept"
    database.close()
