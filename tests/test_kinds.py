"""What each kind takes and refuses, always naming the field and never repeating the value."""

import pytest

from server.kinds import MOST_FIELDS, SHAPES, Refused, check
from server.sync.refusals import sentence

STAMP = "019ca8695000-0000-ada1"
OWN = "own_" + "0a" * 16
WHEN = {"day": "2026-03-01", "zone": "Europe/Oslo", "entered_at": "2026-03-01T20:15:00.000+01:00"}
WHOLE = {
    "checkin": {**WHEN, "time": "21:30", "ratings.fatigue": 0, f"ratings.{OWN}": 10, "note": "ø" * 2000},
    "weekly": {**WHEN, "ratings.overall": 4, "note": ""},
    "dose": {
        **WHEN,
        "time": "00:00",
        "form": "injection",
        "substance": "hydroxocobalamin",
        "micrograms": 1000,
        "count": 1,
        "note": "left arm",
    },
    "note": {**WHEN, "text": "Can the rhythm change?", "purpose": "visit"},
    "plan": {
        **WHEN,
        "form": "tablet",
        "substance": "unknown",
        "micrograms": 1,
        "every": 365,
        "unit": "month",
    },
    "symptom": {"label": "Itching"},
    "profile": {
        "name": "Ada",
        "birth_year": 1961,
        "language": "da",
        "zone": "Europe/Copenhagen",
        "country": "DK",
        "key_symptoms": ["fatigue", OWN],
        "key_chosen_on": "2026-03-01",
    },
}


def fields(values):
    return {name: (value, STAMP) for name, value in values.items()}


def refusal(kind, values):
    with pytest.raises(Refused) as refused:
        check(kind, fields(values))
    assert sentence(refused.value.type)
    return refused.value.type, refused.value.field


def test_every_kind_is_tried_here():
    assert WHOLE.keys() == SHAPES.keys()


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_record_is_taken(kind):
    check(kind, fields(WHOLE[kind]))
    check(kind, fields({**WHOLE[kind], "deleted": False}))


@pytest.mark.parametrize("kind", WHOLE)
def test_any_value_may_be_taken_back_but_what_makes_the_record(kind):
    needed = SHAPES[kind].needed
    check(kind, fields({name: value if name in needed else None for name, value in WHOLE[kind].items()}))
    for name in needed:
        assert refusal(kind, {**WHOLE[kind], name: None}) == ("missing", name)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_deleted_record_may_be_empty(kind):
    check(kind, fields({"deleted": True}))


def test_an_unknown_kind_is_refused():
    assert refusal("mood", {"day": "2026-03-01"}) == ("unknown_kind", "kind")


@pytest.mark.parametrize("rating", [11, -1, 10**30])
def test_a_rating_outside_the_scale_is_refused(rating):
    assert refusal("checkin", {**WHEN, "ratings.fatigue": rating}) == ("out_of_range", "ratings.fatigue")


@pytest.mark.parametrize("rating", [5.0, "5", True, False, [5], {"fatigue": 5}, float("nan")])
def test_a_rating_that_is_no_whole_number_is_refused(rating):
    assert refusal("checkin", {**WHEN, "ratings.fatigue": rating}) == ("wrong_type", "ratings.fatigue")


@pytest.mark.parametrize("key", ["tiredness", "own_1", "own_" + "0A" * 16, "fatigue.left", ""])
@pytest.mark.parametrize("rating", [5, None])
def test_a_rating_of_something_unknown_is_refused_even_when_taken_back(key, rating):
    name = f"ratings.{key}"
    assert refusal("weekly", {**WHEN, name: rating})[0] in ("unknown_symptom", "unknown_field")


@pytest.mark.parametrize(
    "name", ["mood", "day.x", "ratings", "note.text", "needed", "__class__", "day.", ".day"]
)
@pytest.mark.parametrize("value", ["x", None, {"fatigue": 3}])
def test_an_unknown_field_is_refused_even_when_taken_back(name, value):
    assert refusal("checkin", {**WHEN, name: value})[0] == "unknown_field"


def test_a_field_of_another_kind_is_unknown():
    assert refusal("dose", {**WHOLE["dose"], "ratings.fatigue": 3}) == ("unknown_field", "ratings.fatigue")
    assert refusal("checkin", {**WHEN, "label": "x"}) == ("unknown_field", "label")


def test_a_name_that_no_phone_of_ours_would_send_is_not_repeated():
    for name in ("My Headache", "a" * 65, "é", "a\0b"):
        assert refusal("checkin", {**WHEN, name: 1}) == ("unknown_field", "")


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-29",
        "2026-13-01",
        "2026-3-1",
        "20260301",
        "2026-W09-7",
        "2026-03-01T00:00",
        "٢٠٢٦-٠٣-٠١",
        "",
        20260301,
        True,
    ],
)
def test_an_impossible_day_is_refused(day):
    assert refusal("checkin", {"day": day}) == ("bad_day", "day")


@pytest.mark.parametrize("day", ["1899-12-31", "2200-01-02"])
def test_a_day_far_away_is_refused(day):
    assert refusal("dose", {**WHOLE["dose"], "day": day}) == ("out_of_range", "day")


@pytest.mark.parametrize("day", ["1900-01-01", "2200-01-01", "2024-02-29"])
def test_days_of_the_calendar_are_taken(day):
    check("checkin", fields({"day": day}))


@pytest.mark.parametrize(
    "instant",
    [
        "2026-03-01T20:15:00",
        "2026-03-01",
        "2026-03-01 20:15:00Z",
        "2026-02-30T20:15:00Z",
        "2026-03-01T25:15:00Z",
        "2026-03-01T20:15:00+25:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        1772396100,
    ],
)
def test_a_moment_without_its_offset_or_its_sense_is_refused(instant):
    assert refusal("checkin", {**WHEN, "entered_at": instant}) == ("bad_instant", "entered_at")


@pytest.mark.parametrize("time", ["24:00", "8:30", "08:30:00", "0830", 830, "08:60"])
def test_a_time_that_no_clock_shows_is_refused(time):
    assert refusal("checkin", {**WHEN, "time": time}) == ("bad_time", "time")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "europe/oslo", 1, ["UTC"]])
def test_an_unknown_zone_is_refused(zone):
    assert refusal("note", {**WHOLE["note"], "zone": zone}) == ("bad_zone", "zone")


@pytest.mark.parametrize(
    ("kind", "name", "value", "type_"),
    [
        ("checkin", "note", "x" * 2001, "too_long"),
        ("checkin", "note", 5, "wrong_type"),
        ("checkin", "note", "half an emoji \ud83e", "bad_character"),
        ("checkin", "note", "nul \0", "bad_character"),
        ("symptom", "label", "\0", "bad_character"),
        ("checkin", "deleted", 1, "wrong_type"),
        ("checkin", "deleted", "yes", "wrong_type"),
        ("note", "text", "", "empty"),
        ("note", "text", "x" * 2001, "too_long"),
        ("note", "purpose", "diary", "unknown_choice"),
        ("dose", "form", "infusion", "unknown_choice"),
        ("dose", "form", ["injection"], "unknown_choice"),
        ("dose", "substance", "B12", "unknown_choice"),
        ("dose", "micrograms", 0, "out_of_range"),
        ("dose", "micrograms", 100_001, "out_of_range"),
        ("dose", "micrograms", 1000.0, "wrong_type"),
        ("dose", "count", 21, "out_of_range"),
        ("plan", "every", 366, "out_of_range"),
        ("plan", "unit", "year", "unknown_choice"),
        ("plan", "reason", "x" * 501, "too_long"),
        ("symptom", "label", "x" * 61, "too_long"),
        ("symptom", "label", "", "empty"),
        ("profile", "name", "x" * 81, "too_long"),
        ("profile", "birth_year", 1899, "out_of_range"),
        ("profile", "birth_year", "1961", "wrong_type"),
        ("profile", "language", "no", "unknown_choice"),
        ("profile", "country", "SE", "unknown_choice"),
        ("profile", "key_symptoms", "fatigue", "wrong_type"),
        ("profile", "key_symptoms", ["fatigue"] * 4, "too_long"),
        ("profile", "key_chosen_on", "2026-02-30", "bad_day"),
    ],
)
def test_what_does_not_fit_its_field_is_refused(kind, name, value, type_):
    assert refusal(kind, {**WHOLE[kind], name: value}) == (type_, name)


def test_an_unknown_key_symptom_is_refused_with_its_place():
    values = {"key_symptoms": ["fatigue", "mood"]}
    assert refusal("profile", values) == ("unknown_symptom", "key_symptoms.1")


def test_a_record_does_not_grow_for_ever():
    many = {f"ratings.own_{n:032x}": None for n in range(MOST_FIELDS)}
    assert refusal("checkin", {**WHEN, **many}) == ("too_long", "")
