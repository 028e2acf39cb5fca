"""What a picture shows, as tables for those who do not see it or want the single days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from server.i18n import gettext as _
from server.i18n import language
from server.report.model import Row
from server.report.words import basis, between, day, number, plain_number


def heads() -> dict[str, tuple[str, ...]]:
    """Return the headings of both tables."""
    return {
        "days": (_("Day"), _("Asked"), _("Value")),
        "weeks": (_("Week ending"), _("Asked"), _("Median"), _("Middle half"), _("Days or forms")),
    }


def body(lines: Iterable[Sequence[str]]) -> str:
    """Return the lines as rows of HTML, everything in them escaped; no cell holds a tab or a line break."""
    # Escaped in one go: years have thousands of cells.
    escaped = escape("\n".join(["\t".join(cells) for cells in lines]), quote=False)
    return "\n".join([_row(line) for line in escaped.split("\n")]) if escaped else ""


def _row(line: str) -> str:
    named = line.replace("\t", "</th><td>", 1).replace("\t", "</td><td>")
    return f'<tr><th scope="row">{named}</td></tr>'


def day_lines(rows: Sequence[Row], most: int) -> Iterator[tuple[str, ...]]:
    """Yield the single days and forms of a symptom, newest first, at most so many."""
    # Asked once, because years have thousands of days.
    asked, spoken = {row.basis: basis(row.basis) for row in rows}, language()
    newest = [(of, row.basis) for row in rows for of in row.days[-most:]]
    newest.sort(key=lambda found: found[0][0], reverse=True)
    for (of, value, entries), how in newest[:most]:
        yield day(of, spoken), asked[how], _value(value, entries, spoken)


def week_lines(row: Row, ends: Sequence[date]) -> Iterator[tuple[str, ...]]:
    """Yield the weeks of a row that have enough entries, oldest first."""
    asked, spoken = basis(row.basis), language()
    for end, week in zip(ends, row.weeks, strict=True):
        if week:
            middle = between(week.lower, week.upper, 1, spoken)
            yield day(end, spoken), asked, number(week.median, 1, spoken), middle, str(week.count)


def _value(value: float, entries: int, spoken: str) -> str:
    if entries == 1:
        return str(value)  # whole, as it was tapped
    return _("%(value)s, mean of %(count)s", value=plain_number(value, spoken), count=entries)
