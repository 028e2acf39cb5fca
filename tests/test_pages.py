import gzip
from pathlib import Path

import pytest

from server import create_app, db
from server.settings import Settings

SHELL = "<!doctype html><title>Tolv</title><script type=module src=/assets/index-1a2b.js></script>"
SCRIPT = "console.log('the phone app')\n" * 100


@pytest.fixture
def built(tmp_path: Path):
    """A browser on a server beside which the phone app was built."""
    static = tmp_path / "pwa"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text(SHELL)
    (static / "sw.js").write_text("self.addEventListener('fetch', () => {})")
    script = static / "assets" / "index-1a2b.js"
    script.write_text(SCRIPT)
    script.with_name(script.name + ".gz").write_bytes(gzip.compress(SCRIPT.encode()))
    script.with_name(script.name + ".br").write_bytes(b"stands for brotli")
    app = create_app(Settings(data=tmp_path / "data", keys=tmp_path / "keys", static=static))
    yield app.test_client()
    app.extensions[db.EXTENSION].close()


def get(browser, path: str, **more):
    return browser.get(path, buffered=True, **more)  # read to the end, as a browser does


@pytest.mark.parametrize("path", ["/", "/history", "/treatment/new", "/?from=homescreen"])
def test_every_screen_opens_the_app(built, path):
    answer = get(built, path)
    assert answer.status_code == 200
    assert answer.text == SHELL
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/assets/index-gone.js", "/gone.js", "/api/gone", "/api"])
def test_a_file_that_is_missing_is_not_the_app(built, path):
    assert get(built, path).status_code == 404


def test_unknown_api_addresses_are_problems_for_any_method(built):
    sent = built.post("/api/gone", json={}, headers={"X-Tolv": "1"})
    assert (sent.status_code, sent.mimetype) == (404, "application/problem+json")


def test_hashed_files_are_kept_for_a_year_and_others_asked_for_again(built):
    script = get(built, "/assets/index-1a2b.js")
    assert script.text == SCRIPT
    assert script.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert get(built, "/sw.js").headers["Cache-Control"] == "no-cache"
    assert "Access-Control-Allow-Origin" not in script.headers


@pytest.mark.parametrize(("accepted", "sent"), [("gzip, br", "br"), ("gzip", "gzip"), ("", None)])
def test_the_smallest_form_that_the_browser_takes_is_sent(built, accepted, sent):
    answer = get(built, "/assets/index-1a2b.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == sent
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_file_that_did_not_change_is_not_sent_again(built):
    for path in ("/", "/sw.js"):
        tag = get(built, path).headers["ETag"]
        again = get(built, path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")


def test_a_changed_file_of_the_same_size_and_date_is_sent(built, tmp_path):
    tag = get(built, "/").headers["ETag"]
    (tmp_path / "pwa" / "index.html").write_text(SHELL.replace("1a2b", "3c4d"))
    renewed = create_app(Settings(data=tmp_path / "d", keys=tmp_path / "k", static=tmp_path / "pwa"))
    answer = get(renewed.test_client(), "/", headers={"If-None-Match": tag})
    renewed.extensions[db.EXTENSION].close()
    assert answer.status_code == 200


def test_no_file_beside_the_app_can_be_reached(built):
    for path in ("/../keys/master.key", "/assets/../../keys/master.key", "/%2e%2e/keys/master.key"):
        assert get(built, path).status_code == 404


def test_an_unbuilt_app_says_what_to_do(tmp_path):
    app = create_app(Settings(data=tmp_path / "data", keys=tmp_path / "keys", static=tmp_path / "nothing"))
    answer = app.test_client().get("/")
    app.extensions[db.EXTENSION].close()
    assert answer.status_code == 503
    assert "./dev build" in answer.text


def test_the_manifest_comes_in_the_language_of_the_phone(built):
    english, danish = (get(built, "/manifest.json", headers={"Accept-Language": tag}) for tag in ("en", "da"))
    assert (english.json["lang"], danish.json["lang"]) == ("en", "da")
    assert english.json["start_url"] == "/"
    assert english.json["icons"]
    for answer in (english, danish):
        assert answer.mimetype == "application/manifest+json"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "Accept-Language" in answer.headers["Vary"]


def test_the_server_says_that_it_is_alive(built):
    assert get(built, "/healthz").json == {"status": "ok"}
