"""The words of the pictures in every language: they fit, drawn in the font that the PDF has."""

import re
from functools import cache
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from server.i18n import LANGUAGES, speaking
from server.report.axes import NARROW, WIDE
from server.report.glyphs import FONTS
from server.report.pictures import pictures_of
from tests.report import ada

# Fonts of phones are up to so much wider than ours.
WIDER = 1.1


@cache
def letters(weight: str) -> tuple[dict[int, int], int]:
    """Width of every letter, and of how many parts the size has."""
    with TTFont(FONTS / f"SourceSans3-{weight}.ttf") as font:
        widths = {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}
        return widths, font["head"].unitsPerEm


def width(part: ElementTree.Element, size: float) -> float:
    widths, em = letters("SemiBold" if part.get("font-weight") else "Regular")
    return sum(widths[ord(letter)] for letter in part.text) / em * size * WIDER


def reach(part: ElementTree.Element, size: float) -> tuple[float, float]:
    x, wide = float(part.get("x")), width(part, size)
    begin = {"start": x, "middle": x - wide / 2, "end": x - wide}[part.get("text-anchor")]
    return begin, begin + wide


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_no_word_leaves_its_picture(language, layout):
    with speaking(language):
        pictures = pictures_of(ada.report())
    for picture in pictures:
        svg = ElementTree.fromstring(picture.wide if layout is WIDE else picture.narrow)
        for part in svg.iter("{http://www.w3.org/2000/svg}text"):
            begin, end = reach(part, layout.size)
            assert begin >= 0, part.text
            assert end <= layout.width, part.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_room_for_the_longest_label_at_the_end_of_a_line(language):
    with speaking(language):
        pictures = pictures_of(ada.both_ways())
    ends = re.findall(r'x="([\d.]+)"[^>]*>([^<]*10[.,]0)</text>', pictures[0].wide)
    assert len(ends) == 2
    for x, words in ends:
        part = ElementTree.Element("text", {"font-weight": "600"})
        part.text = words
        assert float(x) + width(part, WIDE.size) <= WIDE.width, words
