"""From the records of one patient to the diary that a report is built from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from server.diary.reading import (
    Entry,
    OwnSymptom,
    Profile,
    Words,
    checkin_of,
    own_key,
    own_symptom_of,
    profile_of,
    weekly_of,
    words_of,
)
from server.records.merge import Kept, is_gone
from server.records.plain import values
from server.treatment.reading import Dose, PlanPhase, dose_of, plan_phase_of

READERS: Mapping[str, Callable[[UUID, Mapping[str, Any]], Any]] = {
    "checkin": checkin_of,
    "weekly": weekly_of,
    "dose": dose_of,
    "plan": plan_phase_of,
    "note": words_of,
    "symptom": own_symptom_of,
    "profile": lambda _record, plain: profile_of(plain),
}


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything a patient kept, each list in the order of its days, what was deleted left out.

    own: label of each own symptom by rating key
    """

    entries: tuple[Entry, ...] = ()
    doses: tuple[Dose, ...] = ()
    plan: tuple[PlanPhase, ...] = ()
    words: tuple[Words, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)


def diary_of(kepts: Iterable[Kept]) -> Diary:
    """Return the diary that these records make, whatever order they come in.

    A record that is not whole yet (a phone sends field by field) is left out until it is.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in READERS}
    erased: set[str] = set()
    for kept in kepts:
        if is_gone(kept.fields):
            erased.add(own_key(kept.id))
        elif kept.kind in READERS:
            _take(found[kept.kind], kept)
    return _diary(found, erased)


def _take(into: list[Any], kept: Kept) -> None:
    try:
        into.append(READERS[kept.kind](kept.id, values(kept)))
    except (TypeError, ValueError):
        return


def _diary(found: Mapping[str, list[Any]], erased: set[str]) -> Diary:
    rated = [*found["checkin"], *found["weekly"]]
    entries = _by_day([_without(entry, erased) for entry in rated] if erased else rated)
    doses = _by_day(found["dose"])
    return Diary(
        entries=entries,
        doses=doses,
        plan=_by_day(found["plan"]),
        words=_by_day([*found["note"], *_remarks(entries), *_remarks(doses)]),
        own=_labels(found["symptom"]),
        profile=found["profile"][-1] if found["profile"] else Profile(),
    )


def _by_day(items: Iterable[Any]) -> tuple[Any, ...]:
    """The same order whatever order they came in: by day, then time, then id."""
    return tuple(sorted(items, key=lambda item: (item.day, getattr(item, "time", ""), item.id.int)))


def _without(entry: Entry, erased: set[str]) -> Entry:
    if erased.isdisjoint(entry.ratings):
        return entry
    kept = {key: rating for key, rating in entry.ratings.items() if key not in erased}
    return replace(entry, ratings=kept)


def _remarks(items: Iterable[Entry | Dose]) -> list[Words]:
    return [Words(item.id, item.day, item.note) for item in items if item.note.strip()]


def _labels(own: Iterable[OwnSymptom]) -> dict[str, str]:
    return {symptom.key: symptom.label for symptom in sorted(own, key=lambda symptom: symptom.key)}
