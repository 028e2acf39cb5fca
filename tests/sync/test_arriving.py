"""A change is read as the phone sent it, or refused by itself."""

from uuid import UUID

import pytest

from server.kinds import Refused
from server.sync.arriving import read

ID = "0195a1b2-0000-7000-8000-000000000001"
STAMP = "019ca8695000-0000-ada1"
CHANGE = {"id": ID, "kind": "note", "writes": {STAMP: {"day": "2026-03-01", "text": "x"}}}


def refusal(**parts):
    with pytest.raises(Refused) as refused:
        read({**CHANGE, **parts})
    return refused.value.type, refused.value.field


def test_a_change_is_read():
    arrival = read(CHANGE)
    assert (arrival.id, arrival.kind) == (UUID(ID), "note")
    assert arrival.fields == {"day": ("2026-03-01", STAMP), "text": ("x", STAMP)}


@pytest.mark.parametrize(
    "id_", ["", "1", ID.upper(), ID.replace("-", ""), "{" + ID + "}", "urn:uuid:" + ID, ID + "\n"]
)
def test_an_id_in_another_form_is_refused(id_):
    assert refusal(id=id_) == ("bad_id", "id")


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "yesterday",
        "019ca8695000-0000",
        "03bb2cc3d800-0000-ada1",
        "ffffffffffff-ffff-ada1",
        "019CA8695000-0000-ada1",
    ],
)
def test_a_stamp_that_is_none_or_from_after_2100_is_refused(stamp):
    assert refusal(writes={STAMP: {"text": "x"}, stamp: {"day": "2026-03-01"}}) == ("bad_stamp", "writes")


@pytest.mark.parametrize(
    "writes", [None, [], "x", 1, {}, {STAMP: {}}, {STAMP: None}, {STAMP: ["day"]}, {STAMP: "day"}]
)
def test_writes_in_another_form_are_refused(writes):
    assert refusal(writes=writes) == ("bad_writes", "writes")


@pytest.mark.parametrize("kind", [None, 1, ["note"], {}])
def test_a_kind_that_is_no_word_is_refused(kind):
    assert refusal(kind=kind) == ("bad_writes", "")


def test_more_or_fewer_parts_are_refused():
    assert refusal(account="ada") == ("bad_writes", "")
    with pytest.raises(Refused):
        read({"id": ID})
