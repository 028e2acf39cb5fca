"""Values as they read now."""

from uuid import uuid4

from server.records.merge import Kept
from server.records.plain import values
from server.records.wire import fields_of, wire, writes_of

SENT = {
    "019ca8695000-0000-ada1": {
        "day": "2026-03-01",
        "ratings.fatigue": 5,
        "ratings.numbness": 2,
        "note": "slow",
    },
    "019ca8695001-0000-ada2": {"ratings.fatigue": 7, "note": None},
}


def test_the_newest_value_of_each_field_is_read_nested_and_what_was_taken_back_is_absent():
    kept = Kept(uuid4(), "checkin", fields_of(SENT))
    assert values(kept) == {"day": "2026-03-01", "ratings": {"fatigue": 7, "numbness": 2}}


def test_what_was_taken_back_stays_known_as_taken_back():
    assert fields_of(SENT)["note"] == (None, "019ca8695001-0000-ada2")


def test_the_order_of_stamps_on_the_wire_does_not_matter():
    assert fields_of(SENT) == fields_of(dict(reversed(SENT.items())))


def test_fields_travel_grouped_by_their_stamp():
    grouped = writes_of(fields_of(SENT))
    assert grouped == {
        "019ca8695000-0000-ada1": {"day": "2026-03-01", "ratings.numbness": 2},
        "019ca8695001-0000-ada2": {"ratings.fatigue": 7, "note": None},
    }
    assert fields_of(grouped) == fields_of(SENT)


def test_a_record_on_the_wire_has_its_id_its_kind_and_its_writes():
    kept = Kept(uuid4(), "note", fields_of({"019ca8695000-0000-ada1": {"text": "x"}}))
    assert wire(kept) == {
        "id": str(kept.id),
        "kind": "note",
        "writes": {"019ca8695000-0000-ada1": {"text": "x"}},
    }
