"""A stamp has one form, and none is from a time that would win for ever."""

import pytest

from server.records.stamp import is_stamp


@pytest.mark.parametrize(
    "stamp", ["019ca8695000-0000-ada1", "000000000000-ffff-0123456789abcdefghijklmnopqrstuv"]
)
def test_stamps_are_taken(stamp):
    assert is_stamp(stamp)


def test_the_last_moment_of_2099_is_taken_and_the_next_one_refused():
    assert is_stamp(f"{4_102_444_799_999:012x}-ffff-zzzz")
    assert not is_stamp(f"{4_102_444_800_000:012x}-0000-0000")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "019ca8695000-0000-ada",  # device too short
        "019ca8695000-0000-" + "a" * 33,
        "019ca8695000-0000-Ada1",
        "019CA8695000-0000-ada1",
        "19ca8695000-0000-ada1",
        "019ca8695000-000-ada1",
        "019ca8695000-0000-ada1\n",
        "٠19ca8695000-0000-ada1",
        1740830000000,
        None,
    ],
)
def test_anything_else_is_refused(text):
    assert not is_stamp(text)
