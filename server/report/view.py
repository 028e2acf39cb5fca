"""A report as it is shown: every word and picture in one language, ready for the page and for the PDF."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import groupby

from server.i18n import gettext as _
from server.report import sentences
from server.report.build import SEVERE
from server.report.charts import DOTS_UP_TO, spark
from server.report.model import Report, Row, Span
from server.report.pictures import Picture, pictures_of
from server.report.sentences import Figure, Line, Said
from server.report.words import basis, between, changed, count, group, label, number


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the table in words. is_severe: outlined, because the symptom is 7 or more now on its own scale."""

    symptom: str
    asked: str
    spark: str
    median: str
    middle: str
    weeks: str
    then: str
    now: str
    change: str
    is_severe: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under their heading."""

    heading: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything shown, from top to bottom."""

    title: str
    who: str
    period: str
    claim: str
    figures: list[Figure]
    enough: str
    taken: Said
    in_short: Said
    reading: str
    pictures: list[Picture]
    head: tuple[str, ...]
    groups: list[Group]
    facts: Said
    questions: Said
    notes: Said
    footer: list[Line]


def view_of(report: Report) -> View:
    """Return the report in the language spoken."""
    return View(
        title=sentences.title(),
        who=sentences.who(report),
        period=sentences.period(report),
        claim=_("Patient-reported; not a medical device result."),
        figures=sentences.figures(report.sufficiency),
        enough=sentences.enough(report.sufficiency),
        taken=sentences.taken(report),
        in_short=sentences.in_short(report),
        reading=_reading(report),
        pictures=pictures_of(report),
        head=_head(len(report.week_ends)),
        groups=_groups(report),
        facts=sentences.facts(report),
        questions=sentences.questions(report),
        notes=sentences.notes(report),
        footer=sentences.footer(report, tolv_version()),
    )


def names() -> dict[str, str]:
    """Return the names of the blocks."""
    return {
        "entries": _("Entries"),
        "treatment": _("Treatment"),
        "short": _("In short"),
        "key": _("Key symptoms"),
        "all": _("All symptoms"),
        "facts": _("Counted"),
        "questions": _("Questions for the visit"),
        "notes": _("Own words"),
    }


def _head(weeks: int) -> tuple[str, ...]:
    """The headings of the table of all symptoms; its groups and courses need none."""
    return (
        "",
        _("Symptom"),
        _("Asked"),
        "",
        _("Median"),
        _("Middle half"),
        _("Weeks of %(all)s", all=count(weeks)),
        _("First 4 weeks"),
        _("Last 4 weeks"),
        _("Change"),
    )


@cache
def tolv_version() -> str:
    """Return the version of Tolv that makes the report."""
    return version("tolv")


def _reading(report: Report) -> str:
    if not report.key_symptoms:
        return _("No symptoms were rated in this period.")
    how = _dots(len(report.week_ends))
    if report.key_chosen:
        return how
    return how + " " + _("No key symptoms were chosen; shown are those rated most.")


def _dots(weeks: int) -> str:
    if weeks > DOTS_UP_TO:
        return _(
            "Weekly median; shaded: middle half of the week's days; small dots: days of weeks with too few entries. "
            "Lower is better."
        )
    return _(
        "Weekly median; shaded: middle half of the week's days; small dots: single days. Lower is better."
    )


def _groups(report: Report) -> list[Group]:
    by_group = groupby(report.rows, key=lambda row: row.group)
    carried = {of.key for of in report.carried}
    return [
        Group(group(name), tuple(_cells(row, is_carried=row.key in carried) for row in rows))
        for name, rows in by_group
    ]


def _cells(row: Row, *, is_carried: bool) -> Cells:
    full = sum(week is not None for week in row.weeks)
    return Cells(
        symptom=label(row.key, row.label),
        asked=basis(row.basis),
        spark=spark(row.weeks),
        median=number(row.overall.median) if row.overall else _("too few"),
        middle=between(row.overall.lower, row.overall.upper) if row.overall else "",
        weeks=count(full),
        then=_level(row.then),
        now=_level(row.now),
        change=changed(row.then.median, row.now.median) if row.change is not None else "–",
        is_severe=row.now is not None and row.now.median >= SEVERE and not is_carried,
    )


def _level(span: Span | None) -> str:
    return number(span.median) if span else "–"
