"""Who may come in, and what every answer tells the browser.

A view is closed unless it says `@open_to_anyone`: behind a closed door `g.account_id` and `g.device_id` are the
patient's own. A write proves that our own page sent it, and every answer, a file's too, carries the headers that
let a page load and run nothing but what we serve.
"""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, current_app, g, request

from server.errors import Problem
from server.i18n import gettext as _

View = TypeVar("View", bound=Callable[..., Any])

COOKIE = "__Host-tolv"
SIGNED_IN_FOR = timedelta(days=400)  # the longest that browsers keep a cookie; renewed while it is used
READING = ("GET", "HEAD")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
IN_THE_SPEC = {"SECURITY_SCHEMES": {"session": {"type": "apiKey", "in": "cookie", "name": COOKIE}}}
MARK = {
    "name": "X-Tolv",
    "in": "header",
    "required": True,
    "description": "Shows that our own page sends it.",
    "schema": {"type": "string", "const": "1"},
}


@dataclass(frozen=True)
class Visitor:
    """Whom a session belongs to. is_renewed: its cookie gets its full time again."""

    account_id: UUID
    device_id: UUID
    is_removed: bool = False
    is_renewed: bool = False


def install(app: Flask, visitor_of: Callable[[str], Visitor | None]) -> None:
    """Close every door of the app.

    visitor_of: whose session a token opens, or None when it opens nothing
    """
    app.extensions["tolv.visitor_of"] = visitor_of
    app.before_request(_guard)
    app.after_request(_finish)
    app.wsgi_app = _with_headers(app.wsgi_app)  # type: ignore[method-assign]


def open_to_anyone(view: View) -> View:
    """Mark a view that a stranger may use."""
    view.door = "anyone"  # type: ignore[attr-defined]
    return view


def door_of(view: Callable[..., Any]) -> str:
    """Return who may use the view: "anyone", or "patient" where nothing is said."""
    return getattr(view, "door", "patient")


def described(app: Flask, spec: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI description with what each door asks for."""
    for rule in app.url_map.iter_rules():
        path = spec["paths"].get(re.sub(r"<(?:[^<:]+:)?([^>]+)>", r"{\1}", rule.rule), {})
        for method in {name.lower() for name in rule.methods or ()} & path.keys():
            if door_of(app.view_functions[rule.endpoint]) == "patient":
                path[method]["security"] = [{"session": []}]
            if method.upper() not in READING:
                path[method].setdefault("parameters", []).append(MARK)
    return spec


def visitor() -> Visitor | None:
    """Return who sent this request, behind an open door too."""
    token = request.cookies.get(COOKIE)
    return current_app.extensions["tolv.visitor_of"](token) if token else None


def give_cookie(response: Response, token: str) -> None:
    """Let the browser that gets this answer stay signed in."""
    response.set_cookie(
        COOKIE, token, max_age=SIGNED_IN_FOR, path="/", secure=True, httponly=True, samesite="Lax"
    )


def take_cookie(response: Response) -> None:
    """Let the browser that gets this answer forget its session."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")


def page_nonce() -> str:
    """Return the word that lets this one answer use its own `<style nonce>`. Such an answer is never cached."""
    if "page_nonce" not in g:
        g.page_nonce = secrets.token_urlsafe(16)
    return str(g.page_nonce)


def allow_forms() -> None:
    """Let the page of this answer send its forms to us; elsewhere no form goes anywhere."""
    g.allows_forms = True


def device_removed() -> Problem:
    """The one answer on which a phone may offer to clear itself."""
    return Problem(403, "device_removed", _("This device was removed from the safe copy."))


def _guard() -> None:
    # For the log, which names routes and never paths.
    request.environ["tolv.route"] = request.url_rule.rule if request.url_rule else "nowhere"
    if request.url_rule is None:
        return  # nothing lives here, and the router says so
    if request.method not in READING:
        _refuse_other_pages()
        _refuse_unreadable()
    if door_of(current_app.view_functions[str(request.endpoint)]) == "patient":
        _let_in(visitor())


def _let_in(who: Visitor | None) -> None:
    if who is None:
        raise Problem(401, "signed-out", _("Sign in with a device that keeps this safe copy."))
    if who.is_removed:
        raise device_removed()
    g.account_id, g.device_id = who.account_id, who.device_id
    g.renews_cookie = who.is_renewed


def _refuse_other_pages() -> None:
    """A page of somebody else can make a browser send our cookie, but not these headers."""
    if request.mimetype != "application/json":
        raise Problem(415, "json-only", _("Changes are sent as JSON."))
    marked = request.headers.get("X-Tolv") == "1"
    near = request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
    if not (marked and near and _is_our_origin(request.headers.get("Origin"))):
        raise Problem(403, "other-page", _("Changes are taken only from Tolv's own pages."))


def _is_our_origin(origin: str | None) -> bool:
    if origin is None:
        return True
    # A proxy may end the TLS before us, so https is ours too when we are asked by http.
    named = urlsplit(origin)
    return named.netloc == request.host and named.scheme in ("https", request.scheme)


def _refuse_unreadable() -> None:
    try:
        if request.get_data():
            request.get_json()
    except RecursionError:
        raise Problem(400, "unreadable", _("What was sent could not be read.")) from None


def _finish(response: Response) -> Response:
    if g.get("page_nonce") or g.get("allows_forms"):
        policy = _policy(g.get("page_nonce"), g.get("allows_forms", False))
        response.headers["Content-Security-Policy"] = policy
    if "account_id" in g or "page_nonce" in g or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if g.get("renews_cookie"):
        give_cookie(response, request.cookies[COOKIE])
    return response


def _policy(nonce: str | None = None, allows_forms: bool = False) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' 'nonce-{nonce}'" if nonce else "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'" if allows_forms else "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "tolv",  # the phone's one policy, for registering its service worker
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _with_headers(inner: WSGIApplication) -> WSGIApplication:
    """Around everything, so that files served without Flask get them too."""
    always = {"Content-Security-Policy": _policy(), **HEADERS}
    on_tls = {**always, "Strict-Transport-Security": "max-age=63072000; includeSubDomains"}

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        wanted = on_tls if environ["wsgi.url_scheme"] == "https" else always

        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            present = {name.lower() for name, _value in headers}
            missing = [(name, value) for name, value in wanted.items() if name.lower() not in present]
            return start_response(status, [*headers, *missing], *failure)

        return inner(environ, start)

    return guarded
