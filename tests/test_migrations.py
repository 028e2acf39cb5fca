"""Migrations move real rows on both databases, or change nothing."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from server import db
from server.accounts.tables import Account, DataKey
from server.records.tables import Record

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
REVISION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "planted", "0001", None, None


def upgrade():
    {body}


def downgrade():
    pass
"""
WIDEN_A_PARENT = """with op.batch_alter_table("account", recreate="auto") as table:
        table.alter_column("seq", existing_type=sa.BigInteger(), type_=sa.Numeric(), existing_nullable=False)"""
LOSE_ROWS = 'op.execute("DELETE FROM record")'
LOSE_A_PARENT = 'op.execute("DELETE FROM account")'
MOVE_A_PARENT = """op.execute("UPDATE account SET id = '00000000000000000000000000000001'")"""
FAIL_HALF_WAY = 'op.add_column("account", sa.Column("half", sa.Integer())); op.execute("SELECT nonsense")'


@pytest.fixture
def diary(database):
    """A patient with three records, in a database of this version."""

    def fill(session):
        account = uuid4()
        session.add(Account(id=account, seq=3, made_at=NOW))
        session.flush()
        session.add(DataKey(account_id=account, wrapped=b"wrapped"))
        for seq in (1, 2, 3):
            session.add(
                Record(account_id=account, id=uuid4(), seq=seq, received_at=NOW, body=bytes([seq]) * 40)
            )

    database.write(fill)
    return database


@pytest.fixture
def planted(tmp_path):
    """Return a folder with one more revision, which does what it is told."""

    def plant(body):
        folder = tmp_path / "planted"
        folder.mkdir()
        (folder / "planted.py").write_text(REVISION.format(body=body))
        return [folder]

    return plant


def rows_of(database):
    with database.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            name: sorted(map(repr, connection.execute(select(table)).all()))
            for name, table in tables.tables.items()
        }


def test_the_migrated_schema_is_the_one_in_the_code(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_every_constraint_has_a_name_by_which_it_can_be_changed(database):
    with database.engine.connect() as connection:
        there = inspect(connection)
        for table in there.get_table_names():
            found = [
                there.get_pk_constraint(table),
                *there.get_foreign_keys(table),
                *there.get_indexes(table),
            ]
            assert all(one["name"] for one in found if table != "alembic_version")


def test_migrating_again_changes_nothing(diary):
    before = rows_of(diary)
    db.migrate(diary)
    assert rows_of(diary) == before


def test_a_fresh_database_begins_its_own_epoch(database):
    with database.read() as session:
        assert len(db.epoch(session)) == 32


def test_the_way_down_leaves_nothing_behind(diary):
    db.move(diary, "base")
    assert list(rows_of(diary)) == ["alembic_version"]
    db.migrate(diary)


def test_rows_survive_the_remaking_of_their_parent_table(diary, planted):
    before = rows_of(diary)
    db.move(diary, "head", more=planted(WIDEN_A_PARENT))
    after = rows_of(diary)
    assert after["record"] == before["record"]
    assert after["data_key"] == before["data_key"]
    assert len(after["account"]) == 1


def test_foreign_keys_hold_again_after_a_migration(diary, planted):
    db.move(diary, "head", more=planted(WIDEN_A_PARENT))
    diary.write(lambda session: session.execute(Account.__table__.delete()))
    with diary.read() as session:
        assert session.scalar(select(func.count()).select_from(Record)) == 0


@pytest.mark.parametrize("body", [LOSE_ROWS, LOSE_A_PARENT])
def test_a_migration_that_loses_rows_is_taken_back(diary, planted, body):
    before = rows_of(diary)
    with pytest.raises(db.RowsLost, match=r"record|account"):
        db.move(diary, "head", more=planted(body))
    assert rows_of(diary) == before


def test_a_migration_that_fails_half_way_is_taken_back(diary, planted):
    before = rows_of(diary)
    with pytest.raises(Exception, match="nonsense"):
        db.move(diary, "head", more=planted(FAIL_HALF_WAY))
    assert rows_of(diary) == before


def test_rows_that_would_point_nowhere_are_noticed(diary, planted):
    before = rows_of(diary)
    with pytest.raises((db.RowsLost, IntegrityError)):  # PostgreSQL notices by itself
        db.move(diary, "head", more=planted(MOVE_A_PARENT))
    assert rows_of(diary) == before


def test_two_servers_that_start_together_migrate_once(empty_database, database_url):
    both = [empty_database, db.Database(database_url)]
    with ThreadPoolExecutor() as threads:
        list(threads.map(db.migrate, both))
    both[1].close()
    with empty_database.read() as session:
        assert session.scalar(select(func.count()).select_from(db.Installation)) == 1


def test_the_names_of_the_revisions_tell_which_is_the_newest():
    scripts = ScriptDirectory(str(db.MIGRATIONS))
    oldest_first = [script.revision for script in reversed(list(scripts.walk_revisions()))]
    files = sorted(file.name for file in (db.MIGRATIONS / "versions").glob("*.py"))
    assert [name.partition("_")[0] for name in files] == oldest_first
    assert scripts.get_heads() == [db.newest_revision()]


@pytest.mark.parametrize("stored", [[], ["0000"], ["0001", "other"], ["9999"]])
def test_a_schema_that_does_not_stand_at_the_newest_revision_is_moved(diary, stored, monkeypatch):
    def stand_at(session):
        session.execute(text("DELETE FROM alembic_version"))
        for revision in stored:
            session.execute(text("INSERT INTO alembic_version VALUES (:at)"), {"at": revision})

    moved = []
    monkeypatch.setattr(db, "move", lambda database, to: moved.append(to))
    db.migrate(diary)
    assert moved == []
    diary.write(stand_at)
    db.migrate(diary)
    assert moved == ["head"]


def test_a_new_revision_is_applied_at_the_next_start(diary, tmp_path, monkeypatch):
    newer = tmp_path / "migrations"
    shutil.copytree(db.MIGRATIONS, newer)
    (newer / "versions" / "planted_wide.py").write_text(REVISION.format(body=WIDEN_A_PARENT))
    monkeypatch.setattr(db, "MIGRATIONS", newer)
    db.migrate(diary)
    assert db.revisions(diary) == ["planted"]
    with diary.engine.connect() as connection:
        columns = {c["name"]: str(c["type"]) for c in inspect(connection).get_columns("account")}
    assert columns["seq"].startswith("NUMERIC")


def test_a_schema_from_a_later_tolv_is_refused(diary):
    diary.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(CommandError, match="9999"):
        db.migrate(diary)


def test_a_start_with_nothing_to_move_does_not_load_what_moves(diary, database_url):
    loaded = "import sys; from server import db; db.migrate(db.Database(sys.argv[1])); print(*sys.modules)"
    names = subprocess.run(
        [sys.executable, "-c", loaded, database_url], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"alembic", "mako"} & set(names.stdout.split())
