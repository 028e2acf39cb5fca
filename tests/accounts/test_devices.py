from uuid import uuid4

import pytest

from tests.accounts.test_challenges import challenge, sign_in
from tests.people import MARK, SITE, Phone


def remove(phone: Phone, device):
    return phone.client.delete(f"/api/devices/{device}", base_url=SITE, json={}, headers=MARK)


def joining(phone: Phone) -> dict:
    return {"device": str(phone.device), "public_key": phone.public_key()}


@pytest.fixture
def tablet(ada) -> Phone:
    """Ada's second device."""
    return ada.another_phone()


def test_a_second_device_joins_with_a_key_and_a_session_of_its_own(ada, tablet):
    assert tablet.get("/api/session").json == {"account": str(ada.account), "device": str(tablet.device)}
    assert ada.phone.get("/api/session").json["device"] == str(ada.phone.device)
    assert sign_in(tablet, challenge(tablet)).status_code == 200


def test_joining_again_is_harmless(tablet):
    assert tablet.post("/api/devices", joining(tablet)).status_code == 201
    assert tablet.get("/api/session").json["device"] == str(tablet.device)


def test_a_device_keeps_its_key(ada, tablet):
    other_key = Phone(tablet.client, ada.account, tablet.device)
    refused = ada.phone.post("/api/devices", joining(other_key))
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/device-taken")
    assert sign_in(tablet, challenge(tablet)).status_code == 200


def test_without_a_session_nobody_joins(app):
    stranger = Phone(app.test_client(), uuid4())
    assert stranger.post("/api/devices", joining(stranger)).status_code == 401


def test_a_removed_device_is_told_so_whatever_it_tries(ada, tablet):
    assert remove(ada.phone, tablet.device).status_code == 204
    refusals = [
        tablet.post("/api/devices", joining(tablet)),
        tablet.post_sync(tablet.request()[0]),
        sign_in(tablet, challenge(tablet)),
    ]
    for refused in refusals:
        assert (refused.status_code, refused.json["type"]) == (403, "/problems/device_removed")
    assert tablet.get("/api/session").json == {"account": None, "device": None}


def test_only_the_key_of_a_removed_device_learns_that_it_was_removed(ada, tablet, ben):
    remove(ada.phone, tablet.device)
    asked = challenge(tablet)
    assert sign_in(tablet, asked, ben.phone.sign(asked)).status_code == 401


def test_a_removed_device_does_not_come_back(ada, tablet):
    remove(ada.phone, tablet.device)
    assert ada.phone.post("/api/devices", joining(tablet)).status_code == 409
    assert remove(ada.phone, tablet.device).status_code == 204


def test_ben_cannot_remove_adas_device(ada, tablet, ben):
    refused = remove(ben.phone, tablet.device)
    assert refused.status_code == 404
    assert refused.json == remove(ben.phone, uuid4()).json
    assert tablet.get("/api/session").json["device"] == str(tablet.device)


def test_a_device_does_not_remove_itself(ada):
    assert remove(ada.phone, ada.phone.device).status_code == 409
    assert ada.phone.get("/api/session").json["account"] == str(ada.account)
