"""What may arrive about treatment: what was prescribed, and what was taken."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from server.records.shapes import Day, Instant, Note, Shape, Text, Time, Whole, Zone

Form: TypeAlias = Literal["injection", "tablet"]
Substance: TypeAlias = Literal["hydroxocobalamin", "cyanocobalamin", "mecobalamin", "unknown"]
Micrograms = Annotated[Whole, Field(ge=1, le=100_000)]


class Dose(Shape):
    """An injection, or tablets, that the patient took."""

    needed: ClassVar = ("day", "form")

    day: Day | None = None
    time: Time | None = None
    zone: Zone | None = None
    entered_at: Instant | None = None
    form: Form | None = None
    substance: Substance = "unknown"
    micrograms: Micrograms | None = None  # of one ampoule or tablet
    count: Annotated[Whole, Field(ge=1, le=20)] = 1
    note: Note = ""


class Plan(Shape):
    """One phase of what was prescribed, from `day` on; a change is a further record."""

    needed: ClassVar = ("day",)

    day: Day | None = None
    zone: Zone | None = None
    entered_at: Instant | None = None
    form: Form | None = None
    substance: Substance = "unknown"
    micrograms: Micrograms | None = None
    every: Annotated[Whole, Field(ge=1, le=365)] | None = None
    unit: Literal["day", "week", "month"] | None = None
    reason: Annotated[Text, Field(max_length=500)] = ""
