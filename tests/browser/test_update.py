"""A new version on the server: the phone asks before it moves, and nothing half written is lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, open_app
from tests.browser.test_journey import rate, save

LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing;
  return new Promise((settled) => worker.addEventListener('statechange', () => settled(worker.state)));
}"""


def release(server: Server, *, broken: bool = False) -> None:
    """Put a newer version of the app on the server; a broken one names a file that is not there."""
    worker = server.app / "sw.js"
    newer = re.sub(r"tolv-[0-9a-f]{12}", "tolv-0123456789ab", worker.read_text("utf-8"))
    worker.write_text(newer.replace('["/', '["/gone.js","/', 1) if broken else newer, "utf-8")
    server.stop()
    server.start()


def kept_versions(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")


def half_filled_form(context, server: Server) -> Page:
    page = open_app(context, server)
    page.get_by_role("link", name="Fill in the weekly form").click()
    rate(page, {"Tiredness": 6, "Dizziness": 3})
    return page


def test_a_new_version_asks_first_and_keeps_a_half_filled_form(new_phone, own_server):
    page = half_filled_form(new_phone(), own_server)
    release(own_server)
    page.evaluate(LOOK)
    ready = page.get_by_role("region", name="A new version is ready")
    expect(ready).to_be_visible()
    expect(page.get_by_text("2 of 15")).to_be_visible()
    assert len(kept_versions(page)) == 2, "both versions lie ready until the person has chosen"
    ready.get_by_role("button", name="Restart").click()
    expect(ready).to_be_hidden()
    expect(page.get_by_text("2 of 15")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    assert kept_versions(page) == ["tolv-0123456789ab"]


def test_a_broken_release_leaves_the_old_version_working(new_phone, own_server):
    context = new_phone()
    page = half_filled_form(context, own_server)
    release(own_server, broken=True)
    assert page.evaluate(UPDATE) == "redundant", "the incomplete version is thrown away"
    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("2 of 15")).to_be_visible()
    save(page)
    expect(page.get_by_role("region", name="A new version is ready")).to_be_hidden()


def test_the_server_may_be_gone_for_good(new_phone, own_server):
    page = half_filled_form(new_phone(), own_server)
    own_server.stop()
    page.reload()
    expect(page.get_by_text("2 of 15")).to_be_visible()
