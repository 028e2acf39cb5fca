"""Scales that other diaries use, carried over to Tolv's whole numbers from 0 (none) to 10 (worst)."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import floor

FROM_TO = re.compile(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)")
MOST_STEPS = 20


class OffScale(Exception):  # noqa: N818
    """A number below or above the ends of its scale."""


@dataclass(frozen=True)
class Scale:
    """none is the number that means "not at all", worst the one that means "as bad as can be"; either may be larger."""

    none: Fraction = Fraction(0)
    worst: Fraction = Fraction(10)

    def carried(self, value: Fraction) -> int:
        """Return the rating for a value of this scale: a straight line, halves rounded up. Raises OffScale."""
        if not min(self.none, self.worst) <= value <= max(self.none, self.worst):
            raise OffScale
        return floor((value - self.none) / (self.worst - self.none) * 10 + Fraction(1, 2))

    def steps(self) -> list[tuple[Fraction, int]]:
        """Return whole numbers of the scale with their ratings: all, or on a long scale its ends and middle."""
        low, high = sorted((self.none, self.worst))
        values = [low + at for at in range(floor(high - low) + 1)]
        if len(values) > MOST_STEPS or low.denominator > 1:
            values = [low, (low + high) / 2, high]
        return [(value, self.carried(value)) for value in values]

    def __str__(self) -> str:
        return f"{plain(self.none)}-{plain(self.worst)}"


TOLV = Scale()


def scale_in(text: str) -> Scale:
    """Return the scale written as "1-7", "7-1" or "-3-3". Raises ValueError for anything else."""
    match = FROM_TO.fullmatch(text.strip().replace("−", "-").replace("–", "-"))
    if not match:
        raise ValueError("no scale")
    scale = Scale(Fraction(match[1]), Fraction(match[2]))
    if scale.none == scale.worst:
        raise ValueError("a scale needs two ends")
    return scale


def plain(value: Fraction) -> str:
    """The number as people write it, with a point."""
    return str(value) if value.denominator == 1 else f"{float(value):g}"
