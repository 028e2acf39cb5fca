from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from server import clock
from server.accounts.tables import Challenge
from server.db import EXTENSION
from tests.people import Phone


def challenge(phone: Phone) -> str:
    return phone.post("/api/session/challenge", {"device": str(phone.device)}).json["challenge"]


def sign_in(phone: Phone, asked: str, signature: str | None = None):
    sent = {"device": str(phone.device), "challenge": asked, "signature": signature or phone.sign(asked)}
    return phone.post("/api/session", sent)


@pytest.fixture
def phone(ada) -> Phone:
    """Ada's phone, whose cookie was lost."""
    ada.phone.client.delete_cookie("__Host-tolv")
    return ada.phone


def test_a_phone_signs_in_with_its_key(phone, ada):
    answer = sign_in(phone, challenge(phone))
    assert answer.status_code == 200
    assert answer.json == {"account": str(ada.account), "device": str(phone.device)}
    assert phone.get("/api/session").json == answer.json


def test_a_challenge_cannot_be_guessed_and_is_kept_only_hashed(app, phone):
    asked = {challenge(phone) for _ in range(20)}
    assert len(asked) == 20
    assert min(map(len, asked)) == 43  # 256 bits
    with app.extensions[EXTENSION].read() as session:
        hashes = list(session.exec(select(Challenge.hash)))
    assert len(hashes) == 20
    assert not any(text.encode() in hash_ for hash_ in hashes for text in asked)


def test_a_challenge_is_used_up_by_its_answer(phone):
    asked = challenge(phone)
    assert sign_in(phone, asked).status_code == 200
    assert sign_in(phone, asked).status_code == 401


def test_a_challenge_is_used_up_by_a_wrong_answer_too(phone):
    asked = challenge(phone)
    assert sign_in(phone, asked, phone.sign("something else")).status_code == 401
    assert sign_in(phone, asked).status_code == 401


def test_a_challenge_ends_after_five_minutes(phone, pinned_clock):
    asked, later = challenge(phone), challenge(phone)
    with clock.fixed(pinned_clock + timedelta(minutes=4, seconds=59)):
        assert sign_in(phone, asked).status_code == 200
    with clock.fixed(pinned_clock + timedelta(minutes=5)):
        assert sign_in(phone, later).status_code == 401


def test_ended_challenges_do_not_pile_up(app, phone, pinned_clock):
    challenge(phone)
    with clock.fixed(pinned_clock + timedelta(minutes=6)):
        challenge(phone)
    with app.extensions[EXTENSION].read() as session:
        assert len(list(session.exec(select(Challenge)))) == 1


def test_ben_cannot_answer_for_ada(phone, ben):
    asked = challenge(phone)
    assert sign_in(phone, asked, ben.phone.sign(asked)).status_code == 401


def test_ben_cannot_use_adas_challenge(phone, ben):
    assert sign_in(ben.phone, challenge(phone)).status_code == 401


def test_every_failure_looks_alike(app, phone, ben, pinned_clock):
    stranger = Phone(app.test_client(), uuid4())
    used, late = challenge(phone), challenge(phone)
    sign_in(phone, used)
    failures = [
        sign_in(stranger, challenge(stranger)),
        sign_in(phone, challenge(phone), ben.phone.sign("x")),
        sign_in(phone, "A" * 43),
        sign_in(phone, used),
    ]
    with clock.fixed(pinned_clock + timedelta(minutes=6)):
        failures.append(sign_in(phone, late))
    assert {answer.status_code for answer in failures} == {401}
    assert len({answer.text for answer in failures}) == 1
    assert all("Set-Cookie" not in answer.headers for answer in failures)


def test_a_stranger_is_asked_like_anybody(app):
    assert len(challenge(Phone(app.test_client(), uuid4()))) == 43


def test_where_devices_are_named_alike_the_key_decides(app, phone):
    namesake = Phone(app.test_client(), uuid4(), phone.device)
    namesake.open_account()
    assert sign_in(phone, challenge(phone)).json["account"] == str(phone.account)
    assert sign_in(namesake, challenge(namesake)).json["account"] == str(namesake.account)
