"""How a table is written: its encoding, and the character between its cells."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from server.exchange.dates import looks_like_day
from server.exchange.opened import UTF16_MARKS
from server.exchange.unusable import Unusable
from server.i18n import gettext as _

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 200


@dataclass(frozen=True)
class Text:
    text: str
    encoding: str
    cut: bool = False  # the file ends in the middle of a character


def decoded(data: bytes) -> Text:
    """Return the text of the bytes: UTF-16 by its mark, else UTF-8, else Windows-1252. Raises Unusable."""
    if data.startswith(UTF16_MARKS):
        even = data[: len(data) // 2 * 2]
        return Text(even.decode("utf-16", "replace"), "UTF-16", cut=len(even) < len(data))
    try:
        return Text(data.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError as error:
        # A file cut off in the middle of a letter is still UTF-8, as Windows letters never look like that.
        if error.end == len(data) and "unexpected end" in error.reason:
            return Text(data[: error.start].decode("utf-8-sig"), "UTF-8", cut=True)
    try:
        return Text(data.decode("cp1252"), "Windows-1252")
    except UnicodeDecodeError:
        raise Unusable(_("The letters of this file cannot be read. Save it as CSV in UTF-8.")) from None


def delimiter_of(text: str) -> str:
    """Return the character that best cuts rows into a day and other cells. Raises Unusable."""
    scores = {mark: _evenness(text, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: scores[mark])
    if not scores[best][2]:
        raise Unusable(
            _(
                "Only one column was found. A diary has a column with the date and one for each symptom, "
                "with a comma, semicolon, tab or | between them."
            )
        )
    return best


def _evenness(text: str, mark: str) -> tuple[float, float, int]:
    """Shares of the rows with a cell that is a day, and with as many cells as the heading; how many that is."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        rows = [row for row in islice(reader, LOOKED_AT) if row]
    except csv.Error:
        return 0, 0, 0
    if not rows or len(rows[0]) < 2:
        return 0, 0, 0
    dated = sum(any(map(looks_like_day, row)) for row in rows)
    even = sum(len(row) == len(rows[0]) for row in rows)
    return dated / len(rows), even / len(rows), len(rows[0])
