"""A row of a table becomes what it says of one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from server.exchange.columns import Columns
from server.exchange.dates import day_in, time_beside, time_in
from server.exchange.findings import (
    EMPTY,
    NO_DAY,
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_A_TIME,
    OFF_SCALE,
    UNMAPPED,
    UNREADABLE,
    Trouble,
)
from server.exchange.mapping import Dose, Rating
from server.exchange.numbers import mark_of, number_in
from server.exchange.scale import OffScale
from server.exchange.sheet import Row


@dataclass(slots=True)
class Line:
    """
    ratings: column -> 0-10; doses: columns with a dose
    why:     why the row gives nothing, "" where it does
    """

    row: int
    day: date | None = None
    time: str = ""
    ratings: dict[str, int] = field(default_factory=dict)
    doses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    why: str = ""


def mark_in(columns: Columns) -> str:
    """Return the decimal mark of the rating columns, all taken together."""
    rated = [name for name, target in columns.targets.items() if isinstance(target, Rating)]
    return mark_of(cell for name in rated for cell in columns.sheet.column(name))


def line_of(row: Row, columns: Columns, order: str, mark: str) -> Line:
    """Return what the row says, or why it says nothing."""
    line, cells = Line(row.number), dict(zip(columns.sheet.heading, row.cells, strict=False))
    if row.trouble or not any(row.cells):
        line.why = row.trouble or EMPTY
        return line
    _read_day(line, cells, columns, order)
    if line.day:
        _read_time(line, cells, columns)
        for name in columns.targets:
            if cells[name]:
                _read_cell(line, name, cells[name], columns, mark)
        line.why = _nothing_why(line)
    return line


def _read_day(line: Line, cells: Mapping[str, str], columns: Columns, order: str) -> None:
    cell = cells[columns.date]
    try:
        line.day = day_in(cell, order)
    except ValueError:
        line.why = NO_DAY
        if cell:
            line.troubles.append(Trouble(line.row, columns.date, cell, NOT_A_DAY))


def _read_time(line: Line, cells: Mapping[str, str], columns: Columns) -> None:
    beside, own = time_beside(cells[columns.date]), cells[columns.time] if columns.time else ""
    column, cell = (columns.time, own) if own else (columns.date, beside)
    if not cell:
        return
    try:
        line.time = f"{time_in(cell):%H:%M}"
    except ValueError:
        line.troubles.append(Trouble(line.row, column, cell, NOT_A_TIME))


def _read_cell(line: Line, name: str, cell: str, columns: Columns, mark: str) -> None:
    target = columns.targets[name]
    if isinstance(target, Dose):
        line.doses.append(name)
    elif isinstance(target, Rating):
        try:
            line.ratings[name] = target.scale.carried(number_in(cell, mark))
        except OffScale:
            line.troubles.append(Trouble(line.row, name, cell, OFF_SCALE))
        except ValueError:
            line.troubles.append(Trouble(line.row, name, cell, NOT_A_NUMBER))
    else:
        line.notes.append(cell)


def _nothing_why(line: Line) -> str:
    if line.ratings or line.doses or line.notes:
        return ""
    return (
        UNREADABLE if any(trouble.why in (NOT_A_NUMBER, OFF_SCALE) for trouble in line.troubles) else UNMAPPED
    )
