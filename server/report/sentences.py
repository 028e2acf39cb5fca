"""A report in words: every block as whole sentences in the language spoken, for page and PDF alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.diary.reading import DAILY
from server.i18n import gettext as _
from server.i18n import ngettext
from server.report.model import Course, Fact, Phase, Quote, Report, Row, Sufficiency
from server.report.rows import SPAN_LEAST
from server.report.words import (
    between,
    changed,
    count,
    day,
    days,
    label,
    number,
    plain_number,
    preparation,
    rhythm,
)
from server.treatment.reading import INJECTION

# What fits on one page; the rest is counted and stands in the CSV.
QUESTIONS, NOTES, LETTERS = 3, 4, 240


@dataclass(frozen=True, slots=True)
class Figure:
    """A number somebody looks for, with what it counts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: what it is about, then what is said."""

    about: str
    said: str


@dataclass(frozen=True, slots=True)
class Said:
    """A list of lines, and what is said after them (empty: nothing)."""

    lines: tuple[Line, ...]
    after: str = ""


def title() -> str:
    """Return the title of every report."""
    return _("Symptoms and B12 treatment")


def who(report: Report) -> str:
    """Return whom the report is about."""
    name = " ".join(report.patient.name.split()) or _("Name not given")
    if report.patient.birth_year is None:
        return name
    return _("%(name)s, born %(year)s", name=name, year=report.patient.birth_year)


def period(report: Report) -> str:
    """Return which days the report covers."""
    weeks = len(report.week_ends)
    span = ngettext("%(num)s week", "%(num)s weeks", weeks)
    return _("%(days)s (%(span)s)", days=days(report.first, report.last), span=span)


def figures(of: Sufficiency) -> list[Figure]:
    """Return how much of the period was written down, one figure each."""
    full = _("%(count)s of %(all)s", count=count(of.weeks_enough), all=count(of.weeks))
    logged = _("%(count)s of %(all)s", count=count(of.days_logged), all=count(of.days))
    return [
        Figure(_("Weeks with enough entries"), full),
        Figure(_("Days with a check-in"), logged),
        Figure(_("Weekly forms"), count(of.weekly_forms)),
        *_later(of),
        Figure(_("Extra check-ins"), count(of.extra)),
        _gap(of),
    ]


def _later(of: Sufficiency) -> list[Figure]:
    """Nothing where no entry says when it was put in, as in a table from elsewhere."""
    if of.back_filled is None:
        return []
    later = _("%(count)s of %(all)s", count=count(of.back_filled), all=count(of.timed))
    return [Figure(_("Put in later than the day after"), later)]


def _gap(of: Sufficiency) -> Figure:
    if of.longest_gap is None:
        return Figure(_("Longest gap"), _("none") if of.entries else "–")
    gap = of.longest_gap
    length = ngettext("%(num)s day", "%(num)s days", gap.days)
    return Figure(_("Longest gap: %(days)s", days=days(gap.first, gap.last)), length)


def enough(of: Sufficiency) -> str:
    """Return what has to be known about the entries beside the figures; empty when nothing."""
    if not of.entries:
        return _("There are no ratings in this period.")
    if of.began:
        return _("The diary begins on %(day)s, inside this period.", day=day(of.began))
    return ""


def taken(report: Report) -> Said:
    """Return what was taken, then what was prescribed."""
    treatment = report.treatment
    lines = [_course(course) for course in treatment.courses]
    if not lines:
        lines.append(Line(_("Taken"), _("No injections or tablets were recorded in this period.")))
    if treatment.last_injection is not None:
        lines.append(Line(_("Last injection"), _last_injection(report)))
    lines.extend(_phase(phase) for phase in treatment.phases)
    return Said(tuple(lines))


def _last_injection(report: Report) -> str:
    since = report.treatment.days_since_injection
    when = day(report.treatment.last_injection)
    if not since:
        return _("%(day)s, the day of this report", day=when)
    ago = ngettext("%(num)s day before this report", "%(num)s days before this report", since)
    return _("%(day)s, %(ago)s", day=when, ago=ago)


def _course(course: Course) -> Line:
    if course.form == INJECTION:
        return Line(_("Injections"), _join(preparation(course), _injections(course), _interval(course)))
    of = _("taken on %(count)s of %(all)s days", count=course.days_taken, all=course.days_spanned)
    return Line(_("Tablets"), _join(preparation(course), of, days(course.first, course.last)))


def _injections(course: Course) -> str:
    given = ngettext("%(num)s injection", "%(num)s injections", course.count)
    return _("%(given)s, %(days)s", given=given, days=days(course.first, course.last))


def _interval(course: Course) -> str:
    if course.interval is None:
        return ""
    of = course.interval
    median = plain_number(of.median)
    if of.shortest == of.longest:
        return ngettext("%(num)s day apart", "%(num)s days apart", of.shortest)
    return _(
        "median %(median)s days apart (%(range)s)",
        median=median,
        range=between(of.shortest, of.longest, 0),
    )


def _phase(phase: Phase) -> Line:
    what = " ".join(filter(None, (rhythm(phase) + ":", preparation(phase))))
    since = _("from %(day)s", day=day(phase.day))
    return Line(_("Prescribed"), _join(since, what, _flat(phase.reason)))


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def in_short(report: Report) -> Said:
    """Return three plain lines: what eased most, what worsened most, what is highest now. No verdict, no cause."""
    of = report.highlights
    highest = _highest(report)
    if not of.compared:
        too_few = _(
            "Too few entries to compare the first with the last four weeks: each needs %(weeks)s weeks with "
            "enough entries.",
            weeks=SPAN_LEAST,
        )
        return Said((Line(_("Change"), too_few), *highest))
    eased = _changed(report, of.eased) or _("No symptom fell by 1 point or more.")
    worse = _changed(report, of.worsened) or _("No symptom rose by 1 point or more.")
    return Said(
        (Line(_("Eased most"), eased), Line(_("Worsened most"), worse), *highest), _compared(of.compared)
    )


def _compared(rows: int) -> str:
    compared = ngettext(
        "First four weeks against last four weeks, in %(num)s row with enough entries.",
        "First four weeks against last four weeks, in %(num)s rows with enough entries.",
        rows,
    )
    return compared + " " + _("The numbers describe; they do not explain.")


def _changed(report: Report, name: tuple[str, str] | None) -> str:
    if name is None:
        return ""
    row = row_of(report, name)
    return _(
        "%(symptom)s: from %(then)s to %(now)s (%(change)s)",
        symptom=named(row),
        then=number(row.then.median),
        now=number(row.now.median),
        change=changed(row.then.median, row.now.median),
    )


def _highest(report: Report) -> tuple[Line, ...]:
    if report.highlights.highest is None:
        return ()
    row = row_of(report, report.highlights.highest)
    said = _("%(symptom)s: %(now)s in the last four weeks", symptom=named(row), now=number(row.now.median))
    return (Line(_("Highest now"), said),)


def row_of(report: Report, name: tuple[str, str]) -> Row:
    """Return the row of this symptom and basis."""
    return next(row for row in report.rows if (row.key, row.basis) == name)


def named(row: Row) -> str:
    """Return the symptom with what it was asked for: "Tiredness (daily)"."""
    name = label(row.key, row.label)
    return (
        _("%(symptom)s (daily)", symptom=name)
        if row.basis == DAILY
        else _("%(symptom)s (7 days)", symptom=name)
    )


def facts(report: Report) -> Said:
    """Return what was counted, and when the key symptoms were chosen."""
    lines = [_fact(fact, _own(report, fact.key)) for fact in report.facts]
    if report.key_chosen and report.key_chosen_on:
        lines.append(Line(_("Key symptoms"), _("chosen on %(day)s", day=day(report.key_chosen_on))))
    return Said(tuple(lines))


def _fact(fact: Fact, own: str) -> Line:
    said = _(
        "7 or more on %(count)s of %(all)s rated days, last on %(day)s",
        count=fact.count,
        all=fact.of,
        day=day(fact.last),
    )
    return Line(label(fact.key, own), said)


def _own(report: Report, key: str) -> str:
    return next((row.label for row in report.rows if row.key == key), "")


def questions(report: Report) -> Said:
    """Return the patient's questions for the visit, as many as fit."""
    return _quoted(report.questions, QUESTIONS)


def notes(report: Report) -> Said:
    """Return the patient's notes, newest first, as many as fit."""
    return _quoted(report.notes, NOTES)


def _quoted(quotes: Sequence[Quote], room: int) -> Said:
    lines = tuple(Line(day(quote.day), _excerpt(quote.text)) for quote in quotes[:room])
    rest = len(quotes) - len(lines)
    more = (
        ngettext("And %(num)s more in the table (CSV).", "And %(num)s more in the table (CSV).", rest)
        if rest
        else ""
    )
    return Said(lines, more)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _excerpt(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= LETTERS else flat[: LETTERS - 1].rsplit(" ", 1)[0] + " …"


def _carried(report: Report) -> Iterator[str]:
    """What was rated on another scale, one sentence for each scale."""
    labels = {row.key: label(row.key, row.label) for row in report.rows}
    shown = [of for of in report.carried if of.key in labels]
    for none, worst in dict.fromkeys((of.none, of.worst) for of in shown):
        same = [labels[of.key] for of in shown if (of.none, of.worst) == (none, worst)]
        yield ngettext(
            "%(symptoms)s was rated from %(none)s (none) to %(worst)s (worst) and carried over to 0–10; the "
            "cut-points do not hold for it.",
            "%(symptoms)s were rated from %(none)s (none) to %(worst)s (worst) and carried over to 0–10; the "
            "cut-points do not hold for them.",
            len(same),
            symptoms=", ".join(same),
            none=plain_number(none),
            worst=plain_number(worst),
        )


def footer(report: Report, version: str) -> list[Line]:
    """Return how it was computed, on what scale, after which sources, and by what."""
    return [
        Line(
            _("Method"),
            _(
                "A week is seven days and ends on the weekday of the report; it counts with check-ins on at least "
                "three days, or with a weekly form. Daily and 7-day answers are never mixed. Table: median and "
                "middle half of the weekly medians; first four weeks: from a row's first week that counts. "
                "Nothing is filled in."
            ),
        ),
        Line(
            _("Scale"),
            _(
                "0 none, 10 worst imaginable; lower is better. The lines at 4 (moderate) and 7 (severe) are cut-points "
                "for fatigue; other symptoms may differ."
            )
            + "".join(f" {said}" for said in _carried(report)),
        ),
        Line(
            _("Sources"),
            _(
                "Cut-points: PMC3949157. Days a week: Broderick 2009, J Pain 10:274. One point as the least clear "
                "change: Khanna 2008, J Rheumatol 35:2339, for fatigue in rheumatoid arthritis; none is known for B12 "
                "deficiency."
            ),
        ),
        Line(_("Made by"), _("Tolv %(version)s from the patient's own entries.", version=version)),
    ]
