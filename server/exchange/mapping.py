"""What a person says about the columns: "Tired=fatigue:1-7,Injection=injection:hydroxocobalamin-1mg,Note=note"."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from server.exchange.scale import TOLV, Scale, scale_in
from server.exchange.unusable import Unusable
from server.i18n import gettext as _

FORMS = ("injection", "tablet")
SUBSTANCES = ("hydroxocobalamin", "cyanocobalamin", "mecobalamin", "unknown")
ROLES = ("date", "time", "note", "symptom", "value")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
STRENGTH = re.compile(r"(\d+(?:\.\d+)?)(mg|ug|µg|μg|mcg)", re.IGNORECASE)
MOST_MICROGRAMS = 100_000


@dataclass(frozen=True)
class Rating:
    """The column rates one symptom: a key of the vocabulary, or one that becomes the patient's own symptom."""

    key: str
    scale: Scale = TOLV


@dataclass(frozen=True)
class Dose:
    """Every filled cell of the column is one dose."""

    form: str
    substance: str
    micrograms: int | None = None


@dataclass(frozen=True)
class Role:
    """The column is the day, the time, a note; or, where each row is one rating, the symptom or the value."""

    name: str


Target = Rating | Dose | Role


def mapping_of(texts: Iterable[str]) -> dict[str, Target]:
    """Return column -> target as said in any number of --map options. Raises Unusable, naming the part."""
    mapping: dict[str, Target] = {}
    for part in (
        part.strip() for text in texts for part in next(csv.reader([text], skipinitialspace=True), [])
    ):
        column, equals, target = part.rpartition("=")
        if not equals or not column.strip() or not target.strip():
            raise Unusable(
                _("“%(part)s” does not say which column is what. Write it like Tired=fatigue:1-7.", part=part)
            )
        if column.strip() in mapping:
            raise Unusable(_("--map names the column “%(column)s” twice.", column=column.strip()))
        mapping[column.strip()] = _target(target.strip(), part)
    return _without_rivals(mapping)


def _target(text: str, part: str) -> Target:
    key, colon, detail = (piece.strip() for piece in text.partition(":"))
    if key in FORMS:
        return _dose(key, detail, part)
    if key in ROLES and not colon:
        return Role(key)
    if not KEY.fullmatch(key) or key in ROLES:
        raise Unusable(
            _(
                "“%(part)s”: “%(key)s” cannot be used as a symptom. Use small letters a to z, digits and _, "
                "or one of date, time, note, injection, tablet.",
                part=part,
                key=key,
            )
        )
    try:
        return Rating(key, scale_in(detail)) if colon else Rating(key)
    except ValueError:
        raise Unusable(
            _(
                "“%(part)s”: “%(scale)s” is not a scale. Write the number that means “not at all” first and the "
                "worst last, like 1-7, 7-1 or -3-3.",
                part=part,
                scale=detail,
            )
        ) from None


def _dose(form: str, detail: str, part: str) -> Dose:
    substance, _dash, strength = detail.partition("-")
    match = STRENGTH.fullmatch(strength.strip())
    micrograms = Fraction(match[1]) * (1000 if match[2].lower() == "mg" else 1) if match else None
    amount_fits = micrograms is None or (micrograms.denominator == 1 and 1 <= micrograms <= MOST_MICROGRAMS)
    if substance not in SUBSTANCES or (strength and not match) or not amount_fits:
        raise Unusable(
            _(
                "“%(part)s”: “%(dose)s” is not a dose. Write the substance (%(substances)s) and how much is in one, "
                "like hydroxocobalamin-1mg or cyanocobalamin-500ug.",
                part=part,
                dose=detail,
                substances=", ".join(SUBSTANCES),
            )
        )
    return Dose(form, substance, None if micrograms is None else int(micrograms))


def _without_rivals(mapping: dict[str, Target]) -> dict[str, Target]:
    """Two columns for one symptom would overwrite each other. Raises Unusable."""
    takers: dict[str, str] = {}
    for column, target in mapping.items():
        taken = target.key if isinstance(target, Rating) else getattr(target, "name", "")
        if taken and taken != "note" and taken in takers:
            raise Unusable(
                _(
                    "“%(first)s” and “%(second)s” cannot both be %(target)s. Leave one out.",
                    first=takers[taken],
                    second=column,
                    target=taken,
                )
            )
        takers[taken] = column
    return mapping
