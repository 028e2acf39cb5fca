"""Characters that the report's own fonts can draw; others become a visible mark, so that no text stops the PDF."""

import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MARK = "□"

# Latin with all accents, punctuation, arrows in use: every one of these is in the fonts.
_USUAL = re.compile(r"[\n\x20-\x7e\u00a0-\u017e–—‘’“”…−×↓□·]*")
# What only changes how its neighbour looks, or which way text runs: dropped without a mark.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# Spaces that are wider or narrower than usual.
_SPACES = re.compile(r"[\t\r\u2000-\u200a\u202f\u205f\u3000]")


def printable(text: str) -> str:
    """Return the text with a mark for each run of characters that the fonts lack."""
    if _USUAL.fullmatch(text):
        return text
    plain = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    marked = "".join(char if _USUAL.fullmatch(char) or ord(char) in _drawable() else "\0" for char in plain)
    return re.sub("\0+", MARK, marked)


@cache
def _drawable() -> frozenset[int]:
    """The characters that every one of the fonts can draw."""
    # Imported here: it takes longer than most reports, which never get this far.
    from fontTools.ttLib import TTFont

    found = []
    for file in sorted(FONTS.glob("*.ttf")):
        with TTFont(file, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)
