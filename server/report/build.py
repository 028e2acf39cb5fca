"""From a diary to its report: pure, no clock, no database, no words."""

from collections.abc import Container, Sequence
from datetime import date, timedelta

from server.b12.trend import week_ends
from server.diary.reading import DAILY, VISIT, Words
from server.report.enough import sufficiency_of
from server.report.gather import Diary
from server.report.model import Carried, Fact, Patient, Quote, Report, Row
from server.report.rows import highlights_of, rows_of
from server.report.taken import treatment_of

WEEKS, KEY_SYMPTOMS = 26, 3
# Fatigue on 0-10 is called severe from 7 on (MDASI cut-points, PMC3949157).
SEVERE = 7


def usual_first(last: date, weeks: int = WEEKS) -> date:
    """Return the first day of that many weeks ending on `last`; 26 make the usual report."""
    return last - timedelta(days=7 * weeks - 1)


def first_day(diary: Diary, last: date) -> date:
    """Return the first day anything was kept for; `last` when the diary is empty or begins later."""
    kept = (*diary.entries, *diary.doses, *diary.plan, *diary.words)
    return min((item.day for item in kept), default=last) if kept else last


def build(diary: Diary, first: date, last: date, carried: Sequence[Carried] = ()) -> Report:
    """Return the report over the days from first to last, both included.

    carried: symptoms that were rated on another scale
    A week is seven days ending on `last` or on the same weekday before. Raises ValueError if first is after last.
    """
    ends = week_ends(first, last)
    rated = [entry for entry in diary.entries if entry.ratings]
    entries = [entry for entry in rated if first <= entry.day <= last]
    rows = rows_of(entries, diary.own, ends, first)
    keys = diary.profile.key_symptoms or _most_rated(rows)
    return Report(
        patient=Patient(diary.profile.name, diary.profile.birth_year),
        first=first,
        last=last,
        week_ends=ends,
        sufficiency=sufficiency_of(entries, first, ends, rated[0].day if rated else None),
        treatment=treatment_of(diary.doses, diary.plan, first, last),
        key_symptoms=keys,
        key_chosen=bool(diary.profile.key_symptoms),
        key_chosen_on=diary.profile.key_chosen_on,
        rows=rows,
        highlights=highlights_of(rows),
        facts=_severe_days(rows, keys, {of.key for of in carried}),
        questions=_quotes(diary.words, first, last, visit=True),
        notes=_quotes(diary.words, first, last, visit=False),
        carried=tuple(carried),
    )


def _most_rated(rows: Sequence[Row]) -> tuple[str, ...]:
    """The symptoms with most full weeks, then most ratings; in the order of the page where that is equal."""
    ranked = sorted(rows, key=lambda row: (-sum(week is not None for week in row.weeks), -row.rated))
    return tuple(dict.fromkeys(row.key for row in ranked))[:KEY_SYMPTOMS]


def _severe_days(rows: Sequence[Row], keys: Sequence[str], carried: Container[str]) -> tuple[Fact, ...]:
    """Days at the cut-point or above; a cut-point does not hold for what was rated on another scale."""
    daily = {row.key: row for row in rows if row.basis == DAILY and row.key not in carried}
    facts = (_severe(daily[key]) for key in keys if key in daily)
    return tuple(fact for fact in facts if fact)


def _severe(row: Row) -> Fact | None:
    severe = [day for day, value, _entries in row.days if value >= SEVERE]
    return Fact("severe", row.key, DAILY, len(severe), row.rated, severe[-1]) if severe else None


def _quotes(words: Sequence[Words], first: date, last: date, *, visit: bool) -> tuple[Quote, ...]:
    """Newest first: what was written last is what the visit is about."""
    chosen = (item for item in words if first <= item.day <= last and (item.purpose == VISIT) is visit)
    return tuple(Quote(item.day, item.text.strip()) for item in sorted(chosen, key=_newest_first))


def _newest_first(item: Words) -> tuple[int, int]:
    return -item.day.toordinal(), item.id.int
