"""From records to a diary: deleted and half records are left out, whatever order they come in."""

from datetime import date
from random import Random
from uuid import UUID, uuid4

import pytest

from server.diary.reading import DAILY, VISIT, WEEKLY, back_filled
from server.records.merge import Kept
from server.report.gather import diary_of

STAMP = "018f00000000-0000-adaphone"


def record(kind: str, id_: UUID | None = None, **values) -> Kept:
    ratings = {f"ratings.{key}": (rating, STAMP) for key, rating in values.pop("ratings", {}).items()}
    fields = {name: (value, STAMP) for name, value in values.items()}
    return Kept(id_ or uuid4(), kind, fields | ratings)


def test_a_check_in_keeps_its_day_and_ratings():
    [entry] = diary_of([record("checkin", day="2026-03-01", ratings={"fatigue": 5})]).entries
    assert (entry.day, entry.source, entry.ratings) == (date(2026, 3, 1), DAILY, {"fatigue": 5})


def test_a_weekly_form_stays_a_weekly_form():
    [entry] = diary_of([record("weekly", day="2026-03-01", ratings={"fatigue": 5})]).entries
    assert entry.source == WEEKLY


def test_a_rating_taken_back_is_unknown_not_zero():
    [entry] = diary_of([record("checkin", day="2026-03-01", ratings={"fatigue": None, "dizzy": 0})]).entries
    assert entry.ratings == {"dizzy": 0}


@pytest.mark.parametrize("kind", ["checkin", "weekly", "dose", "note", "plan"])
def test_what_was_deleted_is_left_out(kind):
    kept = record(kind, day="2026-03-01", form="injection", text="words", deleted=True)
    diary = diary_of([kept])
    assert (diary.entries, diary.doses, diary.words, diary.plan) == ((), (), (), ())


def test_what_was_restored_is_there_again():
    assert diary_of([record("checkin", day="2026-03-01", deleted=False, ratings={"fatigue": 1})]).entries


@pytest.mark.parametrize(
    "half",
    [
        record("checkin", ratings={"fatigue": 5}),
        record("dose", day="2026-03-01"),
        record("note", day="2026-03-01", text="  "),
        record("plan", form="injection"),
        record("visit", day="2026-03-01"),
    ],
    ids=["no day", "no form", "no words", "no first day", "a kind of a later version"],
)
def test_a_record_that_is_not_whole_does_not_stop_the_others(half):
    diary = diary_of([half, record("checkin", day="2026-03-01", ratings={"fatigue": 5})])
    assert (len(diary.entries), diary.doses, diary.words, diary.plan) == (1, (), (), ())


def test_the_order_of_records_does_not_matter():
    kepts = [
        record("checkin", day=f"2026-03-{day:02}", ratings={"fatigue": day % 11}) for day in range(1, 29)
    ]
    kepts += [
        record("checkin", day="2026-03-05", time=f"{hour:02}:00", ratings={"dizzy": 1}) for hour in (9, 8)
    ]
    shuffled = kepts[:]
    Random(12).shuffle(shuffled)
    assert diary_of(shuffled) == diary_of(kepts)


def test_own_symptoms_are_named_by_their_label():
    own = uuid4()
    diary = diary_of([record("symptom", own, label="Cold nose"), rated(own)])
    assert diary.own == {f"own_{own.hex}": "Cold nose"}
    assert diary.entries[0].ratings == {f"own_{own.hex}": 4}


def test_ratings_of_a_deleted_own_symptom_go_with_it():
    own = uuid4()
    diary = diary_of([rated(own), record("symptom", own, label="Cold nose", deleted=True)])
    assert diary.entries[0].ratings == {}


def rated(own: UUID) -> Kept:
    return record("checkin", day="2026-03-01", ratings={f"own_{own.hex}": 4})


def test_remarks_on_check_ins_and_doses_are_own_words_too():
    diary = diary_of(
        [
            record("dose", day="2026-03-02", form="injection", note="Nurse was kind."),
            record("checkin", day="2026-03-01", note="Slept badly.", ratings={"fatigue": 7}),
            record("note", day="2026-02-28", text="Can I ski?", purpose="visit"),
        ]
    )
    assert [words.text for words in diary.words] == ["Can I ski?", "Slept badly.", "Nurse was kind."]
    assert [words.text for words in diary.words if words.purpose == VISIT] == ["Can I ski?"]


@pytest.mark.parametrize(
    ("entered_at", "late"),
    [
        ("2026-03-01T21:00:00+00:00", False),
        ("2026-03-02T23:30:00+00:00", True),  # in Oslo it is the third already
        ("2026-03-02T22:30:00+00:00", False),
        (None, False),
    ],
)
def test_back_filled_means_later_than_the_day_after_where_the_patient_is(entered_at, late):
    kept = record(
        "checkin", day="2026-03-01", zone="Europe/Oslo", entered_at=entered_at, ratings={"fatigue": 1}
    )
    assert back_filled(diary_of([kept]).entries[0]) is late
