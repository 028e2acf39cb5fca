"""The phone app as files, its manifest in the person's language, and whether the server is alive."""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from wsgiref.headers import Headers

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, jsonify, request
from sqlalchemy import text
from werkzeug.routing import BaseConverter
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from server.db import database
from server.doors import open_to_anyone
from server.errors import Problem
from server.i18n import gettext as _
from server.i18n import language
from server.settings import Settings

HERE = Path(__file__).resolve().parent
SHELL = "tolv.shell"
SPOKEN = ("name", "short_name", "description", "label")  # what a phone shows of the manifest

bp = APIBlueprint("pages", __name__, enable_openapi=False)


def install(app: APIFlask, settings: Settings) -> None:
    """Serve the built phone app beside the API."""
    app.url_map.converters["screen"] = _Screen
    app.register_blueprint(bp)
    files = _Files(app.wsgi_app, add_headers_function=_freshness, max_age=None, allow_all_origins=False)
    if settings.static.is_dir():
        files.add_files(settings.static)
    app.extensions[SHELL] = files.files.get("/index.html")
    app.wsgi_app = files  # type: ignore[method-assign]


@bp.get("/")
@bp.get("/<screen:path>")
@open_to_anyone
def shell(path: str = "") -> Response:
    """Answer every address of the app with the app itself, which then shows the screen that was asked for."""
    page: StaticFile | None = current_app.extensions[SHELL]
    if page is None:
        raise Problem(
            503, "not-built", _("The phone app has not been built yet. Run ./dev build and start again.")
        )
    found = page.get_response(request.method, request.environ)
    return Response(_whole(found.file), found.status, found.headers)


@bp.get("/manifest.json")
@open_to_anyone
def manifest() -> Response:
    """Describe the app to a phone that installs it."""
    described = json.dumps({**_spoken(_manifest()), "lang": language()}, ensure_ascii=False)
    response = Response(described, mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = language()
    response.vary.add("Accept-Language")
    return _squeezed(response)


@bp.get("/healthz")
@open_to_anyone
def alive() -> Response:
    """Say that the server runs and its database answers."""
    with database().read() as session:
        session.execute(text("SELECT 1"))
    return jsonify(status="ok")


class _Screen(BaseConverter):
    """A path that is a screen and not a file: a file that is missing must fail, or an old app would never notice."""

    regex = r"(?!api(?:/|$))[^.]+"
    part_isolating = False


class _Files(WhiteNoise):
    FOREVER = 365 * 24 * 60 * 60

    def immutable_file_test(self, path: str, url: str) -> bool:
        return url.startswith("/assets/")  # the build puts a hash of the content in these names


def _freshness(headers: Headers, path: str, url: str) -> None:
    """Ask again before using a file whose name stays; its content tells whether it is new, its date may not."""
    headers.setdefault("Cache-Control", "no-cache")
    headers["ETag"] = f'W/"{sha256(Path(path).read_bytes()).hexdigest()[:32]}"'


def _squeezed(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.headers["Content-Encoding"] = "gzip"
        response.set_data(gzip.compress(response.get_data(), mtime=0))
    return response


def _whole(file: BinaryIO | None) -> bytes:
    if file is None:
        return b""
    with file:
        return file.read()


def _manifest() -> Any:
    packaged = HERE / "manifest.json"
    file = packaged if packaged.exists() else HERE.parent / "manifest.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _spoken(part: Any) -> Any:
    """The same, with everything that a phone shows in the person's language."""
    if isinstance(part, list):
        return [_spoken(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {key: _(value) if key in SPOKEN else _spoken(value) for key, value in part.items()}
