"""The report as data: dates, numbers and keys, no words of any language. Frozen; every format renders this object.

Symptoms are named by rating key (`fatigue`, `own_…`), bases by "daily" and "weekly". `docs/report-json.md` tells
what each name means to somebody who computes with it.
"""

from dataclasses import dataclass
from datetime import date

from server.b12.trend import Spread

# A day, what it was rated as the mean of its entries, and how many they are; a form stands on its last day.
# A bare tuple, because years of them are made by the ten thousand.
DayValue = tuple[date, float, int]


@dataclass(frozen=True, slots=True)
class Patient:
    """Who it is about, as far as they said so."""

    name: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row without an entry, both ends included."""

    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """How much of the period was written down.

    weeks_enough: weeks with check-ins on at least three days, or with a weekly form
    began:        first day of the diary, when that lies inside the period
    timed:        entries of which is known when they were put in
    back_filled:  those of them put in later than the day after; None when it is known of no entry
    extra:        check-ins beyond the first of their day
    """

    weeks: int
    weeks_enough: int
    days: int
    days_logged: int
    weekly_forms: int
    entries: int
    timed: int
    back_filled: int | None
    extra: int
    began: date | None
    longest_gap: Gap | None


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from one injection to the next, of `count` intervals that end inside the period."""

    median: float
    shortest: int
    longest: int
    count: int


@dataclass(frozen=True, slots=True)
class Course:
    """One preparation as taken: `count` ampoules or tablets on `days_taken` different days from first to last."""

    form: str
    substance: str
    micrograms: int | None
    count: int
    first: date
    last: date
    days_taken: int
    days_spanned: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Phase:
    """What was prescribed from a day on."""

    day: date
    form: str
    substance: str
    micrograms: int | None
    every: int | None
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """What was taken and what was prescribed; days are those inside the period.

    last_injection: also when it lies before the period
    """

    courses: tuple[Course, ...]
    phases: tuple[Phase, ...]
    injection_days: tuple[date, ...]
    tablet_days: tuple[date, ...]
    last_injection: date | None
    days_since_injection: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """Four weeks at one end of a row, both days included, and the median of their weekly medians."""

    first: date
    last: date
    weeks: int
    median: float


@dataclass(frozen=True, slots=True)
class Row:
    """One symptom on one basis over the period; daily and weekly values never share a row.

    label:   the patient's own words for an own symptom, else empty
    rated:   days or forms with a rating
    days:    their values, oldest first, whatever week they lie in
    weeks:   one for each of the report's week ends, None where a week has too few entries
    overall: quartiles of the weekly medians; None when no week has enough
    change:  now minus then, below zero is easing; None unless both are there and do not overlap
    """

    key: str
    label: str
    group: str
    basis: str
    rated: int
    days: tuple[DayValue, ...]
    weeks: tuple[Spread | None, ...]
    overall: Spread | None
    then: Span | None
    now: Span | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Highlights:
    """Which rows stand out, as (key, basis), among the `compared` rows that have both ends.

    eased, worsened: the largest change of at least one point; highest: the highest level now
    """

    compared: int
    eased: tuple[str, str] | None
    worsened: tuple[str, str] | None
    highest: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was counted. kind "severe": on `count` of `of` rated days the symptom was 7 or more."""

    kind: str
    key: str
    basis: str
    count: int
    of: int
    last: date


@dataclass(frozen=True, slots=True)
class Quote:
    """The patient's own words of a day."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The ratings of `key` were made on another scale and carried over to 0-10 on a straight line.

    none, worst: the numbers of that scale that became 0 and 10; either may be the larger one
    """

    key: str
    none: float
    worst: float


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. rows are in the order of the page; week_ends are oldest first."""

    patient: Patient
    first: date
    last: date
    week_ends: tuple[date, ...]
    sufficiency: Sufficiency
    treatment: Treatment
    key_symptoms: tuple[str, ...]
    key_chosen: bool
    key_chosen_on: date | None
    rows: tuple[Row, ...]
    highlights: Highlights
    facts: tuple[Fact, ...]
    questions: tuple[Quote, ...]
    notes: tuple[Quote, ...]
    carried: tuple[Carried, ...]
