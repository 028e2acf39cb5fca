from datetime import date
from decimal import Decimal

import pytest

from server.i18n import choose, day, day_range, gettext, language, number, parse_number, speaking


@pytest.mark.parametrize(
    ("preferred", "spoken"),
    [
        (["da"], "da"),
        (["no"], "nb"),
        (["nn-NO"], "nb"),
        (["nb_NO.UTF-8"], "nb"),
        (["nl-BE", "fr"], "nl"),
        (["fr", "NL", "da"], "nl"),
        (["en-US"], "en"),
        (["fr", "de"], "en"),
        (["nonsense", ""], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_tolv_speaks_is_chosen(preferred, spoken):
    assert choose(preferred) == spoken


@pytest.mark.parametrize(
    ("tag", "written"),
    [("da", "1. marts 2026"), ("no", "1. mars 2026"), ("nl", "1 maart 2026"), ("en", "1 March 2026")],
)
def test_a_day_is_written_as_people_write_it(tag, written):
    with speaking(tag):
        assert day(date(2026, 3, 1)) == written


@pytest.mark.parametrize(
    ("tag", "written"),
    [("da", "1.–30. maj 2026"), ("nb", "1.–30. mai 2026"), ("nl", "1–30 mei 2026"), ("en", "1–30 May 2026")],
)
def test_a_range_names_the_month_once(tag, written):
    with speaking(tag):
        assert day_range(date(2026, 5, 1), date(2026, 5, 30)) == written


def test_a_range_of_one_day_is_that_day():
    with speaking("en"):
        assert day_range(date(2026, 5, 1), date(2026, 5, 1)) == "1 May 2026"


@pytest.mark.parametrize(
    ("tag", "written"),
    [("da", "1.234,5"), ("nb", "1\xa0234,5"), ("nl", "1.234,5"), ("en", "1,234.5")],
)
def test_a_number_carries_the_marks_of_the_language(tag, written):
    with speaking(tag):
        assert number(1234.5) == written


def test_whole_numbers_have_no_decimals_and_measured_ones_keep_theirs():
    with speaking("da"):
        assert (number(1000), number(7.0), number(6.25, decimals=2)) == ("1.000", "7,0", "6,25")


@pytest.mark.parametrize(
    ("tag", "written", "meant"),
    [
        ("da", "1,5", "1.5"),
        ("da", "1.234,5", "1234.5"),
        ("nb", "1\xa0234,5", "1234.5"),
        ("nb", "1 234,5", "1234.5"),
        ("nl", "0,25", "0.25"),
        ("nl", "1.000", "1000"),
        ("en", "1.5", "1.5"),
        ("en", "1,234.5", "1234.5"),
        ("en", " -3 ", "-3"),
        ("nb", "−3", "-3"),
    ],
)
def test_a_number_is_read_as_it_is_written_in_the_language(tag, written, meant):
    with speaking(tag):
        assert parse_number(written) == Decimal(meant)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("da", "1.5"),  # a forgiving reader makes 15 of it
        ("nb", "1.5"),
        ("nl", "1.5"),
        ("en", "1,5"),
        ("en", "1,23,456"),
        ("da", "12.34,5"),
        ("da", ",5"),
        ("en", "5."),
        ("en", "1e5"),
        ("en", "NaN"),
        ("en", "Infinity"),
        ("en", "1_000"),
        ("en", "１"),
        ("en", ""),
        ("en", "two"),
    ],
)
def test_what_another_country_would_read_otherwise_is_refused(tag, written):
    with speaking(tag), pytest.raises(ValueError, match="not a number") as refused:
        parse_number(written)
    assert not written or written not in str(refused.value)


def test_words_come_without_a_request_and_the_language_ends_with_its_block():
    with speaking("nn"):
        assert language() == "nb"
        with speaking("nl"):
            assert language() == "nl"
        assert language() == "nb"
    assert language() == "en"
    assert gettext("%(num)s entries", num=3) == "3 entries"


def test_a_request_speaks_what_the_browser_prefers_unless_the_address_names_a_language(client):
    def spoken(path: str, preferred: str) -> str:
        return client.get(path, headers={"Accept-Language": preferred}).headers["Content-Language"]

    assert spoken("/api/nowhere", "fr, nn;q=0.9, en;q=0.5") == "nb"
    assert spoken("/api/nowhere?lang=da", "nl") == "da"
    assert spoken("/api/nowhere?lang=xx", "nl") == "en"


def test_speaking_holds_inside_a_request_too(app):
    with app.test_request_context("/", headers={"Accept-Language": "da"}):
        assert language() == "da"
        with speaking("nl"):
            assert day(date(2026, 3, 1)) == "1 maart 2026"
        assert day(date(2026, 3, 1)) == "1. marts 2026"
