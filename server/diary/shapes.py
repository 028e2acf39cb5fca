"""What may arrive in a diary: check-ins, weekly forms, notes, the patient's own symptoms, the profile."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from server.b12.vocabulary import symptoms
from server.records.shapes import Day, Instant, Note, Shape, Text, Time, Whole, Zone

OWN = re.compile(r"own_[0-9a-f]{32}", re.ASCII)


def is_rating_key(key: str) -> bool:
    """Return whether this names a symptom of the vocabulary, or one of the patient's own by its record's id."""
    return key in symptoms() or OWN.fullmatch(key) is not None


def _known(key: Any) -> str:
    if isinstance(key, str) and is_rating_key(key):
        return key
    raise PydanticCustomError("unknown_symptom", "refused")


RatingKey = Annotated[str, BeforeValidator(_known)]
# As a pattern, because a check-in has many ratings and pydantic matches a pattern without calling Python.
Ratings = dict[
    Annotated[str, Field(pattern=f"^({'|'.join(symptoms())}|{OWN.pattern})$")],
    Annotated[Whole, Field(ge=0, le=10)],
]


class CheckIn(Shape):
    """How one day was: 0-10 for each symptom, higher is worse; an absent symptom is unknown, not 0."""

    needed: ClassVar = ("day",)

    day: Day | None = None
    time: Time | None = None  # only on a further check-in of the same day
    zone: Zone | None = None
    entered_at: Instant | None = None
    ratings: Ratings = Field(default_factory=dict)
    note: Note = ""


class Weekly(Shape):
    """How the seven days ending on `day` were, on average."""

    needed: ClassVar = ("day",)

    day: Day | None = None
    zone: Zone | None = None
    entered_at: Instant | None = None
    ratings: Ratings = Field(default_factory=dict)
    note: Note = ""


class Words(Shape):
    """What the patient wants to remember, or to ask at the visit."""

    needed: ClassVar = ("day", "text")

    day: Day | None = None
    zone: Zone | None = None
    entered_at: Instant | None = None
    text: Annotated[Text, Field(min_length=1, max_length=2000)] | None = None
    purpose: Literal["note", "visit"] = "note"


class OwnSymptom(Shape):
    """An item that the vocabulary lacks; ratings name it `own_<its id as 32 hex>`."""

    needed: ClassVar = ("label",)

    label: Annotated[Text, Field(min_length=1, max_length=60)] | None = None


class Profile(Shape):
    """Who keeps the diary, as far as the report needs it."""

    name: Annotated[Text, Field(max_length=80)] | None = None
    birth_year: Annotated[Whole, Field(ge=1900, le=2100)] | None = None
    language: Literal["da", "nb", "nl", "en"] | None = None
    zone: Zone | None = None
    country: Literal["DK", "NO", "NL", "other"] | None = None
    key_symptoms: Annotated[list[RatingKey], Field(max_length=3)] = Field(default_factory=list)
    key_chosen_on: Day | None = None
