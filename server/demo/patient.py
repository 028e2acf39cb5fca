"""Karen's diary as her phone would have written it: the same records each time, and more of them each day."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from server.b12.vocabulary import preparations, symptoms
from server.demo import story
from server.demo.feeling import rating, weekly_rating
from server.demo.story import rng
from server.i18n import gettext as _
from server.i18n import language
from server.records.merge import Kept

ACCOUNT = UUID("5f0c6f5e-9c55-4d38-8b26-1f2f0c3a7d12")
PHONE = UUID("c2a4b0de-71c3-4f6b-a5a4-7c0f9f1f2b60")
ZONE = "Europe/Copenhagen"
KEY_SYMPTOMS = ("fatigue", "paresthesia", "balance")
WEEKLY = [key for key, symptom in symptoms().items() if symptom.tier == "core"]


def beginning(today: date) -> date:
    """Return the day her diary begins when it is first opened today."""
    return today - timedelta(days=story.TOLD_FOR)


def diary(began: date, today: date) -> list[Kept]:
    """Return everything she put in from the day it began until last night; words in the language spoken now.

    Today is empty, so that whoever opens her phone finds something to do. A later day gives the same and more.
    """
    last = (today - began).days - 1
    pen = _Pen(began)
    written = [*_person(pen), *_treatment(pen, last), *_days(pen, last), *_words(pen, last)]
    tonight = datetime.combine(today, time(), ZoneInfo(ZONE))
    return [kept for entered, kept in written if entered < tonight]


Written = tuple[datetime, Kept]


class _Pen:
    """Writes records as her phone does: one stamp for everything saved in one go."""

    def __init__(self, began: date) -> None:
        self.began = began

    def day(self, number: int) -> date:
        return self.began + timedelta(days=number)

    def moment(self, number: int, hour: int, minute: int) -> datetime:
        return datetime.combine(self.day(number), time(hour, minute), ZoneInfo(ZONE))

    def write(self, kind: str, entered: datetime, said: Mapping[str, Any], name: str = "") -> Written:
        """name: of a record whose id follows from it, like "checkin 2026-03-01"; others get a fresh one."""
        millis = int(entered.timestamp() * 1000)
        stamp = f"{millis:012x}-0000-{PHONE.hex}"
        when = {} if kind in ("profile",) else {"zone": ZONE, "entered_at": _instant(entered)}
        record = uuid5(ACCOUNT, name) if name else _new_id(kind, millis)
        return entered, Kept(
            record, kind, {field: (value, stamp) for field, value in {**said, **when}.items()}
        )


def _instant(entered: datetime) -> str:
    return entered.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _new_id(kind: str, millis: int) -> UUID:
    """A UUIDv7 (RFC 9562): the time in front, the rest by chance."""
    chance = rng(f"id {kind}", millis).getrandbits(74)
    return UUID(int=millis << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & (1 << 62) - 1)


def _person(pen: _Pen) -> Iterator[Written]:
    said = {
        "name": _("Karen (example)"),
        "birth_year": 1961,
        "language": language(),
        "zone": ZONE,
        "country": "DK",
        "key_symptoms": list(KEY_SYMPTOMS),
        "key_chosen_on": str(pen.day(0)),
    }
    yield pen.write("profile", pen.moment(0, 10, 12), said, "profile")


def _treatment(pen: _Pen, last: int) -> Iterator[Written]:
    for phase in story.phases():
        said = {
            "day": str(pen.day(phase.day)),
            **_prepared(phase.preparation),
            "every": phase.every,
            "unit": phase.unit,
        }
        yield pen.write(
            "plan", pen.moment(phase.day, 8, 40), said | ({"reason": phase.reason} if phase.reason else {})
        )
    for day in story.injection_days(last):
        yield _dose(
            pen, day, "hydroxocobalamin-injection", pen.moment(day, 11, rng("nurse", day).randrange(60))
        )
    for day in story.TABLETS:
        if rng("tablet", day).random() < 0.94:
            yield _dose(
                pen, day, "cyanocobalamin-tablet", pen.moment(day, 7, rng("tablet at", day).randrange(10, 50))
            )


def _dose(pen: _Pen, day: int, preparation: str, entered: datetime) -> Written:
    return pen.write("dose", entered, {"day": str(pen.day(day)), **_prepared(preparation), "count": 1})


def _prepared(key: str) -> dict[str, Any]:
    preparation = preparations()[key]
    return {
        "form": preparation.form,
        "substance": preparation.substance,
        "micrograms": preparation.strength_micrograms,
    }


def _days(pen: _Pen, last: int) -> Iterator[Written]:
    notes = story.notes()
    for day in (day for day in range(last + 1) if not any(day in away for away in story.AWAY)):
        if day in notes or rng("bothered", day).random() < 0.78:
            yield _evening(pen, day, notes.get(day, ""))
        if rng("extra", day).random() < 0.04:
            yield _extra(pen, day)
        if pen.day(day).weekday() == 6 and rng("weekly", day).random() < 0.86:
            yield _weekly(pen, day)


def _evening(pen: _Pen, day: int, note: str) -> Written:
    chance = rng("evening", day)
    later = chance.choice((2, 2, 3)) if chance.random() < 0.06 else 0
    entered = pen.moment(day + later, chance.randrange(19, 23), chance.randrange(60))
    said = {"day": str(pen.day(day)), **{f"ratings.{key}": rating(key, day) for key in KEY_SYMPTOMS}}
    return pen.write("checkin", entered, said | ({"note": note} if note else {}), f"checkin {pen.day(day)}")


def _extra(pen: _Pen, day: int) -> Written:
    """A bad moment, noted when it was there."""
    chance = rng("moment", day)
    entered = pen.moment(day, chance.randrange(9, 17), chance.randrange(60))
    key = chance.choice(KEY_SYMPTOMS)
    said = {
        "day": str(pen.day(day)),
        "time": f"{entered:%H:%M}",
        f"ratings.{key}": min(rating(key, day) + 2, 10),
    }
    return pen.write("checkin", entered, said)


def _weekly(pen: _Pen, day: int) -> Written:
    chance = rng("form", day)
    entered = pen.moment(day + (chance.random() < 0.12), 20, chance.randrange(60))
    answered = [key for key in WEEKLY if chance.random() < 0.98]
    ratings = {f"ratings.{key}": weekly_rating(key, day) for key in answered}
    return pen.write("weekly", entered, {"day": str(pen.day(day)), **ratings}, f"weekly {pen.day(day)}")


def _words(pen: _Pen, last: int) -> Iterator[Written]:
    for day, question in story.questions().items():
        said = {"day": str(pen.day(day)), "text": question, "purpose": "visit"}
        yield pen.write("note", pen.moment(day, 18, 30), said)
