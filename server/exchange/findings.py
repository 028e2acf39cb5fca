"""What was found in a table, so that it can be shown and nothing is dropped in silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from server.exchange.dates import Order
from server.exchange.mapping import Target

# Why a row gives nothing. "cut" and "too-wide" are said by sheet.py.
EMPTY, NO_DAY, REPEATED, UNREADABLE, UNMAPPED = "empty", "no-day", "repeated", "unreadable", "unmapped"
# Why a cell gives nothing, or not all it says.
NOT_A_DAY, NOT_A_TIME, NOT_A_NUMBER, OFF_SCALE, SHORTENED = (
    "not-a-day", "not-a-time", "not-a-number", "off-scale", "shortened",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be read as it stands."""

    row: int
    column: str
    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class Used:
    """A column something was made of. count: its readable cells; negations: those that say "0" or "no"."""

    column: str
    target: Target
    own: bool
    count: int
    negations: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """How the table was read. `rows` always is `rows_used` and everything in `left_out` together.

    mark:     decimal mark, "" where all numbers are whole
    left_out: why -> the rows, numbered as a spreadsheet does
    made:     kind -> how many records
    """

    encoding: str
    delimiter: str
    mark: str
    order: Order
    long: bool
    date: str
    time: str
    used: tuple[Used, ...]
    unused: tuple[str, ...]
    proposed: Mapping[str, str]
    rows: int
    rows_used: int
    left_out: Mapping[str, tuple[int, ...]]
    troubles: tuple[Trouble, ...]
    made: Mapping[str, int]
    first: date | None
    last: date | None
