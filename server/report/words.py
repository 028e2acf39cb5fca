"""The small words of a report in the language spoken: labels, amounts, numbers, dates. Sentences are made of them."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import dates, numbers

from server.b12.vocabulary import symptoms
from server.diary.reading import DAILY
from server.i18n import gettext as _
from server.i18n import language, ngettext
from server.report.model import Course, Phase
from server.treatment.reading import INJECTION


def label(key: str, own: str = "") -> str:
    """Return the name of a symptom: ours, or the patient's own words."""
    if key in symptoms():
        return _(symptoms()[key].label)
    return own.strip() or _("Own symptom without a name")


def basis(of: str) -> str:
    """Return what the values of a row were asked for."""
    return _("daily") if of == DAILY else _("7 days")


def number(x: float, decimals: int = 1, spoken: str = "") -> str:
    """Return the number with the marks of the language, always with these decimals.

    spoken: the language, where a caller with many numbers has asked for it once
    """
    return _number(x, decimals, spoken or language())


def plain_number(x: float, spoken: str = "") -> str:
    """Return the number without decimals where it is whole, as a person would write it."""
    return number(x, 0 if x == int(x) else 1, spoken).replace("-", "−")


def signed(x: float) -> str:
    """Return the number with its sign; what rounds to zero has none."""
    shown = number(abs(x))
    if shown == number(0.0):
        return shown
    return ("+" if x > 0 else "−") + shown


def changed(then: float, now: float) -> str:
    """Return the change between two numbers as they are shown, so that a reader's own sum agrees."""
    return signed(float(_tenths(now) - _tenths(then)))


def count(x: int) -> str:
    """Return a whole number with the marks of the language."""
    return _number(x, 0, language())


def between(low: float, high: float, decimals: int = 1, spoken: str = "") -> str:
    """Return a range of numbers: "3.0–4.5"."""
    return f"{number(low, decimals, spoken)}–{number(high, decimals, spoken)}"


def day(d: date, spoken: str = "") -> str:
    """Return the day in its middle length: "3 Mar 2026"."""
    return _day(d, spoken or language())


def month(d: date) -> str:
    """Return the short name of the month."""
    return _month(d, language())


def days(first: date, last: date) -> str:
    """Return a range of days, short: "1–30 May 2026"."""
    return day(first) if first == last else _days(first, last, language())


def amount(micrograms: int | None) -> str:
    """Return how strong one ampoule or tablet is; empty when not said."""
    if micrograms is None:
        return ""
    if micrograms >= 1000 and micrograms % 100 == 0:
        return _("%(amount)s mg", amount=number(micrograms / 1000, 0 if micrograms % 1000 == 0 else 1))
    return ngettext("%(num)s microgram", "%(num)s micrograms", micrograms)


def substance(name: str) -> str:
    """Return the name of the substance."""
    known = {
        "hydroxocobalamin": _("hydroxocobalamin"),
        "cyanocobalamin": _("cyanocobalamin"),
        "mecobalamin": _("mecobalamin"),
    }
    return known.get(name) or _("B12, kind not said")


def preparation(of: Course | Phase) -> str:
    """Return substance and strength: "hydroxocobalamin 1 mg"."""
    return " ".join(filter(None, (substance(of.substance), amount(of.micrograms))))


def rhythm(phase: Phase) -> str:
    """Return form and rhythm of a phase: "injection every 8 weeks"."""
    every = phase.every or 0
    if phase.form == INJECTION:
        phrases = {
            "day": ngettext("injection every day", "injection every %(num)s days", every),
            "week": ngettext("injection every week", "injection every %(num)s weeks", every),
            "month": ngettext("injection every month", "injection every %(num)s months", every),
        }
        return phrases[phase.unit] if every and phase.unit in phrases else _("injection, rhythm not said")
    phrases = {
        "day": ngettext("tablet every day", "tablet every %(num)s days", every),
        "week": ngettext("tablet every week", "tablet every %(num)s weeks", every),
        "month": ngettext("tablet every month", "tablet every %(num)s months", every),
    }
    return phrases[phase.unit] if every and phase.unit in phrases else _("tablet, rhythm not said")


def group(name: str) -> str:
    """Return the heading of a group of symptoms."""
    headings = {
        "nerves": _("Nerves"),
        "mind": _("Mind"),
        "energy": _("Energy, circulation"),
        "stomach": _("Mouth, stomach"),
        "whole": _("All in all"),
    }
    return headings.get(name) or _("Other")


def _tenths(x: float) -> Decimal:
    return Decimal(str(x)).quantize(Decimal("0.1"))


# A report of years repeats a few hundred numbers and days; Babel takes 30 µs for each.
@lru_cache(8192)
def _number(x: float, decimals: int, spoken: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return numbers.format_decimal(x, format=pattern, locale=_locale(spoken))


@lru_cache(8192)
def _day(d: date, spoken: str) -> str:
    return dates.format_date(d, "medium", locale=_locale(spoken))


@lru_cache(8192)
def _days(first: date, last: date, spoken: str) -> str:
    return dates.format_interval(first, last, "yMMMd", locale=_locale(spoken))


@lru_cache(512)
def _month(d: date, spoken: str) -> str:
    return dates.format_date(d, "LLL", locale=_locale(spoken))


def _locale(spoken: str) -> str:
    # Plain "en" puts the month before the day.
    return "en_GB" if spoken == "en" else spoken
