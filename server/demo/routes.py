"""The doors to the example patient. They are there only when the server runs with --demo."""

from apiflask import APIBlueprint
from flask import redirect
from sqlalchemy.exc import IntegrityError
from werkzeug import Response

from server import clock
from server.db import database
from server.demo.open import let_in
from server.demo.patient import ACCOUNT
from server.doors import give_cookie, open_to_anyone, visitor
from server.errors import Problem
from server.i18n import gettext as _

bp = APIBlueprint("demo", __name__, enable_openapi=False)


@bp.get("/demo/patient")
@open_to_anyone
def patient() -> Response:
    """Let this browser be one of her phones."""
    return _with_a_session("/#join")


@bp.get("/demo/report")
@open_to_anyone
def her_report() -> Response:
    """Let this browser see her report."""
    return _with_a_session("/report")


def _with_a_session(place: str) -> Response:
    who = visitor()
    if who and who.account_id != ACCOUNT:
        detail = _("This browser keeps a diary of its own. Open the example in a private window.")
        raise Problem(409, "diary-of-its-own", detail)
    response = redirect(place)
    give_cookie(response, _token())
    return response


def _token() -> str:
    now = clock.now()
    try:
        return database().write(lambda session: let_in(session, now))
    except IntegrityError:
        # Two browsers came first at the same moment; the second time she is there.
        return database().write(lambda session: let_in(session, now))
