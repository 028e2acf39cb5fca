"""What a phone sends and what it is answered."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, Strict, WithJsonSchema
from sqlmodel import SQLModel

LONGEST_ID = 64  # characters; the id of a record that cannot be kept is repeated in the answer
RECORD = {
    "type": "object",
    "required": ["id", "kind", "writes"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"type": "string"},
        "writes": {
            "type": "object",
            "description": "Fields grouped by the stamp of their writing; null takes a value back.",
            "additionalProperties": {"type": "object", "additionalProperties": True},
        },
    },
}


def _named(change: dict[str, Any]) -> dict[str, Any]:
    """A record that cannot even be named cannot be answered alone."""
    if not isinstance(change.get("id"), str) or len(change["id"]) > LONGEST_ID:
        raise ValueError("a record needs its id")
    return change


# Whatever else is wrong with a record is found later and said of this record only: a phone that is refused as a
# whole would never get anything through again.
Change = Annotated[dict[str, Any], AfterValidator(_named), WithJsonSchema(RECORD)]
WireRecord = Annotated[dict[str, Any], WithJsonSchema(RECORD)]


class Sent(SQLModel):
    """What is new on the phone, and where it stopped reading."""

    model_config = {"extra": "forbid"}

    device: UUID
    epoch: Annotated[str, Strict(), Field(max_length=64)] | None
    cursor: Annotated[int, Strict(), Field(ge=0, le=2**53)]
    changes: list[Change]


class Error(SQLModel):
    """Why one record was not kept."""

    type: str
    field: str
    detail: str


class Result(SQLModel):
    """What became of one record that was sent; without an error it is kept."""

    id: str
    error: Error | None = None


class Answer(SQLModel):
    """What became of each record, and what the phone lacks. `more`: ask again at once."""

    now: str
    epoch: str
    cursor: int
    more: bool
    results: list[Result]
    records: list[WireRecord]
