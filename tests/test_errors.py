import json
import logging

import pytest
from flask import abort

from server.errors import Problem

WORD = "numbness"  # stands for whatever a person may have written
MARK = {"X-Tolv": "1"}


def problem(answer, status: int, slug: str) -> dict:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["type"] == f"/problems/{slug}"
    assert answer.json["status"] == status
    assert answer.json["title"]
    assert answer.json["detail"]
    return answer.json


def test_an_unknown_address(client):
    problem(client.get(f"/api/{WORD}"), 404, "not-found")


def test_a_method_that_is_not_taken_names_those_that_are(client):
    answer = client.put("/api/session", json={}, headers=MARK)
    problem(answer, 405, "method")
    assert {"GET", "POST", "DELETE"} <= {name.strip() for name in answer.headers["Allow"].split(",")}


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS"])
def test_methods_that_only_help_attackers_are_refused(client, method):
    assert client.open("/api/session", method=method).status_code == 405


@pytest.mark.parametrize("body", ["{", "", "[" * 100_000, b"\xff\xfe{}", '{"device": 1' + "0" * 5000 + "}"])
def test_json_that_cannot_be_read(client, body):
    sent = client.post("/api/session/challenge", data=body, content_type="application/json", headers=MARK)
    problem(sent, 400, "unreadable")


def test_a_body_over_the_limit(client):
    body = json.dumps({"device": "x" * 256 * 1024})
    sent = client.post("/api/session/challenge", data=body, content_type="application/json", headers=MARK)
    problem(sent, 413, "too-large")


def test_a_wrong_field_is_named_in_words(client):
    sent = client.post("/api/session/challenge", json={"device": WORD}, headers=MARK)
    assert problem(sent, 422, "invalid")["errors"] == [
        {"field": "device", "detail": "This value cannot be used."}
    ]


def test_a_missing_field_is_named(client):
    sent = client.post("/api/session/challenge", json={}, headers=MARK)
    assert problem(sent, 422, "invalid")["errors"] == [{"field": "device", "detail": "This is missing."}]


@pytest.mark.parametrize("body", ["[]", '"text"', "5", "null", "true"])
def test_json_that_is_no_object_is_refused(client, body):
    sent = client.post("/api/session/challenge", data=body, content_type="application/json", headers=MARK)
    problem(sent, 422, "invalid")


@pytest.mark.parametrize(
    "body",
    [
        {"device": WORD},
        {"device": "8c7b6a5e-0000-4000-8000-000000000000", WORD: 1},
        {"device": {WORD: WORD}},
        {"device": [WORD]},
        {"device": f"{WORD}\ud800"},
    ],
)
def test_nothing_that_was_sent_comes_back(client, body):
    sent = client.post("/api/session/challenge", json=body, headers={**MARK, "X-Else": WORD})
    assert sent.status_code == 422
    assert WORD not in sent.text
    assert WORD not in str(sent.headers)


def test_errors_speak_the_language_asked_for(client):
    answer = client.get("/api/nowhere", headers={"Accept-Language": "nn"})
    assert answer.headers["Content-Language"] == "nb"
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_person_gets_a_page(client):
    answer = client.get("/nothing.html", headers={"Accept-Language": "nl"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert '<html lang="nl">' in answer.text
    assert 'href="/"' in answer.text


def test_a_page_may_use_its_own_style_and_nothing_else(client):
    answer = client.get("/nothing.html")
    nonce = answer.text.partition('<style nonce="')[2].partition('"')[0]
    assert len(nonce) >= 20
    assert f"style-src 'self' 'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert nonce not in client.get("/nothing.html").text


@pytest.fixture
def failing(app, monkeypatch):
    """A browser on a server with a view that breaks while it holds what a person wrote."""

    def breaks():
        raise ValueError(WORD)

    monkeypatch.setitem(app.view_functions, "accounts.here", breaks)
    breaks.door = "anyone"
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def test_a_failure_of_ours_says_nothing_of_its_cause(failing, caplog):
    with caplog.at_level(logging.ERROR):
        answer = failing.get(f"/api/session?{WORD}={WORD}")
    problem(answer, 500, "failure")
    assert WORD not in answer.text
    logged = json.loads(caplog.messages[0])
    assert (logged["event"], logged["kind"]) == ("failure", "ValueError")
    assert any("test_errors.py" in place for place in logged["places"])
    assert WORD not in caplog.text


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])
def test_every_status_has_words_of_its_own(app, monkeypatch, status):
    def refuses():
        abort(status)

    refuses.door = "anyone"
    monkeypatch.setitem(app.view_functions, "accounts.here", refuses)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert app.test_client().get("/api/session").json["status"] == status


def test_a_problem_carries_its_headers_and_further_members(app, monkeypatch):
    def refuses():
        raise Problem(429, "too-often", "Please wait.", headers={"Retry-After": "60"}, again_in=60)

    refuses.door = "anyone"
    monkeypatch.setitem(app.view_functions, "accounts.here", refuses)
    answer = app.test_client().get("/api/session")
    assert problem(answer, 429, "too-often")["again_in"] == 60
    assert answer.headers["Retry-After"] == "60"
