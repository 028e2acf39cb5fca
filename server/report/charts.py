"""The line chart of one symptom, and its course in miniature, as SVG text for page and PDF alike."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from server.b12.trend import Spread
from server.report.axes import Frame, Layout, apart, runs
from server.report.model import DayValue
from server.report.strips import Marks, change, head, placed, under
from server.report.svg import Place, area, decoration, dot, line, path, picture, specks, text, width_of

DOTS_UP_TO = 60  # weeks; beyond that dots would run into each other
ROOM_FOR_A_DAY = 2  # where a day is narrower than this, its dot is smaller


@dataclass(frozen=True, slots=True)
class Curve:
    """Weekly medians to draw. is_form: from weekly forms, drawn apart from daily check-ins; label: at its end.

    days: single days to draw behind the line
    """

    weeks: Sequence[Spread | None]
    is_form: bool
    label: str
    days: Sequence[DayValue] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """The words of a chart, in the reader's language."""

    title: str
    description: str
    levels: Sequence[tuple[int, str]]  # value, and the words in the margin beside it
    direction: str  # left out where the margin has no room for it
    nothing: str  # stands where weeks are missing
    injections: str
    tablets: str


def chart(
    name: str,
    layout: Layout,
    ends: Sequence[date],
    first: date,
    curves: Sequence[Curve],
    marks: Marks,
    legend: Legend,
) -> str:
    """Return the chart: single days, weekly medians, the middle half of the days, doses and plan changes.

    name: unique on the page; ends: last days of the weeks, oldest first
    A line breaks where a week is missing. Everything is drawn in days, so a long pause looks long.
    """
    changes = placed(marks.changes, Frame(layout, first, ends[-1]))
    frame = Frame(layout, first, ends[-1], top=head(changes, layout) + 6)
    below, height = under(frame, marks, legend.injections, legend.tablets)
    body = [
        *(_level(frame, value, words) for value, words in legend.levels),
        _direction(frame, legend.direction),
        *_nothing(frame, curves, ends, legend.nothing),
        *(change(frame, of) for of in changes),
        *(_days(frame, curve, ends) for curve in curves),
        *(_curve(frame, curve, ends) for curve in curves),
        *_end_labels(frame, curves, ends),
        below,
    ]
    return picture(name, layout.width, height, layout.size, legend.title, legend.description, "".join(body))


def spark(weeks: Sequence[Spread | None], width: float = 96, height: float = 12) -> str:
    """Return the course of a row in miniature, on the same 0-10 axis; decoration beside the row's numbers."""
    step, unit = (width - 6) / max(len(weeks) - 1, 1), (height - 4) / 10
    places = [
        (3 + week * step, height - 2 - spread.median * unit) if spread else None
        for week, spread in enumerate(weeks)
    ]
    lines = [line("spark", places[start:end]) for start, end in runs(places)]  # type: ignore[arg-type]
    last = next((place for place in reversed(places) if place), None)
    base = path("rule", f"M0 {height - 1:g}H{width:g}")
    return decoration(width, height, base + "".join(lines) + (dot("dot", last, 1.9) if last else ""))


def _level(frame: Frame, value: int, words: str) -> str:
    """A line across the plot with its words in the margin: solid at both ends, dotted in between."""
    y = frame.y(value)
    across = path("cut" if 0 < value < 10 else "rule", f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}")
    return across + _beside(frame, y, words)


def _direction(frame: Frame, words: str) -> str:
    fits = width_of(words, frame.layout.size) + 10 <= frame.left
    return _beside(frame, frame.y(2), words) if fits else ""


def _beside(frame: Frame, y: float, words: str) -> str:
    return text(frame.left - 8, y + frame.layout.size / 3, words, "word", "end")


def _days(frame: Frame, curve: Curve, ends: Sequence[date]) -> str:
    """Single days, so small that the line stays in front; over years those alone that the line leaves out."""
    days = curve.days
    if len(curve.weeks) > DOTS_UP_TO:
        alone = (end for end, week in zip(ends, curve.weeks, strict=True) if week is None)
        days = [of for end in alone for of in _of_week(curve, end)]
    look = "day" if frame.day >= ROOM_FOR_A_DAY else "grain"
    return specks(look, [(frame.x(day, 0.5), frame.y(value)) for day, value, _entries in days])


def _of_week(curve: Curve, end: date) -> Sequence[DayValue]:
    begin = bisect_left(curve.days, end - timedelta(days=6), key=itemgetter(0))
    return curve.days[begin : bisect_right(curve.days, end, key=itemgetter(0))]


def _curve(frame: Frame, curve: Curve, ends: Sequence[date]) -> str:
    return "".join(_run(frame, curve, ends, start, end) for start, end in runs(curve.weeks))


def _run(frame: Frame, curve: Curve, ends: Sequence[date], start: int, end: int) -> str:
    """Weeks in a row: their band, their line, and a dot each where there is room for dots."""
    weeks = [week for week in curve.weeks[start:end] if week]
    xs = [frame.middle(day) for day in ends[start:end]]
    places = [(x, frame.y(week.median)) for x, week in zip(xs, weeks, strict=True)]
    band = "" if curve.is_form else _band(frame, xs, weeks)
    drawn = band + line("form" if curve.is_form else "line", places)
    if len(curve.weeks) > DOTS_UP_TO and len(places) > 1:
        return drawn
    look, radius = ("ring", 2.1) if curve.is_form else ("dot", 2.0)
    return drawn + "".join(dot(look, place, radius) for place in places)


def _band(frame: Frame, xs: Sequence[float], weeks: Sequence[Spread]) -> str:
    """From the 25th to the 75th percentile; a week alone gets a narrow band of its own."""
    if len(xs) == 1:
        xs, weeks = [xs[0] - 1.5, xs[0] + 1.5], [weeks[0], weeks[0]]
    upper = [(x, frame.y(week.upper)) for x, week in zip(xs, weeks, strict=True)]
    lower = [(x, frame.y(week.lower)) for x, week in zip(xs, weeks, strict=True)]
    return area("band", [*upper, *reversed(lower)])


def _end_labels(frame: Frame, curves: Sequence[Curve], ends: Sequence[date]) -> list[str]:
    """Each line says at its end where it stands; two labels never meet."""
    found = [(curve, _end(frame, curve, ends)) for curve in curves if any(curve.weeks)]
    heights = apart([y for _, (_, y) in found], frame.layout.step)
    reach = max((frame.x(curve.days[-1][0]) for curve in curves if curve.days), default=frame.left)
    reach = max([reach, *(x for _, (x, _) in found)])
    return [
        text(
            _after(frame, x, reach),
            y + frame.layout.size / 3,
            curve.label,
            "word" if curve.is_form else "blue",
        )
        for (curve, (x, _)), y in zip(found, heights, strict=True)
    ]


def _after(frame: Frame, x: float, reach: float) -> float:
    """Right of the last point; beside the plot where anything drawn goes on after it, or where it ends."""
    return x + 7 if x + 12 <= frame.right and x + 7 > reach else frame.right + 5


def _end(frame: Frame, curve: Curve, ends: Sequence[date]) -> Place:
    end, week = next(
        (end, week) for end, week in zip(reversed(ends), reversed(curve.weeks), strict=True) if week
    )
    return frame.middle(end), frame.y(week.median)


def _nothing(frame: Frame, curves: Sequence[Curve], ends: Sequence[date], words: str) -> list[str]:
    """Where weeks are missing in every curve and there is room between the single days, the picture says so."""
    weeks = zip(ends, *(curve.weeks for curve in curves), strict=True)
    missing = [
        None if any(week) or any(_of_week(curve, end) for curve in curves) else True for end, *week in weeks
    ]
    room = width_of(words, frame.layout.size) + 8
    found = [(frame.week(ends[start])[0], frame.week(ends[end - 1])[1]) for start, end in runs(missing)]
    return [
        text((left + right) / 2, frame.y(0) - 5, words, "word", "middle")
        for left, right in found
        if right - left > room
    ]
