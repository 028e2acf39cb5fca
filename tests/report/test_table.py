"""The table: opens in a spreadsheet of the reader's language, holds everything shown, and runs nothing."""

import csv
from datetime import date
from io import StringIO

import pytest

from server.diary.reading import Profile, Words
from server.report.build import build
from server.report.gather import Diary
from server.report.table import csv as table
from tests.report import ada

TODAY = date(2026, 3, 2)


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:], newline=""), delimiter=delimiter))


def test_every_week_of_every_symptom_is_a_line():
    found = rows(table(ada.report(), "en"))
    tired = [row for row in found if (row["What"], row["Text"]) == ("Tiredness", "Week")]
    assert [row["Median"] for row in tired] == ["8", "7", "7", "6.5", "5", "4.5", "4", "3"]
    assert (tired[0]["From"], tired[0]["To"], tired[0]["Count"]) == ("2025-12-23", "2025-12-29", "7")


def test_every_day_is_a_line():
    found = [row for row in rows(table(ada.report(), "en")) if row["Text"] == "Day"]
    assert len(found) == 49
    first = {name: found[0][name] for name in ("What", "Asked", "From", "To", "Count", "Mean")}
    assert list(first.values()) == ["Tiredness", "daily", "2025-12-23", "2025-12-23", "1", "8"]


def test_doses_changes_and_words_are_there():
    found = rows(table(ada.report(), "en"))
    said = [(row["Part"], row["What"], row["From"], row["Text"]) for row in found]
    assert ("Treatment", "Injection day", "2026-01-27", "") in said
    assert ("Questions for the visit", "", "2026-02-28", "May I go back to work <full time>?") in said
    assert [row["Median"] for row in found if row["Text"] == "Change"] == ["-2.5", "0", "-2.75"]


def test_a_danish_spreadsheet_gets_its_comma():
    text = table(ada.report(), "da")
    found = list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))
    assert len({len(row) for row in found}) == 1
    assert "-2,75" in {row[7] for row in found}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " =", "\u200b=", "＝"])
def test_no_word_of_a_patient_becomes_a_formula(sign):
    note = Words(ada.id_of("words"), TODAY, f"{sign}HYPERLINK(1)")
    diary = Diary(words=(note,), profile=Profile(name=f"{sign}cmd"))
    for row in rows(table(build(diary, date(2025, 9, 2), TODAY), "en")):
        for cell in row.values():
            assert not cell.lstrip(" \t\u200b").startswith(("=", "+", "-", "@", "＝"))


def test_a_change_below_zero_stays_a_number():
    assert any(float(row["Median"] or 0) < 0 for row in rows(table(ada.report(), "en")))


def test_words_with_line_breaks_and_quotation_marks_stay_in_their_cell():
    note = Words(ada.id_of("words"), TODAY, 'First "line",\nthen another; done')
    found = rows(table(build(Diary(words=(note,)), date(2025, 9, 2), TODAY), "en"))
    assert note.text in [row["Text"] for row in found]
