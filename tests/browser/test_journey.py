"""From a tap to the report: one patient's evening, and what her clinician sees."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_app

RATINGS = {"Tiredness": 7, "Tingling": 4, "Poor balance": 2}


def rate(page: Page, ratings: dict[str, int]) -> None:
    for symptom, number in ratings.items():
        scale = page.get_by_role("group", name=symptom)
        scale.get_by_role("radio", name=re.compile(rf"^{number} of 10")).check(force=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def log_injection(page: Page) -> None:
    page.get_by_role("button", name="Injection today").click()
    page.get_by_role("heading", name="Log a dose").wait_for()
    page.get_by_role("radio", name=re.compile("Hydroxocobalamin", re.IGNORECASE)).first.check(force=True)
    save(page)
    expect(page.get_by_text("Dose saved on this phone.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Logged at"))).to_be_visible()


def shows_the_evening(page: Page) -> None:
    for symptom, number in RATINGS.items():
        row = page.get_by_role("main").locator("dl div").filter(has_text=symptom)
        expect(row).to_contain_text(str(number))
    expect(page.get_by_role("main")).to_contain_text("Logged at")


def keep_safe_copy(page: Page) -> None:
    page.get_by_role("button", name="Keep a safe copy").click()


def test_from_a_tap_to_the_report(new_phone, server):
    ada = new_phone()
    page = open_app(ada, server)
    ada.set_offline(True)
    page.reload()
    rate(page, RATINGS)
    save(page)
    expect(page.get_by_text(re.compile(r"Saved on this phone \d\d:\d\d"))).to_be_visible()
    log_injection(page)
    page.reload()
    shows_the_evening(page)
    expect(page.get_by_text("On this phone only")).to_be_visible()

    ada.set_offline(False)
    keep_safe_copy(page)
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible()

    today = datetime.now(ZoneInfo("Europe/Copenhagen")).date()
    data = ada.request.get(f"{server.address}/report.json").json()
    assert {row["key"]: row["days"] for row in data["rows"]} == {
        key: [{"day": today.isoformat(), "value": value, "entries": 1}]
        for key, value in {"fatigue": 7, "paresthesia": 4, "balance": 2}.items()
    }
    report = ada.new_page()
    report.goto(f"{server.address}/report?lang=en")
    main = report.get_by_role("main")
    expect(main).to_contain_text(re.compile("1 injection", re.IGNORECASE))
    for symptom, number in RATINGS.items():
        table = report.get_by_role("table", name=re.compile(symptom), include_hidden=True).first
        report.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        expect(table).to_contain_text(f"{today.day} {today:%b}")
        expect(table).to_contain_text(str(number))

    second = new_phone()
    second.add_cookies(ada.cookies())
    other = open_app(second, server, "/#join")
    expect(other.get_by_role("heading", level=1)).not_to_have_text("Fetching your diary")
    shows_the_evening(other)


def test_safe_copy_asked_for_without_a_network_is_made_later(new_phone, server):
    ada = new_phone()
    page = open_app(ada, server)
    ada.set_offline(True)
    rate(page, {"Tiredness": 3})
    save(page)
    keep_safe_copy(page)
    expect(page.get_by_role("status")).to_contain_text("Try again later")
    ada.set_offline(False)
    keep_safe_copy(page)
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible()


def test_what_is_logged_offline_goes_up_by_itself(new_phone, server):
    ada = new_phone()
    page = open_app(ada, server)
    keep_safe_copy(page)
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible()
    ada.set_offline(True)
    rate(page, {"Tiredness": 6})
    save(page)
    expect(page.get_by_text("1 entry waiting to be backed up")).to_be_visible()
    ada.set_offline(False)
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible(timeout=20_000)


def test_an_expired_session_never_stops_the_diary(new_phone, server):
    ada = new_phone()
    page = open_app(ada, server)
    keep_safe_copy(page)
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible()
    ada.clear_cookies()
    rate(page, {"Tiredness": 5})
    save(page)
    expect(page.get_by_text(re.compile(r"Saved on this phone \d\d:\d\d"))).to_be_visible()
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible()


def test_a_deleted_dose_comes_back_by_undo(phone):
    log_injection(phone)
    phone.get_by_role("link", name=re.compile("Logged at")).click()
    phone.get_by_role("button", name="Delete this dose").click()
    expect(phone.get_by_role("button", name="Injection today")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    phone.goto(phone.url.split("#")[0] + "#treatment")
    expect(phone.get_by_text("Last injection today")).to_be_visible()


def test_a_half_filled_weekly_form_survives_a_reload(phone):
    phone.get_by_role("link", name="Fill in the weekly form").click()
    rate(phone, {"Tiredness": 6, "Dizziness": 3})
    expect(phone.get_by_text("2 of 15")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("2 of 15")).to_be_visible()
    phone.get_by_role("button", name="Set the rest to 0").click()
    save(phone)
    phone.get_by_role("link", name="History").click()
    expect(phone.get_by_role("link", name=re.compile("Past 7 days"))).to_contain_text("Dizziness 3")


def test_low_mood_always_shows_where_to_find_help(phone):
    phone.get_by_role("link", name="Fill in the weekly form").click()
    rate(phone, {"Low mood": 6})
    expect(phone.get_by_role("link", name="Call 112")).to_have_count(0)
    rate(phone, {"Low mood": 7})
    expect(phone.get_by_role("link", name="Call 112")).to_be_visible()
    expect(phone.get_by_text("Nobody watches what you write here.")).to_be_visible()
