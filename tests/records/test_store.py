"""Records are kept sealed, belong to their patient, and come back as they were."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from server.accounts.tables import Account
from server.records import store
from server.records.merge import Kept
from server.records.tables import Record
from server.vault import Tampered, new_key

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAMP = "019ca8695000-0000-ada1"
KEY = new_key()
ADA, BEN = uuid4(), uuid4()


@pytest.fixture
def kept_by(database):
    """Return how to keep records of Ada or Ben."""
    database.write(lambda session: session.add_all([Account(id=id_, made_at=NOW) for id_ in (ADA, BEN)]))

    def keep(account, *numbered):
        database.write(lambda session: store.put_many(session, KEY, account, numbered, NOW))

    return keep


def note(text, id_=None, deleted=False):
    fields = {"day": ("2026-03-01", STAMP), "text": (text, STAMP), "deleted": (deleted, STAMP)}
    return Kept(id_ or uuid4(), "note", fields)


def all_of(database, account):
    with database.read() as session:
        return store.read_all(session, KEY, account)


def test_what_is_kept_comes_back(database, kept_by):
    first, second = note("Træt 🥱"), note("better")
    kept_by(ADA, (1, first), (2, second))
    assert sorted(all_of(database, ADA), key=lambda kept: kept.id) == sorted(
        [first, second], key=lambda kept: kept.id
    )


def test_a_new_version_takes_the_place_of_the_old_one(database, kept_by):
    first = note("before")
    later = note("after", first.id)
    kept_by(ADA, (1, first))
    kept_by(ADA, (2, later))
    assert all_of(database, ADA) == [later]


def test_nobody_reads_the_records_of_somebody_else(database, kept_by):
    hers, his = note("hers"), note("his")
    kept_by(ADA, (1, hers))
    kept_by(BEN, (1, his))
    assert all_of(database, ADA) == [hers]
    with database.read() as session:
        assert store.some(session, KEY, BEN, {hers.id}) == {}
        assert [kept for _, kept in store.since(session, KEY, BEN, 0, 10)] == [his]


def test_the_same_id_in_two_accounts_is_two_records(database, kept_by):
    hers = note("hers")
    his = note("his", hers.id)
    kept_by(ADA, (1, hers))
    kept_by(BEN, (1, his))
    assert all_of(database, ADA) == [hers]
    assert all_of(database, BEN) == [his]


def test_changes_come_in_the_order_they_were_kept_and_only_later_ones(database, kept_by):
    notes = [note(str(n)) for n in range(5)]
    kept_by(ADA, *reversed(list(enumerate(notes, 1))))
    with database.read() as session:
        assert store.since(session, KEY, ADA, 2, 2) == [(3, notes[2]), (4, notes[3])]
        assert store.since(session, KEY, ADA, 5, 2) == []


def test_nothing_a_person_wrote_can_be_read_in_the_database(database, kept_by):
    kept_by(ADA, (1, note("prikker i fødderne")))
    with database.read() as session:
        body = session.scalar(select(Record.body))
    for word in ("prikker", "note", "2026-03-01", STAMP):
        assert word.encode() not in body


def test_the_words_are_not_in_the_files_either(tmp_path, database, kept_by):
    kept_by(ADA, (1, note("canary-words")))
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert bool(files) == database.is_sqlite
    assert not [file for file in files if b"canary-words" in file.read_bytes()]


@pytest.mark.parametrize("place", [{"account_id": BEN}, {"id": UUID(int=7)}, {"body": b"0" * 60}])
def test_a_body_moved_or_changed_does_not_open(database, kept_by, place):
    kept_by(ADA, (1, note("hers")))
    database.write(lambda session: session.execute(update(Record).values(**place)))
    with pytest.raises(Tampered):
        all_of(database, place.get("account_id", ADA))


def test_a_deleted_record_is_kept_and_marked(database, kept_by):
    kept_by(ADA, (1, note("gone", deleted=True)), (2, note("here")))
    with database.read() as session:
        assert session.scalars(select(Record.gone).order_by(Record.seq)).all() == [True, False]
