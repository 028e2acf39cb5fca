"""What happened along the time axis of a chart: plan changes above, injections, tablets and months below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from server.report.axes import Frame, Layout
from server.report.svg import path, text, width_of

ROWS = 3  # of words above the plot
ABOVE = 4  # between them and what stands above the picture


@dataclass(frozen=True, slots=True)
class Marks:
    """Days of injections and of tablets; plan changes and months with their words."""

    injections: Sequence[date]
    tablets: Sequence[date]
    changes: Sequence[tuple[date, str]]
    months: Sequence[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A plan change and where its words stand; row None: there is no room for them."""

    day: date
    words: str
    anchor: str
    row: int | None


def placed(changes: Sequence[tuple[date, str]], frame: Frame) -> list[Change]:
    """Return the changes with a row each, so that no two words meet.

    What finds no room keeps its line; its words stand with the treatment.
    """
    until = [0.0] * ROWS
    found = []
    for day, words in changes:
        anchor, begin, end = _reach(frame.layout, frame.x(day), words)
        row = next((row for row in range(ROWS) if until[row] <= begin), None)
        if row is not None:
            until[row] = end
        found.append(Change(day, words, anchor, row))
    return found


def _reach(layout: Layout, x: float, words: str) -> tuple[str, float, float]:
    width = width_of(words, layout.size) + 6
    if x + width <= layout.width:
        return "start", x, x + width
    return "end", x - width, x + 6


def head(changes: Sequence[Change], layout: Layout) -> float:
    """Return how high the words above the plot stand."""
    rows = [change.row + 1 for change in changes if change.row is not None]
    return max(rows) * layout.step + ABOVE if rows else 0


def change(frame: Frame, of: Change) -> str:
    """Return the line of a plan change, down through the plot, and its words at the top."""
    x, step = frame.x(of.day), frame.layout.step
    if of.row is None:
        return path("plan", f"M{x:.1f} {frame.top:.1f}V{frame.bottom:.1f}")
    y = step * (of.row + 1) + ABOVE - 3
    words = text(x + (4 if of.anchor == "start" else -4), y, of.words, "ink", of.anchor)
    return path("plan", f"M{x:.1f} {y - step * 0.7:.1f}V{frame.bottom:.1f}") + words


def under(frame: Frame, marks: Marks, injections: str, tablets: str) -> tuple[str, float]:
    """Return what stands below the plot, and where the picture ends.

    injections, tablets: the words in the margin beside them
    """
    y, step = frame.bottom + 3, frame.layout.step
    drawn = []
    if marks.injections:
        y += step
        drawn += [_ticks(frame, marks.injections, y), _margin(frame, y, injections)]
    if marks.tablets:
        y += step
        drawn += [_bars(frame, marks.tablets, y), _margin(frame, y, tablets)]
    y += step + 1
    drawn.extend(_month(frame, y, day, words) for day, words in marks.months)
    return "".join(drawn), y + 4


def _margin(frame: Frame, y: float, words: str) -> str:
    return text(frame.left - 8, y, words, "orange", "end")


def _ticks(frame: Frame, days: Sequence[date], y: float) -> str:
    return path("dose", "".join(f"M{frame.x(day, 0.5):.1f} {y - 8:.1f}v8" for day in days))


def _bars(frame: Frame, days: Sequence[date], y: float) -> str:
    return path("bar", "".join(_bar(frame, first, last, y) for first, last in stretches(days)))


def _bar(frame: Frame, first: date, last: date, y: float) -> str:
    left, right = frame.x(first), frame.x(last, 1)
    return f"M{left:.1f} {y - 6:.1f}H{right:.1f}v5H{left:.1f}Z"


def stretches(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return days in a row as one stretch each, first and last day included. days: ascending"""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and (day - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _month(frame: Frame, y: float, day: date, words: str) -> str:
    x = frame.x(day)
    mark = path("rule", f"M{x:.1f} {frame.bottom:.1f}V{y + 1:.1f}")
    fits = x + 3 + width_of(words, frame.layout.size) <= frame.layout.width
    return mark + (text(x + 3, y, words, "word") if fits else "")
