"""Weeks and their spread: the figures agree with the standard library, and nothing is filled in."""

from datetime import date
from statistics import mean, median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as some

from server.b12.trend import spread, week_ends, week_of, weekly

values = some.lists(some.integers(0, 10), min_size=1, max_size=60)


@given(values)
def test_a_spread_agrees_with_the_standard_library(ratings):
    found = spread(ratings)
    doubled = ratings if len(ratings) > 1 else ratings * 2
    lower, _, upper = quantiles(doubled, n=4, method="inclusive")
    assert found.median == pytest.approx(median(ratings))
    assert (found.lower, found.upper) == (pytest.approx(lower), pytest.approx(upper))
    assert found.mean == pytest.approx(mean(ratings))
    assert found.count == len(ratings)


@given(values, some.randoms())
def test_the_order_of_values_does_not_matter(ratings, chance):
    shuffled = ratings[:]
    chance.shuffle(shuffled)
    assert spread(shuffled) == spread(ratings)


def test_no_values_have_no_spread():
    with pytest.raises(ValueError, match="no spread"):
        spread([])


def test_26_weeks_end_on_the_day_of_the_report():
    ends = week_ends(date(2025, 9, 2), date(2026, 3, 2))
    assert len(ends) == 26
    assert (ends[0], ends[1], ends[-1]) == (date(2025, 9, 8), date(2025, 9, 15), date(2026, 3, 2))


def test_days_fall_into_the_week_that_ends_on_or_after_them():
    last = date(2026, 3, 2)
    assert [week_of(date(2026, 2, day), last, 3) for day in (16, 17, 23, 24)] == [0, 1, 1, 2]
    assert week_of(last, last, 3) == 2


def test_a_period_of_one_day_is_one_short_week():
    assert week_ends(date(2026, 3, 2), date(2026, 3, 2)) == (date(2026, 3, 2),)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="after the last"):
        week_ends(date(2026, 3, 3), date(2026, 3, 2))


def test_a_week_with_two_days_stays_empty_and_the_third_day_fills_it():
    weeks = weekly({0: [4, 5], 2: [4, 5, 9]}, weeks=4, least=3)
    assert weeks[0] is None
    assert weeks[1] is None
    assert (weeks[2].median, weeks[2].count) == (5, 3)
    assert weeks[3] is None
