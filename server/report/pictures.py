"""The pictures of the key symptoms, each with its words, and as a table for those who do not see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from server.diary.reading import DAILY, WEEKLY
from server.i18n import gettext as _
from server.i18n import ngettext
from server.report.axes import NARROW, WIDE, Frame, Layout, months
from server.report.charts import Curve, Legend, chart
from server.report.model import Report, Row
from server.report.strips import Marks
from server.report.tables import body, day_lines, week_lines
from server.report.words import basis, label, month, number, rhythm

DAYS = 366  # a year of single days is what a page has room for beside each picture


@dataclass(frozen=True, slots=True)
class Picture:
    """One key symptom. missing: why there is no picture; then wide, narrow and the tables are empty.

    wide, narrow: SVG; days, weeks: rows of HTML
    days: newest first, as many as the page has room for; earlier: where the others are
    """

    name: str
    heading: str
    caption: str
    description: str
    missing: str
    wide: str
    narrow: str
    days: str = ""
    earlier: str = ""
    weeks: str = ""


def pictures_of(report: Report) -> list[Picture]:
    """Return a picture, or the reason for none, of each key symptom in the patient's order."""
    marks = {layout: _marks(report, layout) for layout in (WIDE, NARROW)}
    return [_picture(report, key, place, marks) for place, key in enumerate(report.key_symptoms, 1)]


def _picture(report: Report, key: str, place: int, marks: Mapping[Layout, Marks]) -> Picture:
    rows = [row for row in report.rows if row.key == key]
    name, heading = f"key-{place}", label(key, rows[0].label if rows else "")
    if not rows:
        return Picture(name, heading, "", "", _("No entries for this symptom in this period."), "", "")
    description = _description(report, rows)
    draw = partial(_draw, report, rows, heading, description)
    return Picture(
        name=name,
        heading=heading,
        caption=_caption(rows),
        description=description,
        missing="",
        wide=draw(f"{name}-wide", WIDE, marks[WIDE]),
        narrow=draw(f"{name}-narrow", NARROW, marks[NARROW]),
        days=body(day_lines(rows, DAYS)),
        earlier=_earlier(sum(row.rated for row in rows) - DAYS),
        weeks=body(line for row in rows for line in week_lines(row, report.week_ends)),
    )


def _earlier(left: int) -> str:
    if left <= 0:
        return ""
    return ngettext("And %(num)s more in the table (CSV).", "And %(num)s more in the table (CSV).", left)


def _too_few(row: Row) -> str:
    return ngettext(
        "No week has enough entries for a line: rated on %(num)s day in all.",
        "No week has enough entries for a line: rated on %(num)s days in all.",
        row.rated,
    )


def _caption(rows: Sequence[Row]) -> str:
    lined = [row for row in rows if row.overall]
    if not lined:
        return _too_few(rows[0])
    if len(lined) > 1:
        return _("daily check-ins (line) and 7-day forms (dashed)")
    return _("daily check-ins") if lined[0].basis == DAILY else _("7-day forms")


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
    if not weeks:
        return _too_few(row)
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
    report: Report,
    rows: Sequence[Row],
    title: str,
    description: str,
    name: str,
    layout: Layout,
    marks: Marks,
) -> str:
    is_carried = rows[0].key in {of.key for of in report.carried}
    return chart(
        name,
        layout,
        report.week_ends,
        report.first,
        [_curve(row, len(rows) > 1 and layout is WIDE) for row in rows],
        marks,
        _legend(layout, title, description, is_carried=is_carried),
    )


def _curve(row: Row, named: bool) -> Curve:
    """The row as a line; a form has no single days, because it speaks of seven."""
    last = next((number(week.median) for week in reversed(row.weeks) if week), "")
    is_form = row.basis == WEEKLY
    label = f"{basis(row.basis)} {last}" if named else last
    return Curve(row.weeks, is_form, label, () if is_form else row.days)


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


def _legend(layout: Layout, title: str, description: str, *, is_carried: bool) -> Legend:
    # Cut-points were found on 0-10; they say nothing about what was rated on another scale.
    cut_points = [] if is_carried else [(7, _("7 severe")), (4, _("4 moderate"))]
    worst = _("10 worst imaginable") if layout is WIDE else _("10 worst")
    return Legend(
        title=title,
        description=description,
        levels=[(10, worst), *cut_points, (0, _("0 none"))],
        direction=_("lower is better ↓"),
        nothing=_("too few entries"),
        injections=_("injections"),
        tablets=_("tablets"),
    )
