from datetime import timedelta
from uuid import uuid4

import pytest
from flask import request
from openapi_spec_validator import validate
from sqlalchemy import func, select
from sqlmodel import SQLModel

from server import clock
from server.db import EXTENSION
from server.doors import COOKIE, allow_forms, door_of, open_to_anyone, page_nonce
from tests.people import MARK, SITE, Person

# Everything a stranger may use. A new view is closed until its name is put here, on purpose.
OPEN = {
    "accounts.ask",
    "accounts.here",
    "accounts.open_account",
    "accounts.sign_in",
    "openapi.spec",
    "pages.alive",
    "pages.manifest",
    "pages.shell",
}
ON_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types tolv",
}


def ways_in(app):
    """Every method of every route, as (endpoint, method, an address that fits)."""
    for rule in app.url_map.iter_rules():
        values = {name: uuid4() if name != "path" else "history" for name in rule.arguments}
        with app.test_request_context():
            path = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method in sorted(rule.methods - {"HEAD"}):
            yield rule.endpoint, method, path


def send(client, method: str, path: str, **more):
    asked = {"base_url": SITE, "buffered": True, **more}
    if method != "GET":
        asked = {"json": {}, "headers": MARK, **asked}
    return client.open(path, method=method, **asked)


def rows(app) -> dict[str, int]:
    tables = SQLModel.metadata.sorted_tables
    with app.extensions[EXTENSION].read() as session:
        return {t.name: session.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}


def test_only_known_views_are_open(app):
    assert {name for name, view in app.view_functions.items() if door_of(view) == "anyone"} == OPEN


def test_behind_every_other_door_a_stranger_gets_nothing(app, client):
    closed = [way for way in ways_in(app) if way[0] not in OPEN]
    assert closed
    for endpoint, method, path in closed:
        assert send(client, method, path).status_code == 401, endpoint


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "\x00", "æ"])
def test_a_made_up_token_opens_nothing(client, token):
    client.set_cookie(COOKIE, token, secure=True)
    assert send(client, "DELETE", "/api/session").status_code == 401


FORGED = {
    "no mark": ({"headers": {}}, 403),
    "another mark": ({"headers": {"X-Tolv": "2"}}, 403),
    "a form": ({"json": None, "data": {"device": "x"}}, 415),
    "text": ({"json": None, "data": "{}", "content_type": "text/plain"}, 415),
    "nothing": ({"json": None}, 415),
    "another site": ({"headers": {**MARK, "Sec-Fetch-Site": "cross-site"}}, 403),
    "a neighbour": ({"headers": {**MARK, "Sec-Fetch-Site": "same-site"}}, 403),
    "a foreign origin": ({"headers": {**MARK, "Origin": "https://example.org"}}, 403),
    "an origin that begins alike": ({"headers": {**MARK, "Origin": "https://localhost.example.org"}}, 403),
    "another port": ({"headers": {**MARK, "Origin": "https://localhost:8443"}}, 403),
    "no origin to speak of": ({"headers": {**MARK, "Origin": "null"}}, 403),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_another_page_cannot_write_with_adas_cookie(app, ada, forgery):
    sent, status = FORGED[forgery]
    before = rows(app)
    writes = [way for way in ways_in(app) if way[1] != "GET"]
    assert writes
    for endpoint, method, path in writes:
        assert send(ada.phone.client, method, path, **sent).status_code == status, endpoint
    assert rows(app) == before


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_page_can_write(ada, site):
    headers = {**MARK, "Sec-Fetch-Site": site, "Origin": SITE}
    assert send(ada.phone.client, "DELETE", "/api/session", headers=headers).status_code == 204


def test_reading_never_changes_anything(app, ada):
    before = rows(app)
    for endpoint, method, path in ways_in(app):
        if method == "GET":
            assert send(ada.phone.client, method, path).status_code < 504, endpoint
    assert rows(app) == before


def test_every_answer_tells_the_browser_to_trust_nothing_else(app, ada):
    answers = [send(ada.phone.client, method, path) for _, method, path in ways_in(app)]
    answers += [
        send(ada.phone.client, *way)
        for way in (("GET", "/api/gone"), ("GET", "/x.js"), ("PUT", "/api/session"))
    ]
    for answer in answers:
        assert ON_EVERY_ANSWER.items() <= dict(answer.headers).items(), answer.request.path
        policy = answer.headers["Content-Security-Policy"]
        own_style = {"style-src 'self'"} if "nonce" in policy else set()
        own_form = {"form-action 'none'"} if "form-action 'self'" in policy else set()
        assert POLICY - own_style - own_form <= set(policy.split("; ")), answer.request.path
        assert "unsafe" not in policy
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_tls_is_demanded_for_the_future_only_over_tls(client):
    assert (
        "max-age=63072000" in client.get("/api/session", base_url=SITE).headers["Strict-Transport-Security"]
    )
    assert "Strict-Transport-Security" not in client.get("/api/session", base_url="http://localhost").headers


def test_what_a_patient_gets_is_never_stored(app, ada):
    for endpoint, method, path in ways_in(app):
        if endpoint not in OPEN and method == "GET":
            assert send(ada.phone.client, method, path).headers["Cache-Control"] == "no-store", endpoint
    assert ada.phone.get("/api/session").headers["Cache-Control"] == "no-store"


def test_a_closed_view_cannot_let_its_answer_be_kept(app):
    @app.get("/for-this-test")
    def page():
        return "hers", {"Cache-Control": "public, max-age=60"}

    ada = Person(app, "ada").open_account()
    assert ada.phone.get("/for-this-test").headers["Cache-Control"] == "no-store"


def test_the_cookie_cannot_be_read_or_sent_from_elsewhere(ada):
    joined = ada.phone.post("/api/devices", {"device": str(uuid4()), "public_key": ada.phone.public_key()})
    flags = {part.strip() for part in joined.headers["Set-Cookie"].split(";")[1:]}
    assert joined.headers["Set-Cookie"].startswith("__Host-tolv=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"} <= flags
    assert not any(flag.startswith("Domain") for flag in flags)


def test_a_used_session_lasts_and_its_cookie_is_renewed_once_a_day(ada, pinned_clock):
    for days, renewed in ((0, False), (2, True), (2, False), (390, True), (780, True)):
        with clock.fixed(pinned_clock + timedelta(days=days, minutes=days)):
            answer = ada.phone.post("/api/devices", {})
            assert answer.status_code == 422
            assert ("Set-Cookie" in answer.headers) == renewed, days


def test_an_unused_session_ends(ada, pinned_clock):
    with clock.fixed(pinned_clock + timedelta(days=400)):
        assert ada.phone.post("/api/devices", {}).status_code == 401


def test_a_page_may_have_a_style_and_forms_of_its_own(app, client):
    @app.get("/for-this-test")
    @open_to_anyone
    def page():
        allow_forms()
        return {"nonce": page_nonce(), "again": page_nonce()}

    answer = client.get("/for-this-test")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.json["nonce"] == answer.json["again"]
    assert f"style-src 'self' 'nonce-{answer.json['nonce']}'" in policy
    assert "form-action 'self'" in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_view_that_says_nothing_is_closed(app, client):
    @app.get("/for-this-test")
    def page():
        return request.path

    assert client.get("/for-this-test").status_code == 401


def test_a_host_that_is_not_ours_gets_no_answer(app, client):
    app.config["TRUSTED_HOSTS"] = ["tolv.example"]
    assert client.get("/api/session", base_url="https://evil.example").status_code == 400
    assert client.get("/api/session", base_url="https://tolv.example").status_code == 200


def test_the_api_describes_itself(client):
    spec = client.get("/api/openapi.json").json
    validate(spec)
    assert spec["openapi"].startswith("3.1")
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], path
            marks = [p["name"] for p in operation["parameters"]]
            assert ("X-Tolv" in marks) == (method != "get"), path
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
    assert spec["paths"]["/api/sync"]["post"]["security"] == [{"session": []}]
    assert "security" not in spec["paths"]["/api/session"]["get"]
