"""What a picture shows, as tables for those who do not see it or want the single days."""

from collections.abc import Iterator, Sequence
from datetime import date

from server.i18n import gettext as _
from server.i18n import language
from server.report.model import DayValue, Row
from server.report.words import basis, between, day, number, plain_number


def heads() -> dict[str, tuple[str, ...]]:
    """Return the headings of both tables."""
    return {
        "days": (_("Day"), _("Asked"), _("Value")),
        "weeks": (_("Week ending"), _("Asked"), _("Median"), _("Middle half"), _("Days or forms")),
    }


def day_lines(rows: Sequence[Row], most: int) -> Iterator[tuple[str, ...]]:
    """Yield the single days and forms of a symptom, newest first, at most so many."""
    # Asked once, because years have thousands of days.
    asked, spoken = {row.basis: basis(row.basis) for row in rows}, language()
    newest = [(of, row.basis) for row in rows for of in row.days[-most:]]
    newest.sort(key=lambda found: found[0].day, reverse=True)
    for of, how in newest[:most]:
        yield day(of.day, spoken), asked[how], _value(of, spoken)


def week_lines(row: Row, ends: Sequence[date]) -> Iterator[tuple[str, ...]]:
    """Yield the weeks of a row that have enough entries, oldest first."""
    asked, spoken = basis(row.basis), language()
    for end, week in zip(ends, row.weeks, strict=True):
        if week:
            middle = between(week.lower, week.upper, 1, spoken)
            yield day(end, spoken), asked, number(week.median, 1, spoken), middle, str(week.count)


def _value(of: DayValue, spoken: str) -> str:
    value = plain_number(of.value, spoken)
    return value if of.entries == 1 else _("%(value)s, mean of %(count)s", value=value, count=of.entries)
