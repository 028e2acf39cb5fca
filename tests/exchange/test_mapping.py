"""What a person may say about the columns, and what is answered when it cannot be meant."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.exchange.mapping import Dose, Rating, Role, mapping_of
from server.exchange.scale import OffScale, Scale, scale_in
from server.exchange.unusable import Unusable


def test_columns_become_symptoms_doses_and_notes():
    mapping = mapping_of(
        ["Tired=fatigue:1-7, Mood = low_mood:-3-3", 'Jab=injection:hydroxocobalamin-1mg,"A, b=note"']
    )
    assert mapping == {
        "Tired": Rating("fatigue", Scale(Fraction(1), Fraction(7))),
        "Mood": Rating("low_mood", Scale(Fraction(-3), Fraction(3))),
        "Jab": Dose("injection", "hydroxocobalamin", 1000),
        "A, b": Role("note"),
    }


@pytest.mark.parametrize(
    ("written", "micrograms"),
    [("1mg", 1000), ("0.5mg", 500), ("500ug", 500), ("500µg", 500), ("500mcg", 500), ("5MG", 5000)],
)
def test_a_strength_is_kept_in_micrograms(written, micrograms):
    assert mapping_of([f"A=tablet:cyanocobalamin-{written}"])["A"] == Dose(
        "tablet", "cyanocobalamin", micrograms
    )


def test_a_dose_of_unsaid_strength_stays_unsaid():
    assert mapping_of(["A=injection:unknown"])["A"] == Dose("injection", "unknown")


@pytest.mark.parametrize(
    "wrong",
    [
        "Tired",
        "Tired=",
        "=fatigue",
        "Tired=fatigue:1",
        "Tired=fatigue:7-7",
        "Tired=fatigue:one-seven",
        "Tired=Fatigue!",
        "A=injection:water-1mg",
        "A=injection:hydroxocobalamin-1kg",
        "A=injection:hydroxocobalamin-0.0001mg",
        "A=tablet:cyanocobalamin-999mg",
        "A=fatigue,A=nausea",
        "A=fatigue,B=fatigue",
        "A=date,B=date",
    ],
)
def test_what_cannot_be_meant_is_named(wrong):
    with pytest.raises(Unusable, match=r"A|Tired|fatigue"):
        mapping_of([wrong])


@pytest.mark.parametrize(
    ("written", "steps"),
    [
        ("1-7", [0, 2, 3, 5, 7, 8, 10]),
        ("7-1", [10, 8, 7, 5, 3, 2, 0]),
        ("-3-3", [0, 2, 3, 5, 7, 8, 10]),
        ("-3--1", [0, 5, 10]),
        ("1–5", [0, 3, 5, 8, 10]),
        ("0-10", list(range(11))),
    ],
)
def test_the_steps_of_a_scale(written, steps):
    assert [rating for _value, rating in scale_in(written).steps()] == steps


@given(st.fractions(-100, 100), st.fractions(-100, 100), st.fractions(0, 1))
def test_a_scale_runs_straight_from_0_to_10(none, worst, share):
    if none != worst:
        scale = Scale(none, worst)
        value = none + share * (worst - none)
        assert (scale.carried(none), scale.carried(worst)) == (0, 10)
        assert abs(scale.carried(value) - share * 10) <= Fraction(1, 2)


def test_a_value_outside_its_scale_is_no_rating():
    with pytest.raises(OffScale):
        scale_in("1-7").carried(Fraction(8))
