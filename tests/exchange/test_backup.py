"""A backup comes in whole; of a damaged one everything but the damage."""

import json
from uuid import UUID, uuid5

import pytest

from server.exchange.backup import Damage, looks_like_one, read
from server.exchange.unusable import Unusable
from server.records.plain import values

ANNA = UUID("018f2b3c-4d5e-4f60-8a71-92b3c4d5e6f7")
STAMP = "019cb0000000-0000-phone1"


def checkin(day: str, **more) -> dict:
    writes = {STAMP: {"day": day, "zone": "Europe/Copenhagen", "ratings.fatigue": 4, **more}}
    return {"id": str(uuid5(ANNA, f"checkin {day}")), "kind": "checkin", "writes": writes}


def backup(*records: object, **more) -> str:
    head = {"format": "tolv-diary", "version": 1, "account": str(ANNA), "made_at": "2026-03-20T10:00:00Z"}
    return json.dumps({**head, **more, "records": records})


DAYS = [f"2026-03-{day:02}" for day in range(1, 6)]
WHOLE = backup(*map(checkin, DAYS))


def days(found) -> list[str]:
    return [values(kept)["day"] for kept in found.kepts]


def test_every_record_comes_back():
    found = read(WHOLE)
    assert days(found) == DAYS
    assert (found.read, found.damages, found.cut) == (5, (), False)
    assert found.kepts[0].id == uuid5(ANNA, "checkin 2026-03-01")
    assert found.kepts[0].fields["ratings.fatigue"] == (4, STAMP)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (checkin("2026-03-09", **{"ratings.fatigue": 11}), "ratings.fatigue"),
        (checkin("2026-03-09", **{"ratings.fatigue": 5.0}), "ratings.fatigue"),
        (checkin("2026-03-09", **{"ratings.gloom": 5}), "ratings.gloom"),
        (checkin("2026-02-30"), "day"),
        (checkin("2026-03-09", mood="low"), "mood"),
        ({**checkin("2026-03-09"), "kind": "horoscope"}, "kind"),
        ({**checkin("2026-03-09"), "writes": {STAMP: {"zone": "Europe/Copenhagen"}}}, "day"),
    ],
)
def test_a_damaged_record_is_named_and_the_rest_kept(bad, field):
    found = read(backup(checkin(DAYS[0]), bad, checkin(DAYS[1])))
    assert days(found) == DAYS[:2]
    assert found.damages == (Damage(2, bad["kind"], field),)


@pytest.mark.parametrize(
    "bad",
    [
        17,
        None,
        [],
        {},
        {**checkin("2026-03-09"), "id": "mine"},
        {**checkin("2026-03-09"), "writes": []},
        {**checkin("2026-03-09"), "writes": {"yesterday": {"day": "2026-03-09"}}},
        {**checkin("2026-03-09"), "writes": {"ffffffffffff-0000-phone1": {"day": "2026-03-09"}}},
        {**checkin("2026-03-09"), "writes": {STAMP: {"ratings": 4, "ratings.fatigue": 4}}},
    ],
)
def test_what_is_no_record_at_all_is_named_too(bad):
    found = read(backup(checkin(DAYS[0]), bad, checkin(DAYS[1])))
    assert days(found) == DAYS[:2]
    assert [damage.number for damage in found.damages] == [2]


def test_a_record_that_is_no_json_costs_only_itself():
    text = WHOLE.replace('"day": "2026-03-03"', '"day": 2026-03-03"')
    found = read(text)
    assert days(found) == [*DAYS[:2], *DAYS[3:]]
    assert [damage.number for damage in found.damages] == [3]


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.999])
def test_a_backup_that_is_cut_off_gives_what_stands_before_the_cut(share):
    found = read(WHOLE[: int(len(WHOLE) * share)])
    assert found.cut or share == 0.999
    assert days(found) == DAYS[: len(found.kepts)]
    assert found.read == len(found.kepts) + len(found.damages)


def test_the_same_record_twice_is_one():
    found = read(backup(checkin(DAYS[0]), checkin(DAYS[0])))
    assert (len(found.kepts), found.read, found.repeated) == (1, 2, 1)


def test_a_deleted_record_may_be_bare():
    bare = {**checkin(DAYS[0]), "writes": {STAMP: {"deleted": True}}}
    assert read(backup(bare)).damages == ()


def test_other_json_and_newer_backups_are_refused_with_words():
    with pytest.raises(Unusable, match="not a backup"):
        read('{"heart_rate": [60, 61]}')
    with pytest.raises(Unusable, match="newer"):
        read(backup(version=2))


def test_a_table_is_not_taken_for_a_backup():
    assert looks_like_one(WHOLE)
    assert not looks_like_one("date,Tired\n2026-03-01,4\n")
