"""Stamps: when a field was written, as text that sorts (a hybrid logical clock, Kulkarni 2014).

`mmmmmmmmmmmm-cccc-device`: milliseconds since 1970 as 12 hex digits, a counter as 4, the device as 4 to 32
letters or digits. The device makes stamps of two phones differ, so one of two writes always wins.
"""

import re

FORM = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-z]{4,32}", re.ASCII)
YEAR_2100 = f"{4_102_444_800_000:012x}"


def is_stamp(text: object) -> bool:
    """Return whether this is a stamp from before 2100: a later one could never be overwritten again."""
    return isinstance(text, str) and FORM.fullmatch(text) is not None and text < YEAR_2100
