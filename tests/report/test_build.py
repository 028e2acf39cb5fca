"""The report's figures, computed again from the same diary with the standard library."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import mean, median, quantiles

import pytest

from server.diary.reading import DAILY, VISIT, WEEKLY, Entry, Profile, Words
from server.report.build import build, first_day, usual_first
from server.report.gather import Diary
from server.report.model import Carried, Gap, Row
from tests.report import ada

MONDAY = date(2026, 3, 2)


def row(report, key: str, basis: str) -> Row:
    return next(row for row in report.rows if (row.key, row.basis) == (key, basis))


def days(back: int, rating: int, key: str = "fatigue", count: int = 7) -> list[Entry]:
    """Check-ins on the first `count` days of the week that ended `back` weeks before the report."""
    start = MONDAY - timedelta(days=7 * back + 6)
    return [ada.check_in(start + timedelta(days=place), **{key: rating}) for place in range(count)]


def diary(entries: list[Entry], **more) -> Diary:
    return Diary(entries=tuple(sorted(entries, key=lambda entry: entry.day)), **more)


def built(entries: list[Entry], weeks: int = 26):
    return build(diary(entries), usual_first(MONDAY, weeks), MONDAY)


def test_medians_and_quartiles_are_those_of_the_diary():
    tired = row(ada.report(), "fatigue", DAILY)
    for written, week in zip(ada.TIRED, tired.weeks, strict=True):
        ratings = [int(mark) for mark in written if mark != "."]
        if len(ratings) < 3:
            assert week is None
        else:
            lower, middle, upper = quantiles(ratings, n=4, method="inclusive")
            assert (week.lower, week.median, week.upper) == (lower, middle, upper)
            assert (week.mean, week.count) == (pytest.approx(mean(ratings)), len(ratings))


def test_first_and_last_four_weeks_are_medians_of_weekly_medians():
    tired = row(ada.report(), "fatigue", DAILY)
    medians = [week and week.median for week in tired.weeks]
    assert tired.then.median == median(medians[:4])
    assert tired.now.median == median(medians[-4:])
    assert tired.change == tired.now.median - tired.then.median


def test_the_first_four_weeks_begin_where_the_symptom_begins():
    entries = [entry for back in range(12) for entry in days(back, 5)]
    assert row(built(entries), "fatigue", DAILY).then.first == MONDAY - timedelta(days=7 * 12 - 1)


def test_weeks_that_overlap_are_not_compared():
    entries = [entry for back in range(7) for entry in days(back, back)]
    assert row(built(entries), "fatigue", DAILY).change is None
    entries = [entry for back in range(8) for entry in days(back, back)]
    assert row(built(entries), "fatigue", DAILY).change == -4


def test_four_weeks_with_only_one_full_week_are_too_few():
    entries = [entry for back in (*range(8, 12), 2) for entry in days(back, 5)]
    found = row(built(entries), "fatigue", DAILY)
    assert (found.now, found.change) == (None, None)


def test_daily_and_weekly_are_not_pooled():
    same_day = [ada.form(MONDAY, fatigue=9)]
    report = built([*days(0, 2), *same_day])
    assert row(report, "fatigue", DAILY).weeks[-1].median == 2
    assert row(report, "fatigue", WEEKLY).weeks[-1].median == 9
    assert row(report, "fatigue", WEEKLY).weeks[-1].count == 1


def test_three_days_make_a_week_and_two_do_not():
    assert row(built(days(0, 4, count=3)), "fatigue", DAILY).weeks[-1].count == 3
    assert row(built(days(0, 4, count=2)), "fatigue", DAILY).weeks[-1] is None


def test_three_check_ins_on_one_day_are_one_day():
    day = ada.check_in(MONDAY, fatigue=4)
    found = row(built([day, replace(day, time="09:00"), replace(day, time="15:00")]), "fatigue", DAILY)
    assert (found.rated, found.weeks[-1]) == (1, None)


def test_several_check_ins_of_a_day_count_as_their_mean():
    extra = replace(ada.check_in(MONDAY, fatigue=9), time="09:00")
    found = row(built([*days(0, 4), extra]), "fatigue", DAILY)
    assert found.weeks[-1].mean == pytest.approx((6 * 4 + 6.5) / 7)
    assert built([*days(0, 4), extra]).sufficiency.extra == 1


def test_every_rated_day_is_there_also_in_weeks_with_too_few():
    entries = days(3, 4, count=2)
    found = row(built(entries), "fatigue", DAILY)
    assert found.days == tuple((entry.day, 4, 1) for entry in entries)
    assert found.overall is None


def test_a_day_says_how_many_entries_it_is_the_mean_of():
    day = ada.check_in(MONDAY, fatigue=4, dizzy=1)
    extra = replace(ada.check_in(MONDAY, fatigue=9), time="09:00")
    report = built([day, extra])
    assert row(report, "fatigue", DAILY).days == ((MONDAY, 6.5, 2),)
    assert row(report, "dizzy", DAILY).days == ((MONDAY, 1, 1),)


def test_a_missing_week_stays_missing():
    weeks = row(built([*days(0, 4), *days(2, 4)]), "fatigue", DAILY).weeks
    assert [week is not None for week in weeks[-3:]] == [True, False, True]


def test_days_outside_the_period_do_not_count():
    report = build(diary([*days(0, 4), *days(3, 9)]), MONDAY - timedelta(days=6), MONDAY)
    assert [row.rated for row in report.rows] == [7]


def test_what_was_written_down_is_counted():
    of = ada.report().sufficiency
    assert (of.weeks, of.weeks_enough, of.days, of.days_logged) == (10, 8, 70, 49)
    assert (of.weekly_forms, of.entries, of.extra) == (8, 57, 0)
    assert (of.back_filled, of.timed) == (1, 49)  # her forms do not say when they were put in
    assert of.longest_gap == Gap(date(2026, 1, 21), date(2026, 2, 2), 13)


@pytest.mark.parametrize(("minute", "late"), [(59, 0), (0, 1)])
def test_the_day_after_ends_where_the_patient_is(minute, late):
    hour = 9 if minute else 10  # midnight on Kiritimati, 14 hours ahead of UTC
    entered = datetime(2026, 3, 1, hour, minute, tzinfo=UTC)
    entry = replace(ada.check_in(date(2026, 2, 28), entered, fatigue=1), zone="Pacific/Kiritimati")
    assert built([entry]).sufficiency.back_filled == late


def test_where_no_entry_says_when_it_was_put_in_nothing_is_claimed():
    of = built([ada.form(MONDAY, fatigue=3)]).sufficiency
    assert (of.back_filled, of.timed) == (None, 0)


def test_a_weekly_form_covers_its_seven_days():
    forms = [ada.form(MONDAY - timedelta(days=7 * back), fatigue=3) for back in range(4)]
    of = built(forms, weeks=4).sufficiency
    assert (of.weeks_enough, of.longest_gap) == (4, None)


def test_a_diary_that_begins_inside_the_period_has_no_gap_before_it():
    of = built(days(0, 4)).sufficiency
    assert (of.began, of.longest_gap) == (MONDAY - timedelta(days=6), None)


def test_the_treatment_is_what_was_taken():
    taken = ada.report().treatment
    injection, tablet = taken.courses
    assert (injection.count, injection.first, injection.last) == (3, date(2025, 12, 30), date(2026, 2, 24))
    assert (injection.interval.median, injection.interval.count) == (28, 2)
    assert (tablet.days_taken, tablet.days_spanned) == (20, 21)
    assert taken.days_since_injection == 6


def test_an_interval_counts_in_the_period_it_ends_in():
    report = build(ada.diary(), date(2026, 1, 20), MONDAY)
    assert report.treatment.courses[0].interval.count == 2
    assert report.treatment.courses[0].count == 2


def test_several_doses_on_a_day_make_no_interval_of_zero_days():
    twice = [ada.dose(day, "injection", "hydroxocobalamin") for day in (MONDAY, MONDAY)]
    report = build(Diary(doses=tuple(twice)), usual_first(MONDAY), MONDAY)
    assert (report.treatment.courses[0].count, report.treatment.courses[0].interval) == (2, None)
    assert report.treatment.injection_days == (MONDAY,)


def test_the_plan_in_force_before_the_period_is_shown_with_later_changes():
    assert [phase.day for phase in ada.report().treatment.phases] == [date(2025, 11, 1), date(2026, 2, 10)]


def test_what_eased_and_what_worsened_most_stand_out():
    entries = [
        entry for back in range(12) for entry in (*days(back, back // 2), *days(back, 5 - back // 3, "dizzy"))
    ]
    found = built(entries).highlights
    assert (found.compared, found.eased, found.worsened) == (2, ("fatigue", DAILY), ("dizzy", DAILY))
    assert found.highest == ("dizzy", DAILY)


def test_less_than_a_point_is_no_change_worth_naming():
    entries = [entry for back in range(12) for entry in days(back, 5, count=7)]
    found = built(entries).highlights
    assert (found.compared, found.eased, found.worsened) == (1, None, None)


def test_rows_are_ordered_nerves_first_and_the_whole_last():
    keys = ("overall", "nausea", "fatigue", "tinnitus", "memory", "numbness", "own_" + "0" * 32)
    report = built([entry for key in keys for entry in days(0, 3, key)])
    expected = ["numbness", "memory", "fatigue", "nausea", "tinnitus", "own_" + "0" * 32, "overall"]
    assert [row.key for row in report.rows] == expected


def test_without_chosen_key_symptoms_those_rated_most_are_shown():
    entries = [
        *days(0, 1, "nausea"),
        *days(1, 1, "nausea"),
        *days(0, 1, "dizzy", 3),
        *days(0, 1, "tremor", 4),
    ]
    report = built([*entries, *days(0, 1, "memory", 1)])
    assert (report.key_symptoms, report.key_chosen) == (("nausea", "tremor", "dizzy"), False)


def test_days_at_seven_or_more_are_counted():
    [fact] = ada.report().facts
    severe = [mark for mark in "".join(ada.TIRED) if mark in "789"]
    assert (fact.key, fact.count, fact.of) == ("fatigue", len(severe), 49)


def test_cut_points_do_not_count_what_was_rated_on_another_scale():
    report = build(ada.diary(), ada.FIRST, ada.LAST, [Carried("fatigue", 1, 7)])
    assert (report.facts, report.carried) == ((), (Carried("fatigue", 1, 7),))


def test_words_come_newest_first_and_questions_apart():
    words = [
        Words(ada.id_of(day), date(2026, 2, day), f"Day {day}", VISIT if day == 3 else "note")
        for day in (1, 2, 3)
    ]
    report = build(Diary(words=tuple(words)), usual_first(MONDAY), MONDAY)
    assert [quote.text for quote in report.notes] == ["Day 2", "Day 1"]
    assert [quote.text for quote in report.questions] == ["Day 3"]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="after the last"):
        build(Diary(), MONDAY, MONDAY - timedelta(days=1))


def test_all_of_it_begins_with_the_first_thing_kept():
    assert first_day(ada.diary(), MONDAY) == date(2025, 11, 1)
    assert first_day(Diary(profile=Profile("Ada")), MONDAY) == MONDAY
