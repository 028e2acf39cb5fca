"""Fields grouped by stamp: one save stamps many fields, and this way its stamp is written down once."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from server.records.merge import Fields, Kept, Value

Writes: TypeAlias = Mapping[str, Mapping[str, Value]]  # stamp -> field -> value


def fields_of(writes: Writes) -> Fields:
    """Return each field with its newest value and stamp."""
    return {name: (value, stamp) for stamp in sorted(writes) for name, value in writes[stamp].items()}


def writes_of(fields: Fields) -> dict[str, dict[str, Value]]:
    """Return the fields grouped by stamp."""
    writes: dict[str, dict[str, Value]] = {}
    for name, (value, stamp) in fields.items():
        writes.setdefault(stamp, {})[name] = value
    return writes


def wire(kept: Kept) -> dict[str, Any]:
    """Return a record as phones send and receive it."""
    return {"id": str(kept.id), "kind": kept.kind, "writes": writes_of(kept.fields)}
