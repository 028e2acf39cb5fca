"""Where things lie in a chart: a true time axis from left to right, 0 at the bottom and 10 at the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

WORST = 10
# A mark for every so many months: the first of these that leaves room for the words.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
DAYS_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes of a chart in its own units: what is kept free at both sides for words, the plot's height, the words."""

    width: float
    left: float
    right: float
    height: float
    size: float
    month_room: float

    @property
    def step(self) -> float:
        """From one line of words to the next."""
        return self.size * 1.1


WIDE = Layout(width=720, left=132, right=76, height=66, size=10.5, month_room=54)
NARROW = Layout(width=328, left=84, right=34, height=120, size=13.5, month_room=46)


@dataclass(frozen=True)
class Frame:
    """The plot inside its picture; `first` begins at `left`, `last` ends at `right`."""

    layout: Layout
    first: date
    last: date
    top: float = 6

    @cached_property
    def left(self) -> float:
        return self.layout.left

    @cached_property
    def right(self) -> float:
        return self.layout.width - self.layout.right

    @cached_property
    def bottom(self) -> float:
        return self.top + self.layout.height

    @cached_property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def x(self, day: date, part: float = 0.0) -> float:
        """Return the place of a day; part 0 is its beginning, 0.5 its noon, 1 its end."""
        return self.left + ((day - self.first).days + part) * self.day

    def y(self, value: float) -> float:
        """Return the height of a value of the 0-10 scale."""
        return self.bottom - value / WORST * self.layout.height

    def week(self, end: date) -> tuple[float, float]:
        """Return where a week begins and ends, as far as it lies in the plot."""
        after = self.x(end, 1)
        return max(after - 7 * self.day, self.left), after

    def middle(self, end: date) -> float:
        """Return the middle of a week."""
        return sum(self.week(end)) / 2


def months(frame: Frame) -> list[date]:
    """Return the first days of the months there is room to name, on round months of the year."""
    room = frame.layout.month_room
    step = next((step for step in STEPS if step * frame.day * DAYS_A_MONTH >= room), STEPS[-1])
    begin, end = _number(frame.first), _number(frame.last)
    marks = (_month(number) for number in range(begin, end + 1) if number % step == 0)
    return [mark for mark in marks if mark >= frame.first]


def runs(present: Sequence[object]) -> list[tuple[int, int]]:
    """Return (start, end) of each unbroken run of what is there (not None), end not included."""
    found, start = [], None
    for place, item in enumerate((*present, None)):
        if item is not None and start is None:
            start = place
        elif item is None and start is not None:
            found.append((start, place))
            start = None
    return found


def apart(places: Sequence[float], distance: float) -> list[float]:
    """Return the places, in their order, moved down so that each is `distance` or more below the one above it."""
    moved = list(places)
    ordered = sorted(range(len(moved)), key=moved.__getitem__)
    for above, below in pairwise(ordered):
        moved[below] = max(moved[below], moved[above] + distance)
    return moved


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
