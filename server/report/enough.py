"""How much of a period was written down, and where the longest gap is."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from server.b12.trend import DAYS_FOR_A_WEEK, week_of
from server.diary.reading import DAILY, WEEKLY, Entry, back_filled
from server.report.model import Gap, Sufficiency

ONE_DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1).toordinal()


def sufficiency_of(
    entries: Sequence[Entry], first: date, ends: Sequence[date], began: date | None
) -> Sufficiency:
    """Return how well the period is covered.

    entries: those of the period, in the order of their days; began: the first day of the whole diary
    """
    days = [entry.day for entry in entries if entry.source == DAILY]
    forms = [entry.day for entry in entries if entry.source == WEEKLY]
    timed = [entry for entry in entries if entry.entered_at]
    return Sufficiency(
        weeks=len(ends),
        weeks_enough=len(_full_weeks(set(days), forms, ends)),
        days=(ends[-1] - first).days + 1,
        days_logged=len(set(days)),
        weekly_forms=len(forms),
        entries=len(entries),
        timed=len(timed),
        back_filled=sum(map(back_filled, filter(_maybe_late, timed))) if timed else None,
        extra=len(days) - len(set(days)),
        began=began if began and first < began <= ends[-1] else None,
        longest_gap=_longest_gap(entries, max(first, began or first), ends[-1]) if entries else None,
    )


def _maybe_late(entry: Entry) -> bool:
    """Whether it is worth a look at the zone: no clock on earth is 15 hours ahead of UTC."""
    return entry.entered_at.timestamp() >= (entry.day.toordinal() - EPOCH + 2) * 86_400 - 15 * 3600


def _full_weeks(days: set[date], forms: Sequence[date], ends: Sequence[date]) -> set[int]:
    by_week = Counter(week_of(day, ends[-1], len(ends)) for day in days)
    full = {week for week, count in by_week.items() if count >= DAYS_FOR_A_WEEK}
    return full | {week_of(day, ends[-1], len(ends)) for day in forms}


def _longest_gap(entries: Sequence[Entry], start: date, end: date) -> Gap | None:
    """The longest run of days that no check-in and none of a form's seven days covers; the first of equals."""
    covered = sorted((_first_covered(entry), entry.day) for entry in entries)
    covered.append((end + ONE_DAY, end + ONE_DAY))
    longest, reached = None, start - ONE_DAY
    for begins, ends in covered:
        days = (begins - reached).days - 1
        if days > (longest.days if longest else 0):
            longest = Gap(reached + ONE_DAY, begins - ONE_DAY, days)
        reached = max(reached, ends)
    return longest


def _first_covered(entry: Entry) -> date:
    return entry.day if entry.source == DAILY else entry.day - timedelta(days=6)
