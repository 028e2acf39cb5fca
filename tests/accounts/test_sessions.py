from uuid import uuid4

from sqlmodel import select

from server.accounts.tables import DeviceSession
from server.db import EXTENSION
from tests.accounts.test_challenges import challenge, sign_in
from tests.people import MARK, SITE, Phone

NOBODY = {"account": None, "device": None}


def token(phone: Phone) -> str:
    return phone.client.get_cookie("__Host-tolv").value


def test_a_stranger_is_told_that_nobody_is_signed_in(client):
    assert client.get("/api/session").json == NOBODY


def test_the_database_holds_no_token(app, ada):
    with app.extensions[EXTENSION].read() as session:
        held = session.exec(select(DeviceSession)).one()
    assert len(token(ada.phone)) == 43  # 256 bits
    assert token(ada.phone).encode() not in held.token_hash
    assert len(held.token_hash) == 32


def test_a_new_sign_in_ends_the_old_session(app, ada):
    old = app.test_client()
    old.set_cookie("__Host-tolv", token(ada.phone), secure=True)
    assert old.get("/api/session", base_url=SITE).json["account"] == str(ada.account)
    assert sign_in(ada.phone, challenge(ada.phone)).status_code == 200
    assert old.get("/api/session", base_url=SITE).json == NOBODY
    assert old.delete("/api/session", base_url=SITE, json={}, headers=MARK).status_code == 401


def test_signing_out_ends_the_session_on_the_server(app, ada):
    stolen = app.test_client()
    stolen.set_cookie("__Host-tolv", token(ada.phone), secure=True)
    left = ada.phone.client.delete("/api/session", base_url=SITE, json={}, headers=MARK)
    assert (left.status_code, left.data) == (204, b"")
    assert "__Host-tolv=;" in left.headers["Set-Cookie"]
    assert ada.phone.client.get_cookie("__Host-tolv") is None
    assert stolen.get("/api/session", base_url=SITE).json == NOBODY


def test_signing_out_leaves_other_phones_and_other_people_signed_in(ada, ben):
    second = ada.another_phone()
    second.client.delete("/api/session", base_url=SITE, json={}, headers=MARK)
    assert ada.phone.get("/api/session").json["device"] == str(ada.phone.device)
    assert ben.phone.get("/api/session").json["account"] == str(ben.account)


def test_a_phone_that_signed_out_can_come_back(ada):
    ada.phone.client.delete("/api/session", base_url=SITE, json={}, headers=MARK)
    assert sign_in(ada.phone, challenge(ada.phone)).status_code == 200


def test_an_unknown_device_never_becomes_a_session(app, ada):
    with app.extensions[EXTENSION].read() as session:
        before = len(list(session.exec(select(DeviceSession))))
    stranger = Phone(app.test_client(), uuid4())
    sign_in(stranger, challenge(stranger))
    with app.extensions[EXTENSION].read() as session:
        assert len(list(session.exec(select(DeviceSession)))) == before
