"""The PDF: tagged, text as text, one page for a usual report, the same bytes each time, whatever was written."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from server.demo.patient import diary as karens
from server.diary.reading import Profile, Words
from server.report.build import build
from server.report.gather import Diary, diary_of
from server.report.glyphs import printable
from server.report.pdf import pdf
from tests.report import ada

TODAY = date(2026, 3, 2)


def opened(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file))


def text(file: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in opened(file).pages).split())


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf(ada.report(), "en")


def test_words_and_numbers_are_text(report):
    said = text(report)
    assert "Ada Lind, born 1971" in said
    assert "Tiredness (daily): from 7.0 to 4.2 (−2.8)" in said
    assert "10 worst imaginable" in said
    assert "May I go back to work <full time>?" in said


def test_it_is_tagged_titled_and_says_its_language(report):
    root = opened(report).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert opened(report).metadata.title == "Symptoms and B12 treatment"


def test_it_is_an_archive_file_that_everybody_can_read(report):
    about = opened(report).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about


def test_it_says_the_language_it_is_in():
    assert opened(pdf(ada.report(), "nb")).trailer["/Root"]["/Lang"] == "nb"


def test_a_usual_report_is_one_small_page(report):
    assert len(opened(report).pages) == 1
    assert len(report) < 250_000


def test_the_same_report_gives_the_same_bytes(report):
    assert pdf(ada.report(), "en") == report


@pytest.fixture(scope="module")
def two_years() -> list[str]:
    """The pages of the example patient's two years."""
    diary = diary_of(karens(date(2024, 3, 4), TODAY))
    file = opened(pdf(build(diary, date(2024, 3, 5), TODAY), "en"))
    return [" ".join(page.extract_text().split()) for page in file.pages]


def test_what_does_not_fit_begins_the_second_page_with_all_symptoms(two_years):
    first, second = two_years
    assert second.startswith("All symptoms")
    assert "Key symptoms" in first
    assert "All symptoms" not in first


def test_blocks_are_not_split(two_years):
    assert ["Counted" in page for page in two_years] == ["Made by" in page for page in two_years]


def test_sixty_symptoms_go_on_a_second_page_and_lose_none():
    own = {f"own_{number:032x}": f"Own item {number}" for number in range(60)}
    entries = tuple(ada.form(date(2026, 2, day), **dict.fromkeys(own, 3)) for day in (2, 9, 16, 23))
    file = pdf(build(Diary(entries=entries, own=own), date(2025, 9, 2), TODAY), "en")
    assert len(opened(file).pages) == 2
    assert all(f"Own item {number} " in text(file) for number in range(60))


@pytest.mark.parametrize(
    "written",
    [
        "Better 🎉👩‍👩‍👧 today",
        "שלום כאב",
        "疲れた",
        "a\u202eb\u0000c\u0007",
        "#set page() $x$ \\ `raw` @ref <label>",
        "=1",
    ],
)
def test_no_text_of_a_patient_stops_it(written):
    own = "own_" + "0" * 32
    entries = tuple(ada.check_in(date(2026, 2, day), **{own: 4}) for day in (24, 25, 26))
    diary = Diary(
        entries=entries,
        words=(Words(ada.id_of("words"), TODAY, written),),
        own={own: written},
        profile=replace(Profile(), name=written, key_symptoms=(own,)),
    )
    file = pdf(build(diary, date(2025, 9, 2), TODAY), "en")
    assert printable(written) in text(file)


def test_what_cannot_be_printed_leaves_a_mark_and_a_line_that_says_so():
    note = Words(ada.id_of("words"), TODAY, "Better 🎉 today")
    said = text(pdf(build(Diary(words=(note,)), date(2025, 9, 2), TODAY), "en"))
    assert "Better □ today" in said
    assert "□ stands for characters that cannot be printed here" in said


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Rødgrød med fløde, ÆØÅ, ë ï é ü", "Rødgrød med fløde, ÆØÅ, ë ï é ü"),
        ("‘a’ “b” – — … → ≥ €", "‘a’ “b” – — … → ≥ €"),
        ("Łódź, Жук, αβγ", "Łódź, Жук, αβγ"),
        ("👩‍👩‍👧 ok", "□ ok"),
        ("疲れた", "□"),
        ("a\u200bb\u202ec", "abc"),
        ("a\tb\u202fc", "a b c"),
        ("\ud83d", "□"),
    ],
)
def test_only_what_the_fonts_lack_is_marked(written, shown):
    assert printable(written) == shown
