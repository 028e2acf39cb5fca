"""A diary kept as a table elsewhere (CSV): read with everything that was found on the way."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from server.exchange.columns import Columns, columns_of
from server.exchange.dates import Order, order_of
from server.exchange.entries import LONGEST_NOTE, is_own, rating_key, records_of
from server.exchange.findings import REPEATED, SHORTENED, Findings, Trouble, Used
from server.exchange.lines import Line, line_of, mark_in
from server.exchange.mapping import Dose, Rating, Target
from server.exchange.sheet import sheet_of
from server.exchange.sniff import decoded
from server.records.merge import Kept

# Whose diary a file is when nobody imports it: ids must follow from something.
NOBODY = uuid5(NAMESPACE_URL, "tolv:a diary from a file")
NEGATIONS = {"0", "no", "nej", "nei", "nee", "none", "false", "-"}


@dataclass(frozen=True, slots=True)
class Table:
    kepts: list[Kept]
    findings: Findings


def read(
    data: bytes,
    mapping: Mapping[str, Target],
    order: str | None = None,
    language: str | None = None,
    account: UUID = NOBODY,
) -> Table:
    """Return the records of a table and what was found.

    mapping:  what the person said about the columns, see mapping.py
    order:    "dmy", "mdy" or "ymd" where the person said so
    language: the language the person asked for, where they did
    Raises Unusable where the table as a whole cannot be read.
    """
    text = decoded(data)
    columns = columns_of(sheet_of(text), mapping)
    days = [(row.number, row.cells[columns.sheet.heading.index(columns.date)]) for row in columns.sheet.rows]
    found_order, mark = order_of(days, order, language), mark_in(columns)
    lines = [line_of(row, columns, found_order.order, mark) for row in columns.sheet.rows]
    _leave_out_repeats(lines, columns)
    kepts = records_of(lines, columns.targets, columns.long, account)
    return Table(kepts, _findings(columns, lines, found_order, mark, kepts, account))


def _leave_out_repeats(lines: Sequence[Line], columns: Columns) -> None:
    """A row that says the same of the same minute is a copy; without a time it may be a second entry of the day."""
    seen: set[tuple[str, ...]] = set()
    for row, line in zip(columns.sheet.rows, lines, strict=True):
        if line.time and not line.why:
            line.why = REPEATED if row.cells in seen else ""
            seen.add(row.cells)


def _findings(
    columns: Columns, lines: Sequence[Line], order: Order, mark: str, kepts: Sequence[Kept], account: UUID
) -> Findings:
    left_out: dict[str, list[int]] = defaultdict(list)
    for line in (line for line in lines if line.why):
        left_out[line.why].append(line.row)
    used = [line for line in lines if not line.why]
    days = [line.day for line in used if line.day]
    return Findings(
        encoding=columns.sheet.encoding,
        delimiter=columns.sheet.delimiter,
        mark=mark,
        order=order,
        long=columns.long,
        date=columns.date,
        time=columns.time,
        used=tuple(_used(name, target, used, columns, account) for name, target in columns.targets.items()),
        unused=columns.unused,
        proposed=columns.proposed,
        rows=len(lines),
        rows_used=len(used),
        left_out={why: tuple(rows) for why, rows in left_out.items()},
        troubles=tuple(trouble for line in lines for trouble in (*line.troubles, *_shortened(line))),
        made=Counter(kept.kind for kept in kepts),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _used(name: str, target: Target, lines: Sequence[Line], columns: Columns, account: UUID) -> Used:
    place = columns.sheet.heading.index(name)
    if isinstance(target, Rating):
        count = sum(name in line.ratings for line in lines)
        return Used(name, target, is_own(rating_key(name, target, account)), count)
    rows = {line.row for line in lines}
    cells = [row.cells[place] for row in columns.sheet.rows if row.number in rows and row.cells[place]]
    negations = sum(cell.casefold() in NEGATIONS for cell in cells) if isinstance(target, Dose) else 0
    return Used(name, target, False, len(cells), negations)


def _shortened(line: Line) -> list[Trouble]:
    words = "\n".join(line.notes)
    return [Trouble(line.row, "", words, SHORTENED)] if len(words) > LONGEST_NOTE else []
