"""Karen has what a demonstration must show, and tells the same story every time."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean, median

import pytest

from server.demo.patient import KEY_SYMPTOMS, beginning, diary
from server.diary.reading import DAILY, WEEKLY, back_filled
from server.exchange.backup import kept_of
from server.i18n import LANGUAGES, speaking
from server.records.wire import writes_of
from server.report.gather import Diary, diary_of

TODAY = date(2026, 3, 2)
BEGAN = beginning(TODAY)


@pytest.fixture(scope="module")
def karen() -> Diary:
    return diary_of(diary(BEGAN, TODAY))


@pytest.fixture(scope="module")
def injections(karen: Diary) -> list[date]:
    return [dose.day for dose in karen.doses if dose.form == "injection"]


def steps(days: list[date]) -> list[int]:
    return [(b - a).days for a, b in pairwise(days)]


def late_and_middle(karen: Diary, injections: list[date], key: str) -> tuple[float, float]:
    """Mean rating of the last tenth and of the second quarter of all cycles of at least six weeks."""
    late, middle = [], []
    for a, b in pairwise(injections):
        days = (b - a).days
        for entry in karen.entries:
            if 42 <= days <= 90 and a <= entry.day < b and key in entry.ratings:
                share = (entry.day - a).days / days
                late += [entry.ratings[key]] if share >= 0.9 else []
                middle += [entry.ratings[key]] if 0.25 <= share < 0.5 else []
    return mean(late), mean(middle)


def test_she_is_told_the_same_way_every_time():
    assert diary(BEGAN, TODAY) == diary(BEGAN, TODAY)


def test_a_day_later_she_has_the_same_and_more():
    before, after = diary(BEGAN, TODAY), diary(BEGAN, TODAY + timedelta(days=40))
    later = {kept.id: kept for kept in after}
    assert all(later[kept.id] == kept for kept in before)
    assert len(after) > len(before) + 30


def test_a_phone_could_have_written_every_record():
    kepts = diary(BEGAN, TODAY)
    for kept in kepts:
        assert kept_of({"id": str(kept.id), "kind": kept.kind, "writes": writes_of(kept.fields)}) == kept
    assert len({kept.id for kept in kepts}) == len(kepts)


def test_it_runs_for_two_years_until_last_night(karen):
    assert (karen.entries[0].day, karen.entries[-1].day) == (BEGAN, TODAY - timedelta(days=1))
    assert (TODAY - BEGAN).days == 730


def test_injections_load_then_come_every_ten_to_twelve_weeks_then_every_eight(injections):
    assert steps(injections[:5]) == [3, 2, 2, 3]
    before, after = steps(injections[4:8]), steps(injections[8:])
    assert 70 <= median(before) <= 84
    assert 55 <= median(after) <= 58
    assert len(after) >= 4


def test_tablets_are_taken_for_four_months_in_the_middle(karen):
    tablets = [dose for dose in karen.doses if dose.form == "tablet"]
    assert 110 <= (tablets[-1].day - tablets[0].day).days <= 124
    assert {(dose.substance, dose.micrograms) for dose in tablets} == {("cyanocobalamin", 1000)}


def test_the_plan_changes_as_prescribed_and_says_why(karen):
    assert [(phase.form, phase.every, phase.unit) for phase in karen.plan] == [
        ("injection", 2, "day"),
        ("injection", 12, "week"),
        ("tablet", 1, "day"),
        ("injection", 8, "week"),
    ]
    assert all(phase.reason for phase in karen.plan[1:])


@pytest.mark.parametrize("key", KEY_SYMPTOMS)
def test_some_symptoms_return_before_the_next_injection(karen, injections, key):
    late, middle = late_and_middle(karen, injections, key)
    assert late - middle >= 1.5


@pytest.mark.parametrize("key", ["breathless", "nausea", "mouth_tongue", "memory"])
def test_others_do_not(karen, injections, key):
    late, middle = late_and_middle(karen, injections, key)
    assert abs(late - middle) < 1


def test_she_is_better_at_the_end_than_at_the_beginning_and_nerves_take_longest(karen):
    def at(key: str, first: int, last: int) -> float:
        days = range((BEGAN + timedelta(first)).toordinal(), (BEGAN + timedelta(last)).toordinal())
        return mean(e.ratings[key] for e in karen.entries if key in e.ratings and e.day.toordinal() in days)

    for key in KEY_SYMPTOMS:
        assert at(key, 0, 20) - at(key, 600, 730) >= 2.5
    assert at("mouth_tongue", 0, 20) - at("mouth_tongue", 120, 180) > at("numbness", 0, 20) - at(
        "numbness", 120, 180
    )


def test_two_holidays_leave_a_gap(karen):
    gaps = [days - 1 for days in steps(sorted({entry.day for entry in karen.entries}))]
    assert [9 <= gap <= 16 for gap in sorted(gaps)[-3:]] == [False, True, True]


def test_she_fills_in_three_days_of_four_with_extras_and_back_filled_days(karen):
    daily = [entry for entry in karen.entries if entry.source == DAILY]
    main = [entry for entry in daily if not entry.time]
    assert 0.7 <= len(main) / 730 <= 0.8
    assert 10 <= len(daily) - len(main) <= 50
    assert 10 <= sum(map(back_filled, daily)) <= 60


def test_weekly_forms_are_of_sundays_with_fifteen_items_mostly_answered(karen):
    weekly = [entry for entry in karen.entries if entry.source == WEEKLY]
    assert {entry.day.weekday() for entry in weekly} == {6}
    assert 80 <= len(weekly) <= 102
    answered = Counter(len(entry.ratings) for entry in weekly)
    assert answered.most_common(1)[0][0] == 15
    assert min(answered) < 15


def test_three_questions_wait_for_the_visit_and_notes_are_short(karen):
    assert len([words for words in karen.words if words.purpose == "visit"]) == 3
    notes = [words.text for words in karen.words if words.purpose == "note"]
    assert len(notes) >= 12
    assert max(map(len, notes)) < 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_she_speaks_the_language_of_the_visitor(language):
    with speaking(language):
        assert diary_of(diary(BEGAN, TODAY)).profile.language == language
