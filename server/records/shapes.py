"""What the fields of several kinds have in common: days, times, zones, instants, words and amounts.

Values come from JSON, so they are taken as they are: 5.0, "5" and true are no ratings, and a day is text of
exactly one form. Each refusal has its own type, see sync/refusals.py.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

T = TypeVar("T")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TIME = re.compile(r"\d\d:\d\d", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


class Shape(BaseModel):
    """The values of one record. Any may be missing: never written, or taken back.

    needed: the fields without which the record says nothing, unless it is deleted
    """

    model_config = ConfigDict(extra="forbid")
    needed: ClassVar[tuple[str, ...]] = ()

    deleted: Annotated[bool, Strict()] = False


def _read(form: re.Pattern[str], parse: Callable[[str], T], refusal: str) -> Callable[[Any], T]:
    def read(value: Any) -> T:
        if isinstance(value, str) and form.fullmatch(value):
            try:
                return parse(value)
            except ValueError:
                pass
        raise PydanticCustomError(refusal, "refused")

    return read


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(value: Any) -> str:
    if isinstance(value, str) and value in _zones():
        return value
    raise PydanticCustomError("bad_zone", "refused")


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    # Near the ends of the calendar an instant cannot be moved into the patient's own zone.
    if not FIRST_DAY <= instant.date() <= LAST_DAY:
        raise ValueError("no instant of a diary")
    return instant


Whole = Annotated[int, Strict()]
Text = Annotated[str, Strict(), Field(pattern=r"^[^\x00]*$")]  # PostgreSQL and many readers end a text at NUL
Note = Annotated[Text, Field(max_length=2000)]
Day = Annotated[
    date, Field(ge=FIRST_DAY, le=LAST_DAY), BeforeValidator(_read(DAY, date.fromisoformat, "bad_day"))
]
Time = Annotated[time, BeforeValidator(_read(TIME, time.fromisoformat, "bad_time"))]
Instant = Annotated[datetime, BeforeValidator(_read(INSTANT, _instant, "bad_instant"))]
Zone = Annotated[str, BeforeValidator(_known_zone)]
