"""The example patient's doors: there with --demo, and only then."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from apiflask import APIFlask

from server import clock, create_app, db
from server.accounts.keys import data_key, vault
from server.demo import addresses
from server.demo.patient import ACCOUNT, beginning, diary
from server.records import store
from server.records.merge import Kept
from tests.people import SITE, Person, Phone


@pytest.fixture
def demo(settings, pinned_clock) -> Iterator[APIFlask]:
    app = create_app(replace(settings, demo=True))
    yield app
    app.extensions[db.EXTENSION].close()


def visit(app: APIFlask, place: str = "/demo/patient") -> Phone:
    phone = Phone(app.test_client(), ACCOUNT)
    phone.went_to = phone.get(place)
    return phone


def kept_in(app: APIFlask) -> dict[str, Kept]:
    with app.app_context(), db.database().read() as session:
        return {k.id: k for k in store.read_all(session, data_key(session, vault(), ACCOUNT), ACCOUNT)}


def test_her_phone_can_be_had_in_any_browser(demo):
    phone = visit(demo)
    assert (phone.went_to.status_code, phone.went_to.location) == (302, "/#join")
    phone.join()
    phone.syncs()
    today = date(2026, 3, 2)
    assert phone.records == {kept.id: kept.fields for kept in diary(beginning(today), today)}


def test_her_report_opens(demo):
    browser = visit(demo, "/demo/report")
    assert browser.went_to.location == "/report"
    assert browser.get("/report").status_code == 200


def test_two_visitors_do_not_put_each_other_out(demo):
    first, _second = visit(demo), visit(demo)
    assert first.get("/api/session").get_json()["account"] == str(ACCOUNT)


def test_visitors_who_come_first_together_all_get_in(demo):
    with ThreadPoolExecutor(4) as together:
        phones = list(together.map(lambda _n: visit(demo), range(4)))
    assert {phone.get("/api/session").get_json()["account"] for phone in phones} == {str(ACCOUNT)}


def test_opening_her_again_changes_nothing(demo):
    visit(demo)
    before = kept_in(demo)
    visit(demo)
    assert kept_in(demo) == before


def test_a_week_later_she_has_written_on_and_visitors_changes_stay(demo, pinned_clock):
    phone = visit(demo)
    phone.join()
    phone.syncs()
    mine = phone.logs("2026-03-01", fatigue=9)
    phone.syncs()
    with clock.fixed(pinned_clock + timedelta(days=7)):
        before = kept_in(demo)
        visit(demo)
        after = kept_in(demo)
        phone.syncs()
    assert len(after) > len(before)
    assert {id_: after[id_] for id_ in before} == before
    assert phone.sees(mine, "ratings.fatigue") == 9
    assert phone.records == {id_: kept.fields for id_, kept in after.items()}


def test_a_browser_with_its_own_diary_is_not_mixed_up(demo):
    ada = Person(demo, "ada").open_account()
    assert ada.phone.get("/demo/patient").status_code == 409
    assert ada.phone.get("/api/session").get_json()["account"] == str(ada.account)


def test_without_demo_there_is_no_such_door(client):
    answer = client.get("/demo/patient", base_url=SITE)
    assert answer.location is None
    assert client.get("/api/session", base_url=SITE).get_json()["account"] is None


def test_the_addresses_name_the_port():
    assert [line.split()[-1] for line in addresses(9000)] == [
        "http://localhost:9000/demo/patient",
        "http://localhost:9000/demo/report",
    ]
