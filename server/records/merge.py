"""A record, and how two versions of it become one: the same one, whatever the order they met in."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

Value: TypeAlias = str | int | float | bool | list["Value"] | None
Cell: TypeAlias = tuple[Value, str]  # a value and the stamp of its writing
Fields: TypeAlias = dict[str, Cell]  # by name; `ratings.fatigue` is a field of its own


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing a patient wrote: its id, its kind, and its fields with their stamps."""

    id: UUID
    kind: str
    fields: Fields


def merge(held: Fields, new: Fields) -> Fields:
    """Return both versions as one: in each field the later stamp wins, and at a tie what is held."""
    merged = dict(held)
    for name, cell in new.items():
        if name not in merged or cell[1] > merged[name][1]:
            merged[name] = cell
    return merged


def is_gone(fields: Fields) -> bool:
    """Return whether the patient deleted it."""
    return fields.get("deleted", (None, ""))[0] is True
