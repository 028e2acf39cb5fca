"""The treatment as a report reads it: doses taken and phases of the plan, typed and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

INJECTION, TABLET = "injection", "tablet"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Dose:
    """What was taken on a day: `count` ampoules or tablets of `micrograms` each (None: not said)."""

    id: UUID
    day: date
    form: str
    substance: str = UNKNOWN
    micrograms: int | None = None
    count: int = 1
    time: str = ""
    zone: str = "UTC"
    entered_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """What was prescribed from `day` on: one dose every `every` units, until the next phase begins."""

    id: UUID
    day: date
    form: str
    substance: str = UNKNOWN
    micrograms: int | None = None
    every: int | None = None
    unit: str = ""
    reason: str = ""


def dose_of(record: UUID, values: Mapping[str, Any]) -> Dose:
    """Return the dose; raises ValueError when its day or form is missing."""
    entered_at = values.get("entered_at")
    return Dose(
        id=record,
        day=date.fromisoformat(values.get("day") or ""),
        form=_form(values),
        substance=values.get("substance") or UNKNOWN,
        micrograms=values.get("micrograms"),
        count=values.get("count") or 1,
        time=values.get("time") or "",
        zone=values.get("zone") or "UTC",
        entered_at=datetime.fromisoformat(entered_at) if entered_at else None,
        note=values.get("note") or "",
    )


def plan_phase_of(record: UUID, values: Mapping[str, Any]) -> PlanPhase:
    """Return the phase; raises ValueError when its first day or form is missing."""
    return PlanPhase(
        id=record,
        day=date.fromisoformat(values.get("day") or ""),
        form=_form(values),
        substance=values.get("substance") or UNKNOWN,
        micrograms=values.get("micrograms"),
        every=values.get("every"),
        unit=values.get("unit") or "",
        reason=values.get("reason") or "",
    )


def _form(values: Mapping[str, Any]) -> str:
    form = values.get("form")
    if form not in (INJECTION, TABLET):
        raise ValueError("neither an injection nor a tablet")
    return str(form)
