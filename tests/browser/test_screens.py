"""Every screen, looked at the way a machine can: nothing for axe, nothing cut off, few taps, four languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, open_app, wider_than_the_screen
from tests.browser.test_journey import keep_safe_copy, log_injection, rate, save

SCREENS = [
    "today",
    "history",
    "treatment",
    "more",
    "weekly",
    "entry",
    "note/note",
    "dose/injection",
    "note/visit",
    "plan",
    "keys",
    "person",
    "copy",
    "report",
    "install",
    "about",
]
SERVER_PAGES = ["/report", "/nowhere.html"]
SMALL = {"viewport": {"width": 320, "height": 640}, "screen": {"width": 320, "height": 640}}


@pytest.fixture(scope="module", params=["light", "dark"])
def lived_in(request, chromium, demo) -> Page:
    """The example patient's phone: every screen has something on it."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800},
        is_mobile=True,
        has_touch=True,
        locale="da-DK",
        timezone_id="Europe/Copenhagen",
        color_scheme=request.param,
        bypass_csp=True,
    )
    context.set_default_timeout(10_000)
    page = open_app(context, demo, "/demo/patient")
    page.goto(demo.address + "/#today")
    yield page
    context.close()


def show(page: Page, screen: str) -> None:
    heading = page.get_by_role("heading", level=1)
    if (page.url.partition("#")[2] or "today") != screen:
        heading.evaluate("heading => heading.blur()")
        page.evaluate("place => { location.hash = place; }", screen)
        expect(heading).to_be_focused()
    expect(page.locator("main .waiting")).to_have_count(0)


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(lived_in, screen):
    show(lived_in, screen)
    assert axe(lived_in) == []


def test_axe_finds_nothing_on_the_report(lived_in, demo):
    page = lived_in.context.new_page()
    page.goto(demo.address + "/report")
    assert axe(page) == []
    assert wider_than_the_screen(page) == []
    page.close()


def test_axe_does_find_a_planted_fault(lived_in):
    show(lived_in, "about")
    lived_in.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/icons/icon-192.png\">')"
    )
    assert any(found.startswith("image-alt") for found in axe(lived_in))
    lived_in.evaluate("document.querySelector('main img').remove()")


@pytest.fixture(scope="module")
def small_phones(chromium, demo):
    """One small phone a language, text at twice its size."""
    phones = {}

    def phone(language: str) -> Page:
        if language not in phones:
            context = chromium.new_context(
                **SMALL, is_mobile=True, has_touch=True, locale=language, timezone_id="Europe/Copenhagen"
            )
            context.set_default_timeout(10_000)
            page = open_app(context, demo, "/demo/patient")
            page.goto(demo.address + "/#today")
            page.evaluate(
                "document.documentElement.style.fontSize = '225%'"
            )  # twice the 112.5 % it starts with
            phones[language] = page
        return phones[language]

    yield phone
    for page in phones.values():
        page.context.close()


@pytest.mark.parametrize("language", ["da", "nb", "nl", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_at_twice_the_text_on_a_small_screen(small_phones, language, screen):
    page = small_phones(language)
    show(page, screen)
    assert wider_than_the_screen(page) == []


def test_a_box_that_is_too_wide_would_be_seen(small_phones):
    page = small_phones("en")
    show(page, "about")
    page.evaluate("document.querySelector('main h1').style.width = '500px'")
    assert wider_than_the_screen(page) != []
    page.evaluate("document.querySelector('main h1').style.width = ''")


@pytest.mark.parametrize("language", ["da", "nb", "nl", "en"])
def test_the_report_fits_a_small_screen(chromium, demo, language):
    context = chromium.new_context(**SMALL, is_mobile=True, locale=language)
    page = context.new_page()
    page.goto(f"{demo.address}/demo/report")
    assert page.evaluate("document.documentElement.lang") == language
    assert wider_than_the_screen(page) == []
    context.close()


@pytest.mark.parametrize(
    ("locale", "heard", "title"),
    [
        ("da-DK", "da", "Behandling"),
        ("nn-NO", "nb", "Behandling"),
        ("no", "nb", "Behandling"),
        ("nl-NL", "nl", "Behandeling"),
        ("de-DE", "en", "Treatment"),
    ],
)
def test_it_speaks_the_language_of_the_phone(new_phone, server, locale, heard, title):
    page = open_app(new_phone(locale), server, "/#treatment")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.evaluate("document.documentElement.lang") == heard


def test_the_language_chosen_stays_also_offline(phone):
    show(phone, "more")
    phone.get_by_label("Language").select_option("nl")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Meer")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Meer")


def test_nothing_comes_from_anywhere_else(new_phone, server):
    context = new_phone()
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = open_app(context, server)
    keep_safe_copy(page)
    expect(page.get_by_text("Backed up", exact=True)).to_be_visible()
    for screen in SCREENS:
        show(page, screen)
    page.goto(f"{server.address}/report")
    assert {url for url in asked if not url.startswith((server.address, "data:", "blob:"))} == set()
    assert not [
        url for url in asked if re.search("fatigue|injection|Tired", url.replace("#dose/injection", ""))
    ]


class Taps:
    """Counts what a thumb does."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).tap()
        self.count += 1

    def link(self, name: str) -> None:
        self.page.get_by_role("link", name=name).tap()
        self.count += 1

    def rate(self, symptom: str, number: int) -> None:
        self.page.get_by_role("group", name=symptom).locator("label").nth(number).tap()
        self.count += 1


def yesterday_was(page: Page, **ratings: int) -> None:
    """Log the day before through the screen, as a patient would who forgot."""
    show(page, "entry")
    rate(page, {symptom.replace("_", " "): number for symptom, number in ratings.items()})
    save(page)
    expect(page.get_by_role("button", name="As yesterday")).to_be_visible()


def test_an_unchanged_day_takes_two_taps(phone):
    yesterday_was(phone, Tiredness=5, Tingling=3, Poor_balance=2)
    taps = Taps(phone)
    taps.button("As yesterday")
    taps.button("Save")
    expect(phone.get_by_text(re.compile(r"Saved on this phone \d"))).to_be_visible()
    assert taps.count == 2


def test_three_changed_symptoms_take_four_taps(phone):
    taps = Taps(phone)
    taps.rate("Tiredness", 6)
    taps.rate("Tingling", 4)
    taps.rate("Poor balance", 1)
    taps.button("Save")
    expect(phone.get_by_text(re.compile(r"Saved on this phone \d"))).to_be_visible()
    assert taps.count == 4


def test_an_injection_like_the_last_one_takes_one_tap(phone):
    log_injection(phone)
    phone.get_by_role("link", name=re.compile("Logged at")).click()
    phone.get_by_label("Day").fill("2026-01-05")
    save(phone)
    taps = Taps(phone)
    taps.button("Injection today")
    expect(phone.get_by_text("Injection logged.")).to_be_visible()
    assert taps.count == 1


def test_a_day_can_be_logged_by_keyboard_alone(new_phone, server):
    page = open_app(
        new_phone(is_mobile=False, has_touch=False, viewport={"width": 1280, "height": 900}), server
    )
    for _symptom in ("Tiredness", "Tingling", "Poor balance"):
        tab_to(page, "input[type=radio]")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
    tab_to(page, "button.primary")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"Saved on this phone \d"))).to_be_visible()
    assert page.locator("dl dd").all_inner_texts() == ["2, mild"] * 3


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus rests on what is wanted; a screen that cannot be left by keyboard fails here."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never reached {wanted}")


def test_it_can_be_installed(phone):
    session = phone.context.new_cdp_session(phone)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    # A Playwright context is a private window, which is the one thing that keeps Chromium from installing.
    errors = [e["errorId"] for e in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert errors in ([], ["in-incognito"])


def test_radio_targets_are_big_enough_for_numb_fingers(phone):
    for cell in phone.locator("fieldset label").all():
        box = cell.bounding_box()
        assert box["width"] >= 48
        assert box["height"] >= 48
