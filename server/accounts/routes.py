"""Accounts over HTTP: open one, sign in with a device's key, add and remove devices, sign out."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from apiflask import APIBlueprint, EmptySchema
from flask import Response, g, jsonify
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from server import clock
from server.accounts import challenges, devices, opening, sessions
from server.accounts.shapes import Asked, Asking, Here, NewDevice, Opening, SigningIn
from server.accounts.signatures import decoded
from server.db import database
from server.doors import device_removed, give_cookie, open_to_anyone, take_cookie, visitor
from server.errors import Problem
from server.i18n import gettext as _

T = TypeVar("T")
bp = APIBlueprint("accounts", __name__, tag="Accounts")


@bp.post("/api/accounts")
@open_to_anyone
@bp.input(Opening)
@bp.output(Here, status_code=201)
@bp.doc(responses=[409])
def open_account(json_data: Opening) -> Response:
    """Open an account for the ids and the key that a phone made. Repeating it is harmless."""
    sent, key, now = json_data, decoded(json_data.public_key), clock.now()
    if not opening.is_proven(sent.account, sent.device, key, decoded(sent.proof)):
        raise _wrong_proof()

    def work(session: Session) -> str:
        opening.open_account(session, sent.account, sent.device, key, now)
        session.flush()
        return sessions.begin(session, sent.account, sent.device, now)

    try:
        token = _written(work)
    except opening.Taken:
        raise Problem(409, "account-taken", _("This account cannot be opened.")) from None
    return _signed_in(sent.account, sent.device, token, 201)


@bp.post("/api/session/challenge")
@open_to_anyone
@bp.input(Asking)
@bp.output(Asked)
def ask(json_data: Asking) -> Asked:
    """Ask for a text to sign. It can be answered once, within five minutes."""
    now = clock.now()
    return Asked(challenge=database().write(lambda s: challenges.ask(s, json_data.device, now)))


@bp.post("/api/session")
@open_to_anyone
@bp.input(SigningIn)
@bp.output(Here)
@bp.doc(responses=[401, 403])
def sign_in(json_data: SigningIn) -> Response:
    """Sign in by the device's signature over its challenge."""
    sent, now = json_data, clock.now()

    def work(session: Session) -> tuple[UUID, str | None] | None:
        signature = decoded(sent.signature)
        device = challenges.signer(session, sent.device, sent.challenge, signature, now)
        if device is None:
            return None  # and not an error: the challenge must stay used
        if device.removed_at:
            return device.account_id, None
        device.last_seen = now
        return device.account_id, sessions.begin(session, device.account_id, device.id, now)

    match database().write(work):
        case None:
            raise Problem(401, "not-recognised", _("This device could not sign in."))
        case (_account, None):
            raise device_removed()
        case (account, token):
            return _signed_in(account, sent.device, str(token), 200)


@bp.get("/api/session")
@open_to_anyone
@bp.output(Here)
def here() -> Here:
    """Say who this browser is to us."""
    who = visitor()
    return Here() if who is None or who.is_removed else Here(account=who.account_id, device=who.device_id)


@bp.delete("/api/session")
@bp.output(EmptySchema, status_code=204)
def sign_out() -> Response:
    """Sign this device out. What is on it stays there."""
    account, device = g.account_id, g.device_id
    database().write(lambda session: sessions.end_all_of(session, account, device))
    response = Response(status=204)
    take_cookie(response)
    return response


@bp.post("/api/devices")
@bp.input(NewDevice)
@bp.output(Here, status_code=201)
@bp.doc(responses=[409])
def add_device(json_data: NewDevice) -> Response:
    """Let this browser be a device of its own in the session's account. Repeating it is harmless."""
    sent, account, now = json_data, g.account_id, clock.now()

    def work(session: Session) -> str:
        devices.add_device(session, account, sent.device, decoded(sent.public_key), now)
        session.flush()
        return sessions.begin(session, account, sent.device, now)

    try:
        token = _written(work)
    except devices.DeviceTaken:
        raise Problem(409, "device-taken", _("This device cannot be added.")) from None
    return _signed_in(account, sent.device, token, 201)


@bp.delete("/api/devices/<uuid:device>")
@bp.output(EmptySchema, status_code=204)
@bp.doc(responses=[409])
def remove_device(device: UUID) -> Response:
    """Send another device of this account away: it is told so when it comes next."""
    account, now = g.account_id, clock.now()
    if device == g.device_id:
        raise Problem(409, "this-device", _("To leave with this device, sign out."))
    if not database().write(lambda session: devices.remove_device(session, account, device, now)):
        raise Problem(404, "not-found", _("This account has no such device."))
    return Response(status=204)


def _written(work: Callable[[Session], T]) -> T:
    try:
        return database().write(work)
    except IntegrityError:
        # The same request came twice at the same moment; the second time it finds what the first one left.
        return database().write(work)


def _signed_in(account: UUID, device: UUID, token: str, status: int) -> Response:
    response = jsonify(account=account, device=device)
    response.status_code = status
    give_cookie(response, token)
    return response


def _wrong_proof() -> Problem:
    wrong = {"field": "proof", "detail": _("The signature does not fit the key and the ids.")}
    return Problem(
        422, "invalid", _("What was sent could be read, but not all of it can be used."), errors=[wrong]
    )
