"""Everything the report shows as one table for a spreadsheet, in the reader's language."""

import csv as writer
import io
from collections.abc import Iterator, Sequence
from datetime import date

from server.b12.trend import Spread
from server.diary.reading import DAILY
from server.i18n import gettext as _
from server.i18n import language as spoken
from server.i18n import speaking
from server.report import sentences
from server.report.model import Interval, Report, Row, Span
from server.report.view import names, tolv_version
from server.report.words import basis, label, preparation, rhythm
from server.treatment.reading import INJECTION

# A spreadsheet takes a cell that begins like this for a formula, and some look past what cannot be seen.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
BOM = "\ufeff"

Cell = str | int | float | date | None


def csv(report: Report, language: str) -> str:
    """Return the table as CSV that a spreadsheet opens as it is: one line for each number, week, dose day and note.

    It begins with a byte order mark. Where the language writes decimals with a comma, cells are parted by semicolons.
    """
    with speaking(language):
        file = io.StringIO()
        file.write(BOM)
        lines = writer.writer(file, delimiter="," if _mark() == "." else ";", lineterminator="\r\n")
        lines.writerow(_head())
        for row in _rows(report):
            lines.writerow([_cell(cell) for cell in row])
        return file.getvalue()


def _head() -> list[str]:
    return [
        _("Part"),
        _("What"),
        _("Asked"),
        _("From"),
        _("To"),
        _("Count"),
        _("Of"),
        _("Median"),
        _("Lower quartile"),
        _("Upper quartile"),
        _("Mean"),
        _("Text"),
    ]


def _rows(report: Report) -> Iterator[Sequence[Cell]]:
    part = names()
    yield _line(_("Report"), sentences.title(), report.first, report.last, sentences.who(report))
    yield _line(_("Report"), _("Reading"), said=_("Patient-reported; not a medical device result."))
    for name, counted, of in _counts(report):
        yield _line(part["entries"], name, report.first, report.last, count=counted, of=of)
    gap = report.sufficiency.longest_gap
    if gap:
        yield _line(part["entries"], _("Longest gap"), gap.first, gap.last, count=gap.days)
    yield from _treatment(report, part["treatment"])
    for line in sentences.in_short(report).lines:
        yield _line(part["short"], line.about, said=line.said)
    for row in report.rows:
        yield from _symptom(report, row, part["all"])
    for line in sentences.facts(report).lines:
        yield _line(part["facts"], line.about, said=line.said)
    for name, quotes in ((part["questions"], report.questions), (part["notes"], report.notes)):
        for quote in quotes:
            yield _line(name, "", quote.day, quote.day, quote.text)
    for line in sentences.footer(report, tolv_version()):
        yield _line(_("Report"), line.about, said=line.said)


def _line(
    part: str,
    what: str,
    first: date | None = None,
    last: date | None = None,
    said: str = "",
    count: int | None = None,
    of: int | None = None,
) -> list[Cell]:
    return [part, what, None, first, last, count, of, None, None, None, None, said]


def _counts(report: Report) -> list[tuple[str, int, int | None]]:
    of = report.sufficiency
    return [
        (_("Weeks with enough entries"), of.weeks_enough, of.weeks),
        (_("Days with a check-in"), of.days_logged, of.days),
        (_("Weekly forms"), of.weekly_forms, None),
        *(
            []
            if of.back_filled is None
            else [(_("Put in later than the day after"), of.back_filled, of.timed)]
        ),
        (_("Extra check-ins"), of.extra, None),
    ]


def _treatment(report: Report, part: str) -> Iterator[Sequence[Cell]]:
    taken = report.treatment
    for course in taken.courses:
        what, of = preparation(course), None if course.form == INJECTION else course.days_spanned
        counted = course.count if course.form == INJECTION else course.days_taken
        form = _("Injections") if course.form == INJECTION else _("Tablets")
        yield _line(part, form, course.first, course.last, what, counted, of)
        if course.interval:
            yield _interval(course.interval, part)
    for day in taken.injection_days:
        yield _line(part, _("Injection day"), day, day)
    for day in taken.tablet_days:
        yield _line(part, _("Tablet day"), day, day)
    for phase in taken.phases:
        said = " · ".join(filter(None, (rhythm(phase), preparation(phase), phase.reason)))
        yield _line(part, _("Prescribed"), phase.day, None, said)


def _interval(days: Interval, part: str) -> list[Cell]:
    shortest_to_longest = f"{days.shortest}–{days.longest}"
    what = _("Days between injections")
    return [
        part,
        what,
        None,
        None,
        None,
        days.count,
        None,
        days.median,
        None,
        None,
        None,
        shortest_to_longest,
    ]


def _symptom(report: Report, row: Row, part: str) -> Iterator[Sequence[Cell]]:
    name, asked = label(row.key, row.label), basis(row.basis)
    weeks = sum(week is not None for week in row.weeks)
    overall = _spread(row.overall)
    yield [part, name, asked, report.first, report.last, weeks, len(row.weeks), *overall, _("Weekly medians")]
    for words, span in ((_("First 4 weeks"), row.then), (_("Last 4 weeks"), row.now)):
        if span:
            yield [part, name, asked, *_span(span), words]
    if row.change is not None:
        yield [part, name, asked, None, None, None, None, row.change, None, None, None, _("Change")]
    for end, week in zip(report.week_ends, row.weeks, strict=True):
        if week:
            yield [part, name, asked, *_week(report, end, week), _("Week")]
    one = _("Day") if row.basis == DAILY else _("Form")
    for day, value, entries in row.days:
        yield [part, name, asked, day, day, entries, None, None, None, None, value, one]


def _span(span: Span) -> list[Cell]:
    return [span.first, span.last, span.weeks, None, span.median, None, None, None]


def _week(report: Report, end: date, week: Spread) -> list[Cell]:
    first = date.fromordinal(max(end.toordinal() - 6, report.first.toordinal()))
    return [first, end, week.count, None, *_spread(week)]


def _spread(of: Spread | None) -> list[Cell]:
    return [of.median, of.lower, of.upper, of.mean] if of else [None] * 4


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return _decimal(cell)
    return str(cell) if isinstance(cell, int | date) else _harmless(cell)


def _decimal(number: float) -> str:
    """As a spreadsheet of this language reads it back."""
    plain = f"{number:.4f}".rstrip("0").rstrip(".")
    return ("0" if plain == "-0" else plain).replace(".", _mark())


def _mark() -> str:
    return "." if spoken() == "en" else ","


def _harmless(text: str) -> str:
    """Words, never a formula: an apostrophe in front makes a spreadsheet show them as they are."""
    return f"'{text}" if text.lstrip(" \u00a0\u200b\u200e\u200f\ufeff\0").startswith(_FORMULA) else text
