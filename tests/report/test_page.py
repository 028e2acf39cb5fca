"""The page: complete without script or server, in each language, and nothing a patient wrote becomes markup."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.diary.reading import Profile, Words
from server.i18n import LANGUAGES
from server.report.build import build
from server.report.gather import Diary
from server.report.model import Carried
from server.report.page import Link, page
from server.report.words import changed
from tests.report import ada

TODAY = date(2026, 3, 2)
PUBLIC = Path(__file__).parents[2] / "pwa" / "public"


def text(html: str) -> str:
    """What a person reads: the page without its style, its tags and its white space."""
    plain = re.sub(r"(?s)<style.*?</style>|<[^>]+>", " ", html)
    return " ".join(plain.split())


def test_the_page_is_the_one_that_was_looked_at():
    assert ada.golden_page() == (ada.GOLDEN / "report-ada.html").read_text("utf-8")


def test_the_page_shows_who_when_and_that_it_is_no_device_result():
    said = text(page(ada.report(), "en"))
    assert "Ada Lind, born 1971" in said
    assert "23 Dec 2025 – 2 Mar 2026 (10 weeks)" in said.replace("\u2009", " ")
    assert "Patient-reported; not a medical device result." in said


def test_the_page_says_what_was_taken_and_what_changed():
    said = text(page(ada.report(), "en"))
    assert "hydroxocobalamin 1 mg · 3 injections" in said
    assert "28 days apart" in said
    assert "taken on 20 of 21 days" in said
    assert "24 Feb 2026, 6 days before this report" in said
    assert "Tiredness (daily): from 7.0 to 4.2 (−2.8)" in said
    assert "No symptom rose by 1 point or more." in said


def test_beside_each_picture_its_weeks_stand_as_a_table():
    html = page(ada.report(), "en")
    assert html.count("<details>") == 2
    first = html.split("<details>")[1].split("</details>")[0]
    weeks = first.split("week by week")[1]
    assert "29 Dec 2025 daily 8.0 7.0–8.0 7" in text(weeks)
    assert "2 Feb 2026" not in text(weeks)


def test_beside_each_picture_its_days_stand_newest_first():
    days = page(ada.report(), "en").split("Tiredness, day by day</caption>")[1].split("</table>")[0]
    assert text(days).startswith("Day Asked Value 2 Mar 2026 daily 3 1 Mar 2026 daily 3")
    assert days.count("<tr>") == 1 + 49


def test_a_day_with_several_check_ins_says_so():
    entries = (ada.check_in(TODAY, fatigue=4), ada.check_in(TODAY, fatigue=9))
    said = text(page(build(Diary(entries=entries), date(2025, 9, 2), TODAY), "en"))
    assert "2 Mar 2026 daily 6.5, mean of 2" in said


def test_more_days_than_a_year_are_counted():
    entries = tuple(ada.check_in(TODAY - timedelta(days=back), fatigue=4) for back in range(399, -1, -1))
    html = page(build(Diary(entries=entries), date(2025, 1, 1), TODAY), "en")
    assert "And 34 more in the table (CSV)." in text(html)
    assert html.split("day by day</caption>")[1].split("</table>")[0].count("<tr>") == 1 + 366


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_the_page_speak_the_language(language):
    html = page(ada.report(), language)
    assert f'<html lang="{language}">' in html
    assert ("−2.8" if language == "en" else "−2,8") in text(html)


def test_nothing_a_patient_wrote_becomes_markup():
    html = page(ada.report(), "en")
    assert "<full time>" not in html
    assert "&lt;full time&gt;" in html
    assert "the lake &amp; was" in html


def test_a_label_of_ones_own_is_text_in_pictures_too():
    own = "own_" + "0" * 32
    entries = tuple(ada.check_in(date(2026, 2, day), **{own: 4}) for day in (26, 27, 28))
    diary = Diary(
        entries=entries, own={own: "</svg><script>1</script>"}, profile=Profile(key_symptoms=(own,))
    )
    html = page(build(diary, date(2026, 2, 1), TODAY), "en")
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 3


def test_the_page_loads_nothing_and_runs_nothing():
    html = page(ada.report(), "en", nonce="word")
    assert '<style nonce="word">' in html
    assert not re.search(r"<script|<link|<img|\sstyle=|\son\w+=|url\(|@import", html)
    assert re.findall(r'https?://[^"\s]+', html.replace("http://www.w3.org/2000/svg", "")) == []


def test_links_stand_on_the_page_only_where_there_is_a_server():
    assert "<nav" not in page(ada.report(), "en")
    assert 'rel="icon"' not in page(ada.report(), "en")
    html = page(ada.report(), "en", links=[Link("/report.pdf?lang=en&to=2026-03-02", "Save as PDF")])
    assert '<a href="/report.pdf?lang=en&amp;to=2026-03-02">Save as PDF</a>' in html
    [icon] = re.findall(r'rel="icon" href="/([^"]+)"', html)
    assert (PUBLIC / icon).is_file()


def test_what_scrolls_sideways_can_be_reached_and_has_a_name_of_its_own():
    html = page(ada.report(), "en")
    boxes = re.findall(r'<div class="scroll"([^>]*)>', html)
    assert len(boxes) == 5
    assert all("data-scrolls" in box and 'tabindex="0" role="region" aria-label' in box for box in boxes)
    assert len({box.split("aria-")[1] for box in boxes}) == 5


def test_where_no_entry_says_when_it_was_put_in_the_figure_is_left_out():
    said = text(page(build(Diary(entries=(ada.form(TODAY, dizzy=4),)), date(2025, 9, 2), TODAY), "en"))
    assert "Put in later" not in said
    assert "Put in later than the day after 1 of 49" in text(page(ada.report(), "en"))


def test_what_was_carried_over_says_so_and_has_no_cut_points():
    carried = [Carried("fatigue", 1, 7), Carried("low_mood", -3.5, 3), Carried("nausea", 1, 5)]
    html = page(build(ada.diary(), ada.FIRST, ada.LAST, carried), "en")
    said = text(html)
    assert "Tiredness was rated from 1 (none) to 7 (worst) and carried over to 0–10" in said
    assert "Low mood was rated from −3.5 (none) to 3 (worst)" in said
    assert "Nausea" not in said  # it has no ratings in this report
    tired, tingling = html.split("<figure>")[1:3]
    assert ("7 severe" in tired, "7 severe" in tingling) == (False, True)
    assert ('class="c-cut"' in tired, 'class="c-cut"' in tingling) == (False, True)
    assert "rated days, last on" not in said


def test_an_empty_diary_says_so_instead_of_an_empty_picture():
    said = text(page(build(Diary(), date(2025, 9, 2), TODAY), "en"))
    assert "Name not given" in said
    assert "There are no ratings in this period." in said
    assert "No injections or tablets were recorded in this period." in said
    assert "No symptoms were rated in this period." in said
    assert "Too few entries to compare" in said


def test_a_key_symptom_without_entries_says_what_is_missing():
    diary = replace(ada.diary(), profile=Profile(key_symptoms=("nausea", "fatigue")))
    said = text(page(build(diary, ada.FIRST, ada.LAST), "en"))
    assert "Nausea No entries for this symptom in this period." in said


def test_two_days_of_use_are_seen():
    entries = tuple(ada.check_in(date(2026, 3, day), dizzy=4) for day in (1, 2))
    html = page(build(Diary(entries=entries), date(2025, 9, 2), TODAY), "en")
    assert html.count('class="c-day"') + html.count('class="c-grain"') == 2  # for wide and narrow screens
    assert "2 Mar 2026 daily 4 1 Mar 2026 daily 4" in text(html)
    assert "week by week" not in html


def test_a_symptom_on_two_days_has_no_line():
    entries = tuple(ada.check_in(date(2026, 3, day), dizzy=4) for day in (1, 2))
    said = text(page(build(Diary(entries=entries), date(2025, 9, 2), TODAY), "en"))
    assert "No week has enough entries for a line: rated on 2 days in all." in said
    assert "too few" in said


def test_seven_or_more_now_is_outlined():
    entries = tuple(ada.form(date(2026, 2, day), dizzy=7, nausea=6) for day in (9, 16, 23))
    html = page(build(Diary(entries=entries), date(2025, 9, 2), TODAY), "en")
    assert re.findall(r'class="severe">([\d.]+)', html) == ["7.0"]


def test_words_that_do_not_fit_are_counted():
    notes = tuple(Words(ada.id_of(day), date(2026, 2, day), f"Note {day}.") for day in range(1, 9))
    said = text(page(build(Diary(words=notes), date(2025, 9, 2), TODAY), "en"))
    assert "Note 8." in said
    assert "Note 4." not in said
    assert "And 4 more in the table (CSV)." in said


def test_a_long_note_is_cut_at_a_word():
    note = Words(ada.id_of("long"), TODAY, "Word " * 400)
    said = text(page(build(Diary(words=(note,)), date(2025, 9, 2), TODAY), "en"))
    assert "Word Word …" in said
    assert said.count("Word ") < 60


def test_the_change_is_that_of_the_numbers_shown():
    assert (changed(4.64, 3.56), changed(3.56, 4.64), changed(4.04, 3.96)) == ("−1.0", "+1.0", "0.0")
