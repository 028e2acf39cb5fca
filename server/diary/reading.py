"""The diary as a report reads it: check-ins, weekly forms, words, own symptoms and the patient, typed and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

DAILY, WEEKLY = "daily", "weekly"
NOTE, VISIT = "note", "visit"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was rated in one go. Daily: how `day` was; weekly: the seven days ending on it.

    ratings: 0-10 by rating key, higher is worse; an absent symptom is unknown, not 0
    """

    id: UUID
    day: date
    source: str
    ratings: Mapping[str, int]
    zone: str = "UTC"
    time: str = ""
    entered_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the patient wrote: a note, or a question for the visit."""

    id: UUID
    day: date
    text: str
    purpose: str = NOTE


@dataclass(frozen=True, slots=True)
class OwnSymptom:
    """An item of the patient's own and the key its ratings stand under."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the diary is about, as far as they said so."""

    name: str = ""
    birth_year: int | None = None
    language: str = ""
    zone: str = "UTC"
    key_symptoms: tuple[str, ...] = ()
    key_chosen_on: date | None = None


def checkin_of(record: UUID, values: Mapping[str, Any]) -> Entry:
    """Return the check-in; raises ValueError when its day is missing."""
    return _entry(record, DAILY, values)


def weekly_of(record: UUID, values: Mapping[str, Any]) -> Entry:
    """Return the weekly form; raises ValueError when its day is missing."""
    return _entry(record, WEEKLY, values)


def words_of(record: UUID, values: Mapping[str, Any]) -> Words:
    """Return the note or question; raises ValueError when its day or text is missing."""
    text = values.get("text") or ""
    if not text.strip():
        raise ValueError("a note without words")
    return Words(record, day_of(values), text, values.get("purpose") or NOTE)


def own_symptom_of(record: UUID, values: Mapping[str, Any]) -> OwnSymptom:
    """Return the patient's own item; without a label it still has its key."""
    return OwnSymptom(own_key(record), values.get("label") or "")


def profile_of(values: Mapping[str, Any]) -> Profile:
    """Return what the patient said about themselves; anything may be missing."""
    chosen = values.get("key_chosen_on")
    return Profile(
        name=values.get("name") or "",
        birth_year=values.get("birth_year"),
        language=values.get("language") or "",
        zone=values.get("zone") or "UTC",
        key_symptoms=tuple(dict.fromkeys(values.get("key_symptoms") or ()))[:3],
        key_chosen_on=date.fromisoformat(chosen) if chosen else None,
    )


def own_key(record: UUID) -> str:
    """Return the rating key of the own symptom kept under this id."""
    return f"own_{record.hex}"


def day_of(values: Mapping[str, Any]) -> date:
    """Return the day a record is about; raises ValueError when it has none."""
    return date.fromisoformat(values.get("day") or "")


def back_filled(entry: Entry) -> bool:
    """Whether it was put in later than the day after, in the patient's own calendar; False when not known."""
    if entry.entered_at is None:
        return False
    return entry.entered_at.astimezone(ZoneInfo(entry.zone)).date() > entry.day + timedelta(days=1)


def _entry(record: UUID, source: str, values: Mapping[str, Any]) -> Entry:
    entered_at = values.get("entered_at")
    return Entry(
        id=record,
        day=day_of(values),
        source=source,
        ratings=values.get("ratings") or {},
        zone=values.get("zone") or "UTC",
        time=values.get("time") or "",
        entered_at=datetime.fromisoformat(entered_at) if entered_at else None,
        note=values.get("note") or "",
    )
