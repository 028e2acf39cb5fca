from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from server import clock
from server.accounts.keys import data_key, vault
from server.accounts.tables import Account, DataKey, DeviceSession
from server.db import EXTENSION
from tests.people import Person, Phone


def opening(phone: Phone, **other) -> dict:
    sent = {
        "account": str(phone.account),
        "device": str(phone.device),
        "public_key": phone.public_key(),
        "proof": phone.sign(f"tolv-account {phone.account} {phone.device}"),
    }
    return {**sent, **other}


@pytest.fixture
def phone(app) -> Phone:
    """A phone with a diary that nobody else keeps yet."""
    return Person(app, "ada").phone


def kept(app, table) -> list:
    with app.extensions[EXTENSION].read() as session:
        return list(session.exec(select(table)))


def test_an_account_opens_and_the_phone_is_signed_in(phone):
    answer = phone.post("/api/accounts", opening(phone))
    assert answer.status_code == 201
    assert answer.json == {"account": str(phone.account), "device": str(phone.device)}
    assert phone.get("/api/session").json == answer.json


def test_the_account_gets_a_data_key_of_its_own_that_only_the_vault_opens(app, ada, ben):
    with app.app_context(), app.extensions[EXTENSION].read() as session:
        keys = [data_key(session, vault(), person.account) for person in (ada, ben)]
    assert [len(key) for key in keys] == [64, 64]
    assert keys[0] != keys[1]
    assert not {row.wrapped for row in kept(app, DataKey)} & set(keys)


def test_repeating_the_opening_is_harmless(app, phone):
    first, again = (phone.post("/api/accounts", opening(phone)) for _ in range(2))
    assert (again.status_code, again.json) == (201, first.json)
    assert len(kept(app, Account)) == len(kept(app, DataKey)) == len(kept(app, DeviceSession)) == 1
    assert phone.get("/api/session").json == first.json


def test_an_opening_cannot_be_replayed_later(phone, pinned_clock):
    sent = opening(phone)
    assert phone.post("/api/accounts", sent).status_code == 201
    with clock.fixed(pinned_clock + timedelta(days=1, seconds=1)):
        assert phone.post("/api/accounts", sent).status_code == 409


def test_a_taken_account_is_refused_without_a_hint(app, ada):
    thief = Phone(app.test_client(), ada.account)
    refused = thief.post("/api/accounts", opening(thief))
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/account-taken")
    assert "Set-Cookie" not in refused.headers
    same_device = Phone(app.test_client(), ada.account, ada.phone.device)
    assert same_device.post("/api/accounts", opening(same_device)).json == refused.json


def test_two_accounts_may_name_a_device_alike(app, ada):
    namesake = Phone(app.test_client(), uuid4(), ada.phone.device)
    assert namesake.post("/api/accounts", opening(namesake)).status_code == 201
    assert ada.phone.get("/api/session").json["account"] == str(ada.account)


def test_the_proof_must_be_made_by_the_key_over_these_ids(app, phone):
    for sent in (
        opening(phone, account=str(uuid4())),
        opening(phone, device=str(uuid4())),
        opening(phone, public_key=Person(app, "ben").phone.public_key()),
        opening(phone, proof=phone.sign("tolv-account")),
        opening(phone, proof="A" * 86),
    ):
        answer = phone.post("/api/accounts", sent)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "proof")
    assert not kept(app, Account)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("account", "not an id"),
        ("device", 5),
        ("public_key", "A" * 87),  # not on the curve
        ("public_key", "short"),
        ("public_key", "!" * 87),
        ("proof", "A" * 85),
        ("proof", None),
    ],
)
def test_a_field_that_cannot_be_used_is_named(app, phone, field, value):
    answer = phone.post("/api/accounts", opening(phone, **{field: value}))
    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    assert not kept(app, Account)


def test_an_unknown_field_is_refused(phone):
    assert phone.post("/api/accounts", opening(phone, name="Ada")).status_code == 422
