"""Sync over HTTP."""

from datetime import datetime
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, g, jsonify, request

from server import clock
from server.accounts import keys
from server.db import database
from server.errors import Problem
from server.i18n import gettext as _
from server.kinds import Refused
from server.records.wire import wire
from server.sync.arriving import Arrival, read
from server.sync.exchange import Exchanged, exchange
from server.sync.refusals import sentence
from server.sync.shapes import Answer, Sent

VERSION = "1"
MOST_CHANGES = 200

bp = APIBlueprint("sync", __name__, tag="Sync")


@bp.before_request
def refuse_old_apps() -> None:
    """A phone that speaks another form must fetch the new app before it sends anything."""
    if request.headers.get("Sync-Version") != VERSION:
        raise Problem(
            426, "old_app", _("This app is older than the server. Open it again to get the new one.")
        )


@bp.post("/api/sync")
@bp.input(Sent)
@bp.output(Answer)
@bp.doc(responses=[401, 403, 413, 426])
def sync(json_data: Sent) -> Response:
    """Take what the phone has, give what it lacks: one round trip, safe to repeat.

    Needs the header `Sync-Version: 1`; another version is answered 426.
    """
    _refuse_too_much(json_data)
    _refuse_other_device(json_data.device)
    account_id, now, vault = g.account_id, clock.now(), keys.vault()
    arrivals = [_arrival(change) for change in json_data.changes]
    asked = (json_data.epoch, json_data.cursor)
    done = database().write(lambda s: exchange(s, vault, account_id, asked, arrivals, now))
    return jsonify(_answer(json_data, done, now))


def _refuse_too_much(sent: Sent) -> None:
    if len(sent.changes) > MOST_CHANGES:
        raise Problem(413, "too-large", _("There are too many entries in one request."))


def _refuse_other_device(device: UUID) -> None:
    # A browser may still hold the session of another account; its diary must not be written into that one.
    if device != g.device_id:
        raise Problem(401, "other-device", _("Sign in with this device before it syncs."))


def _arrival(change: dict[str, Any]) -> Arrival | Refused:
    try:
        return read(change)
    except Refused as refused:
        return refused


def _answer(sent: Sent, done: Exchanged, now: datetime) -> dict[str, Any]:
    changes = zip(sent.changes, done.refusals, strict=True)
    return {
        "now": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "epoch": done.epoch,
        "cursor": done.cursor,
        "more": done.more,
        "results": [_result(change["id"], refused) for change, refused in changes],
        "records": [wire(kept) for kept in done.records],
    }


def _result(id_: str, refused: Refused | None) -> dict[str, Any]:
    if refused is None:
        return {"id": id_}
    error = {"type": refused.type, "field": refused.field, "detail": sentence(refused.type)}
    return {"id": id_, "error": error}
