"""Every kind of record that a patient writes, and the shape it must have, from a phone or from a file."""

import re
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from server.diary import shapes as diary
from server.records.merge import Fields, is_gone
from server.records.plain import nested
from server.records.shapes import Shape
from server.treatment import shapes as treatment

SHAPES: dict[str, type[Shape]] = {
    "checkin": diary.CheckIn,
    "weekly": diary.Weekly,
    "note": diary.Words,
    "symptom": diary.OwnSymptom,
    "profile": diary.Profile,
    "dose": treatment.Dose,
    "plan": treatment.Plan,
}
_CHECKS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(shape) for kind, shape in SHAPES.items()}
_REFUSALS = {
    "extra_forbidden": "unknown_field",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "literal_error": "unknown_choice",
    "string_pattern_mismatch": "bad_character",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "string_unicode": "bad_character",
    "too_long": "too_long",
}
MOST_FIELDS = 256  # of one record, those taken back too; a patient's own symptoms have no other bound
SAYABLE = re.compile(r"[a-z][a-z0-9_.]{0,63}", re.ASCII)
_OWN_REFUSALS = {"bad_day", "bad_time", "bad_instant", "bad_zone", "unknown_symptom"}


class Refused(Exception):  # noqa: N818
    """This record cannot be kept as it is.

    type:  a stable word for programs; server/sync/refusals.py has the sentence for each
    field: the name of the field, empty when it is the record itself or a name no phone of ours would send
    """

    def __init__(self, type: str, field: str = "") -> None:  # noqa: A002
        super().__init__(type)
        self.type = type
        self.field = field if SAYABLE.fullmatch(field) else ""


def check(kind: str, fields: Fields) -> None:
    """Raise Refused unless these fields make a whole record of a known kind."""
    _check_names(kind, tuple(fields))
    values = nested(fields)
    try:
        _CHECKS[kind].validate_python(values)
    except ValidationError as wrong:
        raise _refusal(wrong) from None
    if not is_gone(fields):
        _check_whole(kind, values)


@lru_cache(maxsize=4096)  # most records of a kind have the same fields
def _check_names(kind: str, names: tuple[str, ...]) -> None:
    """Raise Refused for an unknown name; a field taken back has no value for the shape to judge."""
    if kind not in SHAPES:
        raise Refused("unknown_kind", "kind")
    if len(names) > MOST_FIELDS:
        raise Refused("too_long")
    for name in names:
        group, dot, member = name.partition(".")
        if group not in SHAPES[kind].model_fields or bool(dot) != (group == "ratings"):
            raise Refused("unknown_field", name)
        if dot and not diary.is_rating_key(member):
            raise Refused("unknown_symptom", name)


def _check_whole(kind: str, values: dict[str, Any]) -> None:
    for name in SHAPES[kind].needed:
        if name not in values:
            raise Refused("missing", name)


def _refusal(wrong: ValidationError) -> Refused:
    first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
    refusal = first["type"] if first["type"] in _OWN_REFUSALS else _REFUSALS.get(first["type"], "wrong_type")
    return Refused(refusal, ".".join(str(part) for part in first["loc"] if part != "[key]"))
