"""The patient's own report over HTTP: it works, a stranger gets 401, Ben gets nothing of Ada's."""

import json
import re
from uuid import uuid5

import pytest

from tests.people import SITE

FORMS = ["/report", "/report.pdf", "/report.csv", "/report.json"]


@pytest.fixture
def logged(ada):
    """Ada has logged a week that ends today, Monday 2 March 2026, and synced."""
    for day in range(24, 29):
        ada.phone.logs(f"2026-02-{day}", fatigue=6)
    ada.phone.logs("2026-03-02", fatigue=3, note="Ada's own words")
    ada.phone.syncs()
    return ada


@pytest.mark.parametrize("path", FORMS)
def test_a_stranger_gets_401(client, path):
    assert client.get(path, base_url=SITE).status_code == 401


def test_the_page_shows_what_was_synced(logged):
    answer = logged.phone.get("/report?lang=en")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "Ada&#39;s own words" in answer.text
    assert "2 Mar 2026 (26 weeks)" in answer.text


@pytest.mark.parametrize("path", FORMS)
def test_ben_gets_nothing_of_adas(logged, ben, path):
    answer = ben.phone.get(path)
    assert answer.status_code == 200
    assert b"own words" not in answer.data
    assert ben.phone.get("/report.json").get_json()["rows"] == []


def test_the_data_has_exactly_these_values(logged):
    data = logged.phone.get("/report.json").get_json()
    [row] = data["rows"]
    assert (row["key"], row["basis"], row["rated"]) == ("fatigue", "daily", 6)
    assert row["weeks"][-1] == {"lower": 6.0, "median": 6.0, "upper": 6.0, "mean": 5.5, "count": 6}


def test_the_files_are_named_by_their_day_and_kind(logged):
    names = [logged.phone.get(path).headers["Content-Disposition"] for path in FORMS[1:]]
    assert names == [f"attachment; filename=tolv-2026-03-02.{kind}" for kind in ("pdf", "csv", "json")]
    assert logged.phone.get("/report.pdf").data.startswith(b"%PDF-")


def test_the_days_asked_for_are_the_days_shown(logged):
    data = logged.phone.get("/report.json?from=2026-02-25&to=2026-02-26").get_json()
    assert (data["first"], data["last"]) == ("2026-02-25", "2026-02-26")
    assert data["rows"][0]["rated"] == 2


def test_today_is_the_day_where_the_patient_is(ada):
    # Noon in UTC is past midnight on Kiritimati.
    ada.phone.write("profile", uuid5(ada.account, "profile"), {"zone": "Pacific/Kiritimati"})
    ada.phone.syncs()
    assert ada.phone.get("/report.json").get_json()["last"] == "2026-03-03"


def test_before_any_profile_today_is_the_day_where_the_last_entry_was_made(ada):
    said = {"day": "2026-03-03", "zone": "Pacific/Kiritimati", "ratings.fatigue": 4}
    ada.phone.write("checkin", ada.phone.day_id("checkin", "2026-03-03"), said)
    ada.phone.syncs()
    assert [row["rated"] for row in ada.phone.get("/report.json").get_json()["rows"]] == [1]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("from=yesterday", "“from”"),
        ("to=2026-02-30", "“to”"),
        ("to=20260302", "“to”"),
        ("from=2026-03-02T10", "“from”"),
        ("from=0001-01-01", "“from”"),
        ("to=9999-12-31", "“to”"),
        ("from=2026-03-02&to=2026-03-01", "“from”"),
    ],
)
def test_a_day_that_is_none_is_refused_by_name(logged, path, query, named):
    answer = logged.phone.get(f"{path}?{query}&lang=en")
    assert answer.status_code == 422
    assert named in answer.text


def test_the_page_speaks_the_language_asked_for(logged):
    assert '<html lang="da">' in logged.phone.get("/report?lang=da").text


def test_the_style_is_let_in_by_the_nonce_of_this_answer(logged):
    answer = logged.phone.get("/report")
    nonce = re.search(r'<style nonce="([^"]+)"', answer.text)[1]
    assert f"'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_every_link_on_the_page_leads_on(logged):
    html = logged.phone.get("/report?lang=en&to=2026-03-01").text
    links = [link.replace("&amp;", "&") for link in re.findall(r'<a href="([^"]+)"', html)]
    assert len(links) == 5
    for link in links:
        assert "to=2026-03-01" in link
        assert logged.phone.get(link).status_code == 200


def test_all_of_it_begins_no_later_than_a_year_ago(logged):
    links = re.findall(r'href="(/report\?[^"]+)"', logged.phone.get("/report").text)
    assert [re.search(r"from=([\d-]+)", link)[1] for link in links] == [
        "2025-09-02",
        "2025-03-04",
        "2025-03-04",
    ]


def test_what_was_deleted_is_not_in_the_report(logged):
    logged.phone.removes(logged.phone.day_id("checkin", "2026-03-02"))
    logged.phone.syncs()
    assert json.loads(logged.phone.get("/report.json").data)["rows"][0]["rated"] == 5
