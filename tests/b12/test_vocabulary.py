"""The words of the medicine: every entry is known, sourced where it must be, and there once."""

import pytest

from server.b12.vocabulary import (
    GROUPS,
    Unsourced,
    by_key,
    preparations,
    read_preparation,
    read_symptom,
    sources,
    symptoms,
)

INJECTION = {
    "key": "hydroxocobalamin-injection",
    "form": "injection",
    "substance": "hydroxocobalamin",
    "source": "DSAM",
    "lines": "154-159",
}
TINGLING = {"key": "paresthesia", "label": "Tingling", "group": "nerves", "tier": "core", "terms": []}


def test_the_weekly_form_asks_thirteen_symptoms_and_two_questions_about_the_whole():
    core = [symptom for symptom in symptoms().values() if symptom.tier == "core"]
    assert len([symptom for symptom in core if symptom.group != "whole"]) == 13
    assert [symptom.key for symptom in core if symptom.group == "whole"] == ["interference", "overall"]


def test_every_symptom_belongs_to_a_group_of_the_report():
    assert {symptom.group for symptom in symptoms().values()} == set(GROUPS)


def test_every_preparation_says_where_it_was_read():
    assert all(entry.source in sources() and entry.lines for entry in preparations().values())


@pytest.mark.parametrize("missing", ["source", "lines", "form", "substance"])
def test_a_preparation_without_its_source_is_refused(missing):
    raw = {name: value for name, value in INJECTION.items() if name != missing}
    with pytest.raises(Unsourced, match=missing):
        read_preparation(raw, sources())


@pytest.mark.parametrize(
    ("name", "value"), [("source", "hearsay"), ("lines", "somewhere"), ("form", "spray")]
)
def test_a_preparation_citing_nothing_known_is_refused(name, value):
    with pytest.raises(Unsourced, match=name):
        read_preparation(INJECTION | {name: value}, sources())


def test_a_term_without_lines_is_refused_but_our_own_item_may_have_no_terms():
    assert read_symptom(TINGLING, sources()).terms == ()
    with pytest.raises(Unsourced, match="lines"):
        read_symptom(TINGLING | {"terms": [{"words": "parestesier", "source": "NO"}]}, sources())


def test_a_symptom_that_does_not_say_whether_a_source_names_it_is_refused():
    raw = {name: value for name, value in TINGLING.items() if name != "terms"}
    with pytest.raises(Unsourced, match="terms"):
        read_symptom(raw, sources())


def test_a_key_there_twice_is_refused():
    twice = [read_symptom(TINGLING, sources())] * 2
    with pytest.raises(Unsourced, match="twice"):
        by_key(twice)
