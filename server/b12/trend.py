"""From single ratings to weeks: the spread of a handful of values, and which weeks have enough of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

# Averaging three to five end-of-day ratings comes very close to a full week of momentary ones:
# Broderick 2009, J Pain 10:274. One form that asks about seven days is a week by itself.
DAYS_FOR_A_WEEK = 3
FORMS_FOR_A_WEEK = 1


@dataclass(frozen=True, slots=True)
class Spread:
    """Where values lie: quartiles and mean, in points of the 0-10 scale, of `count` values."""

    lower: float
    median: float
    upper: float
    mean: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of the values, in any order.

    values: shape (n,), points on the 0-10 scale
    Raises ValueError if there are none.
    """
    if not values:
        raise ValueError("no values have no spread")
    ordered = sorted(values)
    count = len(ordered)
    lower, median, upper = [
        ordered[below] + rest * (ordered[below + 1] - ordered[below]) if rest else float(ordered[below])
        for below, rest in _quartile_places(count)
    ]
    return Spread(lower, median, upper, sum(ordered) / count, count)


@cache
def _quartile_places(count: int) -> tuple[tuple[int, float], ...]:
    """For each quartile of `count` ordered values the place below it, and its part of the way to the next (type 7).

    Source: Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566
    """
    places = [(count - 1) * quarter / 4 for quarter in (1, 2, 3)]
    return tuple((int(place), place - int(place)) for place in places)


def week_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last day of each week, oldest first: seven days each, the newest ending on `last`.

    The oldest week may begin before `first`. Raises ValueError if `first` is after `last`.
    """
    if first > last:
        raise ValueError("the first day is after the last")
    weeks = (last - first).days // 7 + 1
    return tuple(last - timedelta(days=7 * back) for back in range(weeks - 1, -1, -1))


def week_of(day: date, last: date, weeks: int) -> int:
    """Return which of `weeks` weeks ending on `last` holds the day: 0 is the oldest."""
    return weeks - 1 - (last - day).days // 7


def weekly(values: Mapping[int, Sequence[float]], weeks: int, least: int) -> tuple[Spread | None, ...]:
    """Return the spread of each week, oldest first; None where fewer than `least` values are there.

    values: for each week number (0 is the oldest) its values, one for each day or form
    Nothing is filled in: a week without enough values stays empty.
    """
    return tuple(
        spread(found) if len(found := values.get(week, ())) >= least else None for week in range(weeks)
    )
