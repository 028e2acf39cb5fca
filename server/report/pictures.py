"""The pictures of the key symptoms, each with its words, and as a table for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from server.diary.reading import DAILY, WEEKLY
from server.i18n import gettext as _
from server.i18n import language, ngettext
from server.report.axes import NARROW, WIDE, Frame, Layout, months
from server.report.charts import Curve, Legend, chart
from server.report.model import Report, Row
from server.report.strips import Marks
from server.report.words import basis, between, day, label, month, number, rhythm


@dataclass(frozen=True, slots=True)
class Picture:
    """One key symptom. missing: why there is no picture; then wide, narrow and table are empty."""

    name: str
    heading: str
    caption: str
    description: str
    missing: str
    wide: str
    narrow: str
    table: tuple[tuple[str, ...], ...]


def table_head() -> tuple[str, ...]:
    """Return the headings of the table beside a picture."""
    return (_("Week ending"), _("Asked"), _("Median"), _("Middle half"), _("Days or forms"))


def pictures_of(report: Report) -> list[Picture]:
    """Return a picture, or the reason for none, of each key symptom in the patient's order."""
    return [_picture(report, key, place) for place, key in enumerate(report.key_symptoms, 1)]


def _picture(report: Report, key: str, place: int) -> Picture:
    rows = [row for row in report.rows if row.key == key]
    name, heading = f"key-{place}", label(key, rows[0].label if rows else "")
    drawn = [row for row in rows if row.overall]
    if not drawn:
        return Picture(name, heading, "", "", _missing(rows), "", "", ())
    description = _description(report, drawn)
    return Picture(
        name=name,
        heading=heading,
        caption=_caption(drawn),
        description=description,
        missing="",
        wide=_draw(report, drawn, f"{name}-wide", WIDE, heading, description),
        narrow=_draw(report, drawn, f"{name}-narrow", NARROW, heading, description),
        table=tuple(line for row in drawn for line in _lines(row, report.week_ends)),
    )


def _missing(rows: Sequence[Row]) -> str:
    rated = sum(row.rated for row in rows)
    if not rated:
        return _("No entries for this symptom in this period.")
    return ngettext(
        "No week has enough entries for a line: rated on %(num)s day in all.",
        "No week has enough entries for a line: rated on %(num)s days in all.",
        rated,
    )


def _caption(rows: Sequence[Row]) -> str:
    if len(rows) > 1:
        return _("daily check-ins (line) and 7-day forms (dashed)")
    return _("daily check-ins") if rows[0].basis == DAILY else _("7-day forms")


def _description(report: Report, rows: Sequence[Row]) -> str:
    taken = report.treatment
    told = [_course(row) for row in rows]
    if taken.injection_days:
        told.append(ngettext("%(num)s injection day.", "%(num)s injection days.", len(taken.injection_days)))
    if taken.tablet_days:
        told.append(ngettext("Tablets on %(num)s day.", "Tablets on %(num)s days.", len(taken.tablet_days)))
    return " ".join(told)


def _course(row: Row) -> str:
    weeks = [week.median for week in row.weeks if week]
    return _(
        "%(basis)s: weekly median in %(count)s of %(all)s weeks, between %(low)s and %(high)s, last %(last)s.",
        basis=basis(row.basis).capitalize(),
        count=len(weeks),
        all=len(row.weeks),
        low=number(min(weeks)),
        high=number(max(weeks)),
        last=number(weeks[-1]),
    )


def _draw(
    report: Report, rows: Sequence[Row], name: str, layout: Layout, title: str, description: str
) -> str:
    return chart(
        name,
        layout,
        report.week_ends,
        report.first,
        [_curve(row, len(rows) > 1 and layout is WIDE) for row in rows],
        _marks(report, layout),
        _legend(layout, title, description),
    )


def _curve(row: Row, named: bool) -> Curve:
    last = number(next(week.median for week in reversed(row.weeks) if week))
    return Curve(row.weeks, row.basis == WEEKLY, f"{basis(row.basis)} {last}" if named else last)


def _marks(report: Report, layout: Layout) -> Marks:
    changes = [phase for phase in report.treatment.phases if phase.day >= report.first]
    named = months(Frame(layout, report.first, report.last))
    return Marks(
        injections=report.treatment.injection_days,
        tablets=report.treatment.tablet_days,
        changes=[(phase.day, rhythm(phase)) for phase in changes],
        months=[(mark, _mark(mark, layout is WIDE and mark is named[0])) for mark in named],
    )


def _mark(mark: date, is_first: bool) -> str:
    """The month; the year stands where it begins, and at the first mark where there is room."""
    if mark.month == 1:
        return str(mark.year)
    return f"{month(mark)} {mark.year}" if is_first else month(mark)


def _legend(layout: Layout, title: str, description: str) -> Legend:
    return Legend(
        title=title,
        description=description,
        levels=[
            (10, _("10 worst imaginable") if layout is WIDE else _("10 worst")),
            (7, _("7 severe")),
            (4, _("4 moderate")),
            (0, _("0 none")),
        ],
        direction=_("lower is better ↓"),
        nothing=_("too few entries"),
        injections=_("injections"),
        tablets=_("tablets"),
    )


def _lines(row: Row, ends: Sequence[date]) -> list[tuple[str, ...]]:
    # Asked once, because five years have thousands of numbers.
    asked, spoken = basis(row.basis), language()
    return [
        (
            day(end, spoken),
            asked,
            number(week.median, 1, spoken),
            between(week.lower, week.upper, 1, spoken),
            str(week.count),
        )
        for end, week in zip(ends, row.weeks, strict=True)
        if week
    ]
