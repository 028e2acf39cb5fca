"""Numbers in cells, with the decimal mark that the file uses."""

import re
from collections.abc import Iterable
from fractions import Fraction

NUMBER = re.compile(r"[-+]?\d{1,9}(?:[.,]\d{1,9})?")


def mark_of(cells: Iterable[str]) -> str:
    """Return the decimal mark of these cells, "," or "."; "" where all numbers are whole."""
    numbers = [cell for cell in cells if NUMBER.fullmatch(cell)]
    commas, points = (sum(mark in number for number in numbers) for mark in ",.")
    return "" if not commas + points else "," if commas > points else "."


def number_in(text: str, mark: str) -> Fraction:
    """Return the number, written with this mark or whole. Raises ValueError, also for the other mark."""
    plain = text.replace("−", "-")
    if not NUMBER.fullmatch(plain) or {",", "."} & set(plain) - {mark}:
        raise ValueError("no number")
    return Fraction(plain.replace(",", "."))
