"""Two versions become one, the same one in whatever order they meet; the phone's tests read the same vectors."""

import json
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.records.merge import is_gone, merge

VECTORS = Path(__file__).parent.parent / "vectors"
MERGES = json.loads((VECTORS / "merge.json").read_text("utf-8"))["cases"]
IDS = json.loads((VECTORS / "ids.json").read_text("utf-8"))["cases"]


def fields_of(cells):
    return {name: tuple(cell) for name, cell in cells.items()}


@pytest.mark.parametrize("case", MERGES, ids=lambda case: case["name"])
def test_merges_as_the_vectors_say(case):
    assert merge(fields_of(case["held"]), fields_of(case["new"])) == fields_of(case["merged"])


@pytest.mark.parametrize("case", IDS, ids=lambda case: case["name"])
def test_ids_are_named_as_the_vectors_say(case):
    assert str(uuid5(UUID(case["account"]), case["name"])) == case["id"]


# One write of one field has one stamp, so equal stamps carry equal values.
cells = st.integers(0, 30).map(lambda n: (n % 11, f"{n:012x}-0000-ada1"))
versions = st.dictionaries(st.sampled_from(["day", "note", "ratings.fatigue", "deleted"]), cells)


@given(versions, versions, versions)
def test_order_and_repetition_do_not_matter(a, b, c):
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, a) == a
    assert merge(merge(a, b), b) == merge(a, b)


def test_neither_version_is_changed_by_the_merge():
    held, new = {"note": ("a", "1")}, {"note": ("b", "2")}
    merge(held, new)
    assert (held, new) == ({"note": ("a", "1")}, {"note": ("b", "2")})


def test_only_true_deletes():
    assert is_gone({"deleted": (True, "1")})
    assert not is_gone({"deleted": (False, "1")})
    assert not is_gone({"deleted": (None, "1")})
    assert not is_gone({})
