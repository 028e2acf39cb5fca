"""Everything that goes wrong, said in one place: a problem for programs (RFC 9457), a plain page for people.

Nothing a person sent is ever repeated, because it may name a symptom; a failure of ours is logged without values.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

from apiflask import APIFlask, HTTPError
from flask import Response, current_app, render_template, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from server.i18n import gettext as _
from server.i18n import language

log = logging.getLogger("tolv.failure")

MIMETYPE = "application/problem+json"

SLUGS = {
    400: "unreadable",
    401: "signed-out",
    403: "not-allowed",
    404: "not-found",
    405: "method",
    413: "too-large",
    415: "json-only",
    422: "invalid",
    426: "old-app",
    429: "too-often",
    500: "failure",
    503: "not-ready",
}


class Problem(Exception):  # noqa: N818
    """Ends a request with this answer.

    type_slug: stable word for programs; detail: translated sentence for people, without anything they sent
    headers:   of the answer; more: further members of the problem
    """

    def __init__(
        self,
        status: int,
        type_slug: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(type_slug)
        self.status, self.type_slug, self.detail = status, type_slug, detail
        self.headers, self.more = dict(headers or {}), more


SHAPE = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Stable; what went wrong, for programs."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What went wrong, in the language asked for."},
        "errors": {
            "type": "array",
            "description": "Only where fields are wrong; `field` is empty for the whole.",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
IN_THE_SPEC = {"HTTP_ERROR_SCHEMA": SHAPE, "VALIDATION_ERROR_SCHEMA": SHAPE}


def described(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI description with every error in the one form it really has."""
    operations = [operation for path in spec["paths"].values() for operation in path.values()]
    for response in (
        r for operation in operations for status, r in operation["responses"].items() if status >= "400"
    ):
        response["content"] = {MIMETYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    shapes = spec.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPError", "ValidationError"):
        shapes.pop(name, None)
    shapes["Problem"] = SHAPE
    return spec


def install(app: APIFlask) -> None:
    """Answer every error of the app from here."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _of_the_router)
    app.register_error_handler(HTTPError, _of_the_input)
    app.log_exception = report_failure  # type: ignore[method-assign]


def answer(problem: Problem) -> Response:
    """Return the problem in the form that suits who asked: JSON under /api, else a page."""
    is_api = f"{request.path}/".startswith("/api/")
    response = _as_json(problem) if is_api else _as_page(problem)
    response.headers.update(problem.headers)
    response.headers["Content-Language"] = language()
    response.vary.add("Accept-Language")
    return response


def report_failure(exc_info: Any) -> None:
    """Log which failure happened and where in our code. Its message may hold what a person wrote, so it is left out."""
    kind, _value, trace = exc_info
    places = [f"{Path(place.filename).name}:{place.lineno} {place.name}" for place in extract_tb(trace)]
    log.error(json.dumps({"event": "failure", "kind": kind.__name__, "places": places}))


def _as_json(problem: Problem) -> Response:
    body = {
        "type": f"/problems/{problem.type_slug}",
        "title": _title(problem.status),
        "status": problem.status,
        "detail": problem.detail,
        **problem.more,
    }
    return Response(json.dumps(body), problem.status, mimetype=MIMETYPE)


def _as_page(problem: Problem) -> Response:
    page = render_template("error.html", title=_title(problem.status), detail=problem.detail)
    return Response(page, problem.status, mimetype="text/html")


def _of_the_router(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # a redirect is not an error
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return answer(Problem(error.code, SLUGS.get(error.code, "refused"), _detail(error.code), kept))


def _of_the_input(error: HTTPError) -> Response:
    wrong = error.__cause__
    more = {"errors": _fields(wrong)} if isinstance(wrong, ValidationError) else {}
    slug = SLUGS.get(error.status_code, "refused")
    return answer(Problem(error.status_code, slug, _detail(error.status_code), **more))


def _fields(wrong: ValidationError) -> list[dict[str, str]]:
    shape = current_app.view_functions[str(request.endpoint)]._spec["body"]  # type: ignore[attr-defined]
    known = _names(shape.model_json_schema())
    found = wrong.errors(include_url=False, include_input=False, include_context=False)
    places = [(".".join(_known_part(error["loc"], known)), _wrong(error["type"])) for error in found]
    return [{"field": field, "detail": detail} for field, detail in dict.fromkeys(places)]


def _names(schema: Any) -> set[str]:
    """Every field name that a JSON schema declares, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(_names, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(_names, schema.values()))


def _known_part(place: tuple[int | str, ...], known: set[str]) -> list[str]:
    """The path down to the first name that is not ours: a name that was sent is as private as a value."""
    kept = []
    for part in place:
        if isinstance(part, str) and part not in known:
            break
        kept.append(str(part))
    return kept


def _wrong(kind: str) -> str:
    if kind == "missing":
        return _("This is missing.")
    if kind == "extra_forbidden":
        return _("There is a field that Tolv does not know.")
    return _("This value cannot be used.")


def _title(status: int) -> str:
    titles = {
        400: _("This could not be read"),
        401: _("You are not signed in"),
        403: _("This is not allowed"),
        404: _("There is nothing here"),
        405: _("This cannot be done here"),
        409: _("This does not fit with what is there"),
        413: _("This is too much at once"),
        415: _("This form of data is not taken here"),
        422: _("Something in it cannot be used"),
        426: _("A newer version of Tolv is needed"),
        429: _("Please wait a little"),
        503: _("Tolv is not ready yet"),
    }
    return titles.get(status) or _("Something went wrong")


def _detail(status: int) -> str:
    details = {
        400: _("What was sent could not be read."),
        404: _("Check the address, or open Tolv and go on from there."),
        405: _("This address does not take this kind of request."),
        413: _("What was sent is larger than Tolv takes at once."),
        422: _("What was sent could be read, but not all of it can be used."),
    }
    return details.get(status) or _(
        "This is our fault, not yours. What is on your phone is safe; please try again."
    )
