"""The records of a backup one by one, so that a damaged one does not take the others with it."""

import json
import re
from typing import Any

RECORDS = re.compile(r'"records"\s*:\s*\[')
RECORD = re.compile(r'\{\s*"id"\s*:')
BETWEEN = re.compile(r"[\s,]*")


class Damaged:
    """Stands where a record cannot be read as JSON."""


def pieces_of(text: str) -> tuple[list[Any], bool]:
    """Return what stands in the list of records, Damaged for what is no JSON; and whether the list ends too early."""
    opening = RECORDS.search(text)
    if not opening:
        return [], True
    pieces: list[Any] = []
    at = opening.end()
    while True:
        at = BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches nothing as well
        if at >= len(text) or text[at] == "]":
            return pieces, at >= len(text)
        piece, at = _piece(text, at)
        pieces.append(piece)


def _piece(text: str, at: int) -> tuple[Any, int]:
    """The next record and where it ends; a damaged one ends where the next one begins, or with the text."""
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        following = RECORD.search(text, at + 1)
        return Damaged(), following.start() if following else len(text)
