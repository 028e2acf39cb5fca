"""All symptoms over a period: one row for each symptom and basis, its weeks, its first and last four weeks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from server.b12.trend import DAYS_FOR_A_WEEK, FORMS_FOR_A_WEEK, Spread, spread, week_of, weekly
from server.b12.vocabulary import GROUPS, symptoms
from server.diary.reading import DAILY, WEEKLY, Entry
from server.report.model import DayValue, Highlights, Row, Span

# Four weeks at each end, of which half must have enough entries.
SPAN_WEEKS, SPAN_LEAST = 4, 2
# Below one point on 0-10 no clear change is claimed: Khanna 2008, J Rheumatol 35:2339 (fatigue, rheumatoid arthritis).
CLEAR = 1.0
LEAST = {DAILY: DAYS_FOR_A_WEEK, WEEKLY: FORMS_FOR_A_WEEK}


def rows_of(
    entries: Sequence[Entry], own: Mapping[str, str], ends: Sequence[date], first: date
) -> tuple[Row, ...]:
    """Return every row with at least one rating, in the order of the page.

    entries: those of the period, in the order of their days; own: labels by rating key
    """
    week_numbers = {entry.day: week_of(entry.day, ends[-1], len(ends)) for entry in entries}
    found = [
        _row(key, own.get(key, ""), basis, days, _by_week(days, week_numbers), ends, first)
        for basis in (DAILY, WEEKLY)
        for key, days in _days(entries, basis).items()
    ]
    return tuple(sorted(found, key=_place))


def highlights_of(rows: Sequence[Row]) -> Highlights:
    """Return which rows changed most and which is highest now."""
    compared = [row for row in rows if row.change is not None]
    eased = min(compared, key=lambda row: row.change, default=None)
    worsened = max(compared, key=lambda row: row.change, default=None)
    highest = max((row for row in rows if row.now), key=lambda row: row.now.median, default=None)
    return Highlights(
        compared=len(compared),
        eased=_name(eased) if eased and eased.change <= -CLEAR else None,
        worsened=_name(worsened) if worsened and worsened.change >= CLEAR else None,
        highest=_name(highest) if highest and highest.now.median > 0 else None,
    )


def _name(row: Row) -> tuple[str, str]:
    return row.key, row.basis


def _days(entries: Iterable[Entry], basis: str) -> Mapping[str, list[DayValue]]:
    """For each symptom the values of its days; several entries of a day become their mean."""
    found: dict[str, list[DayValue]] = defaultdict(list)
    chosen = (entry for entry in entries if entry.source == basis)
    for day, same in groupby(chosen, key=attrgetter("day")):
        of_day = [entry.ratings for entry in same]
        if len(of_day) == 1:
            for key, rating in of_day[0].items():
                found[key].append((day, rating, 1))
        else:
            for key, ratings in _together(of_day).items():
                found[key].append((day, sum(ratings) / len(ratings), len(ratings)))
    return found


def _together(of_day: Sequence[Mapping[str, int]]) -> Mapping[str, list[int]]:
    found = defaultdict(list)
    for ratings in of_day:
        for key, rating in ratings.items():
            found[key].append(rating)
    return found


def _by_week(days: Iterable[DayValue], weeks: Mapping[date, int]) -> Mapping[int, list[float]]:
    """For each week number the values of its days."""
    found: dict[int, list[float]] = defaultdict(list)
    for day, value, _entries in days:
        found[weeks[day]].append(value)
    return found


def _row(
    key: str,
    label: str,
    basis: str,
    days: Sequence[DayValue],
    by_week: Mapping[int, list[float]],
    ends: Sequence[date],
    first: date,
) -> Row:
    weeks = weekly(by_week, len(ends), LEAST[basis])
    medians = [week.median for week in weeks if week]
    then, now = _ends_of(weeks, ends, first)
    return Row(
        key=key,
        label=label,
        group=symptoms()[key].group if key in symptoms() else "other",
        basis=basis,
        rated=len(days),
        days=tuple(days),
        weeks=weeks,
        overall=spread(medians) if medians else None,
        then=then,
        now=now,
        change=now.median - then.median if then and now and then.last < now.first else None,
    )


def _ends_of(
    weeks: Sequence[Spread | None], ends: Sequence[date], first: date
) -> tuple[Span | None, Span | None]:
    """The four weeks from the first with enough entries, and the last four weeks of the period."""
    start = next((number for number, week in enumerate(weeks) if week), 0)
    last = max(len(weeks) - SPAN_WEEKS, 0)
    return _span(weeks, ends, first, start), _span(weeks, ends, first, last)


def _span(weeks: Sequence[Spread | None], ends: Sequence[date], first: date, start: int) -> Span | None:
    inside = [week.median for week in weeks[start : start + SPAN_WEEKS] if week]
    if len(inside) < SPAN_LEAST:
        return None
    begins = max(ends[start] - timedelta(days=6), first)
    return Span(begins, ends[min(start + SPAN_WEEKS, len(ends)) - 1], len(inside), spread(inside).median)


def _place(row: Row) -> tuple[int, int, str, str]:
    """Nerves first, the whole last; inside a group as the weekly form asks, own symptoms after by name."""
    asked = list(symptoms())
    order = asked.index(row.key) if row.key in symptoms() else len(asked)
    return GROUPS.index(row.group), order, row.label.casefold() + row.key, row.basis
