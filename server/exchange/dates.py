"""Days and times as people write them, and the order in which a file writes its days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from server.exchange.unusable import Unusable
from server.i18n import gettext as _

ORDERS = ("dmy", "mdy", "ymd")
# So many rows may have a slip of the pen before the order of the others is in doubt.
SLIPS = 0.05
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
# Three numbers; what follows a space, a comma or a T is the time of day.
DAY = re.compile(r"(\d{1,4})(?:[-/.]\s?|\s)(\d{1,2})(?:[-/.]\s?|\s)(\d{1,4})(?:[T,\s]+(\S.*))?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(.+))?")
TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([aApP])?\.?(?:[mM]\.?)?(?:Z|[+-]\d\d:?\d\d)?"
)


@dataclass(frozen=True)
class Order:
    """How the days of a file are read. why: "stated", "same" (no other reading), "proven" or "language"."""

    order: str
    why: str
    example: str = ""
    row: int = 0


def looks_like_day(text: str) -> bool:
    return bool(_numbers(text))


def day_in(text: str, order: str) -> date:
    """Return the day. Raises ValueError for what is no day of the calendar, or not of 1900 to 2200."""
    numbers = _numbers(text)
    if not numbers:
        raise ValueError("no day")
    first, second, third = numbers
    if len(first) == 4 or order == "ymd":
        year, month, day = first, second, third
    else:
        year, (day, month) = third, (first, second) if order == "dmy" else (second, first)
    if len(year) not in (2, 4):
        raise ValueError("no year")
    found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    if not EARLIEST <= found <= LATEST:
        raise ValueError("no day of ours")
    return found


def time_beside(text: str) -> str:
    """Return what stands behind the day in the same cell, or ""."""
    match = DAY.fullmatch(text) or COMPACT.fullmatch(text)
    return (match[4] or "") if match else ""


def time_in(text: str) -> time:
    """Return the time of day to the minute, as it stands on the clock. Raises ValueError."""
    match = TIME.fullmatch(text.strip())
    if not match:
        raise ValueError("no time")
    hour, half = int(match[1]), (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError("no hour")
    return time(hour % 12 + 12 * (half == "p") if half else hour, int(match[2]))


def order_of(cells: Sequence[tuple[int, str]], stated: str | None, language: str | None) -> Order:
    """Return the order in which these (row, cell) write their days.

    stated:   the order the person gave, believed whatever the cells say
    language: the language the person asked for; decides only where nothing else can
    Raises Unusable where both readings are possible, or the rows contradict each other.
    """
    if stated:
        return Order(stated, "stated")
    open_cells = [(row, cell, numbers) for row, cell in cells if (numbers := _open_numbers(cell))]
    proofs = {
        "dmy": [(row, cell) for row, cell, (a, b) in open_cells if a > 12 >= b],
        "mdy": [(row, cell) for row, cell, (a, b) in open_cells if b > 12 >= a],
    }
    if not any(a != b for _row, _cell, (a, b) in open_cells):
        return Order("dmy", "same") if open_cells else Order("ymd", "same")
    order, other = sorted(proofs, key=lambda o: len(proofs[o]), reverse=True)
    if len(proofs[other]) > SLIPS * len(proofs[order]):
        raise Unusable(_contradiction(proofs["dmy"][0], proofs["mdy"][0]))
    if proofs[order]:
        row, example = proofs[order][0]
        return Order(order, "proven", example, row)
    row, example, _numbers_found = open_cells[0]
    if language in ("da", "nb", "nl"):
        return Order("dmy", "language", example, row)
    raise Unusable(
        _(
            "Row %(row)s: “%(cell)s” can be read with the day first or with the month first, and no other row "
            "tells which. Add --date-order dmy, --date-order mdy or --date-order ymd.",
            row=row,
            cell=example,
        )
    )


def _contradiction(day_first: tuple[int, str], month_first: tuple[int, str]) -> str:
    return _(
        "Row %(row)s, “%(cell)s”, has the day first; row %(other_row)s, “%(other)s”, has the month first. "
        "Add --date-order dmy, --date-order mdy or --date-order ymd: days that do not fit are then left out by row.",
        row=day_first[0],
        cell=day_first[1],
        other_row=month_first[0],
        other=month_first[1],
    )


def _numbers(text: str) -> tuple[str, str, str] | None:
    match = DAY.fullmatch(text) or COMPACT.fullmatch(text)
    return (match[1], match[2], match[3]) if match else None


def _open_numbers(text: str) -> tuple[int, int] | None:
    """The two numbers whose order is in question; None for a cell that starts with the year or is no day."""
    numbers = _numbers(text)
    if not numbers or len(numbers[0]) > 2 or max(int(numbers[0]), int(numbers[1])) > 31:
        return None
    return int(numbers[0]), int(numbers[1])
