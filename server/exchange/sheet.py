"""A table as its rows, each with the number a spreadsheet shows beside it."""

import csv
import io
from dataclasses import dataclass, replace

from server.exchange.dates import looks_like_day
from server.exchange.sniff import Text, delimiter_of
from server.exchange.unusable import Unusable
from server.i18n import gettext as _

CUT, TOO_WIDE = "cut", "too-wide"


@dataclass(frozen=True)
class Row:
    """
    cells:   as many as the heading has
    trouble: CUT where the file ends, or a quotation mark is never closed, within the row; TOO_WIDE where it has
             more cells than the heading, so that nobody can tell which belongs where; else ""
    """

    number: int
    cells: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True)
class Sheet:
    encoding: str
    delimiter: str
    heading: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, name: str) -> list[str]:
        """Return the cells below this name, of the rows that are whole."""
        place = self.heading.index(name)
        return [row.cells[place] for row in self.rows if not row.trouble]


def sheet_of(text: Text) -> Sheet:
    """Return the heading and every row below it, empty ones too. Raises Unusable without a heading or rows."""
    body, skipped, named = _without_preface(text.text)
    delimiter = named or delimiter_of(body)
    lines = io.StringIO(body, newline="").readlines()
    rows = [
        (number, tuple(cell.strip() for cell in cells), whole)
        for number, (cells, whole) in enumerate(_rows(lines, delimiter), skipped + 1)
    ]
    start = next((at for at, (_number, cells, _whole) in enumerate(rows) if any(cells)), None)
    if start is None:
        raise Unusable(_("This table is empty."))
    heading = _heading(rows[start][1])
    rest = [_row(number, cells, whole, len(heading)) for number, cells, whole in rows[start + 1 :]]
    if not any(any(row.cells) for row in rest):
        raise Unusable(_("This table has a heading and no rows below it."))
    # The last row may be half a row: nothing but the missing line end tells.
    short = len(rows[-1][1]) < len(heading) and not body.endswith(("\n", "\r"))
    if text.cut or short:
        rest[-1] = replace(rest[-1], trouble=CUT)
    return Sheet(text.encoding, delimiter, heading, tuple(rest))


def _row(number: int, cells: tuple[str, ...], whole: bool, width: int) -> Row:
    padded = cells[:width] + ("",) * (width - len(cells))
    return Row(number, padded, CUT if not whole else TOO_WIDE if any(cells[width:]) else "")


def _without_preface(text: str) -> tuple[str, int, str]:
    """Excel may write its delimiter above the heading: "sep=;". Return the rest, rows skipped, the delimiter."""
    first, _end, rest = text.partition("\n")
    mark = first.strip()
    if mark.startswith("sep=") and len(mark) == 5:
        return rest, 1, mark[4]
    return text, 0, ""


def _rows(lines: list[str], delimiter: str) -> list[tuple[list[str], bool]]:
    """Every row's cells, and False for a row that never ends: it is cut at its line, so that the rest is kept."""
    reader, opening = csv.reader(lines, delimiter=delimiter), 0
    rows: list[tuple[list[str], bool]] = []
    try:
        for cells in reader:
            if reader.line_num == len(lines) and _never_closed(lines[opening:], delimiter):
                raise csv.Error
            rows.append((cells, True))
            opening = reader.line_num
    except csv.Error:
        cut = [cell.strip('"\r\n') for cell in lines[opening].split(delimiter)]
        return [*rows, (cut, False), *_rows(lines[opening + 1 :], delimiter)]
    return rows


def _never_closed(lines: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _heading(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The columns' names, made different from each other: an empty one is "#3", a repeated one "Pain (2)"."""
    if any(map(looks_like_day, cells)):
        raise Unusable(_("The first row must name the columns; here it already holds a day."))
    names: list[str] = []
    for at, cell in enumerate(cells, 1):
        name, count = cell or f"#{at}", 2
        while name in names:
            name, count = f"{cell or f'#{at}'} ({count})", count + 1
        names.append(name)
    return tuple(names)
