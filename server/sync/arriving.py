"""A change as the phone sent it, read as far as it can be without knowing what is kept."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.kinds import Refused
from server.records.merge import Fields
from server.records.stamp import is_stamp
from server.records.wire import fields_of

PARTS = {"id", "kind", "writes"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one change says."""

    id: UUID
    kind: str
    fields: Fields


def read(change: dict[str, Any]) -> Arrival:
    """Return what the change says; raises Refused."""
    if change.keys() != PARTS or not isinstance(change["kind"], str):
        raise Refused("bad_writes")
    return Arrival(_id(change["id"]), change["kind"], _fields(change["writes"]))


def _id(text: str) -> UUID:
    try:
        id_ = UUID(text)
    except ValueError:
        raise Refused("bad_id", "id") from None
    if str(id_) != text:  # another way to write it would come back to the phone as a record it does not know
        raise Refused("bad_id", "id")
    return id_


def _fields(writes: Any) -> Fields:
    if not isinstance(writes, dict) or not all(isinstance(values, dict) for values in writes.values()):
        raise Refused("bad_writes", "writes")
    if not all(map(is_stamp, writes)):
        raise Refused("bad_stamp", "writes")
    fields = fields_of(writes)
    if not fields:
        raise Refused("bad_writes", "writes")
    return fields
