"""Records in the database: sealed on the way in, opened on the way out.

The body is the compact JSON of {"kind", "writes"}, as on the wire, sealed in its place: a body copied to another
account or another record does not open. Core statements only: objects merged one by one cost 25 times as much.
"""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, Select, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from server.records.merge import Kept, is_gone
from server.records.tables import Record
from server.records.wire import fields_of, writes_of
from server.vault import seal, unseal

RECORD = Record.metadata.tables["record"]
# Made once: to put a statement together takes longer than to run it.
_of_account = select(RECORD.c.id, RECORD.c.seq, RECORD.c.body).where(
    RECORD.c.account_id == bindparam("account")
)
_named = _of_account.where(RECORD.c.id.in_(bindparam("ids", expanding=True)))
_later = (
    _of_account.where(RECORD.c.seq > bindparam("cursor")).order_by(RECORD.c.seq).limit(bindparam("limit"))
)
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def read_all(session: Session, key: bytes, account_id: UUID) -> list[Kept]:
    """Return everything this patient wrote, deleted records too; raises vault.Tampered."""
    return [kept for _, kept in _opened(session, key, account_id, _of_account)]


def some(session: Session, key: bytes, account_id: UUID, ids: Collection[UUID]) -> dict[UUID, Kept]:
    """Return those of these records that are there, by id; raises vault.Tampered."""
    if not ids:
        return {}
    return {kept.id: kept for _, kept in _opened(session, key, account_id, _named, ids=list(ids))}


def since(session: Session, key: bytes, account_id: UUID, cursor: int, limit: int) -> list[tuple[int, Kept]]:
    """Return what changed after the cursor, oldest change first, each with its sequence number."""
    return list(_opened(session, key, account_id, _later, cursor=cursor, limit=limit))


def put_many(
    session: Session,
    key: bytes,
    account_id: UUID,
    changed: Collection[tuple[int, Kept]],
    received_at: datetime,
) -> None:
    """Keep these records, each with its new sequence number, in place of what was there."""
    owner = str(account_id)
    rows = [
        {
            "account_id": account_id,
            "id": kept.id,
            "seq": seq,
            "received_at": received_at,
            "gone": is_gone(kept.fields),
            "body": seal(key, ("record", owner, str(kept.id)), _body(kept)),
        }
        for seq, kept in changed
    ]
    if rows:
        session.connection().execute(_upsert(session), rows)


def _body(kept: Kept) -> bytes:
    return _compact({"kind": kept.kind, "writes": writes_of(kept.fields)}).encode()


def _opened(
    session: Session, key: bytes, account_id: UUID, rows: Select[Any], **asked: Any
) -> Iterator[tuple[int, Kept]]:
    owner = str(account_id)
    for id_, seq, body in session.connection().execute(rows, {"account": account_id, **asked}):
        said = json.loads(unseal(key, ("record", owner, str(id_)), body))
        yield seq, Kept(id_, said["kind"], fields_of(said["writes"]))


def _upsert(session: Session) -> Insert:
    return _UPSERTS[session.get_bind().dialect.name]


def _upsert_for(insert: Any) -> Insert:
    statement = insert(RECORD)
    renewed = {name: statement.excluded[name] for name in ("seq", "received_at", "gone", "body")}
    upsert: Insert = statement.on_conflict_do_update(index_elements=["account_id", "id"], set_=renewed)
    return upsert


_UPSERTS = {"sqlite": _upsert_for(sqlite.insert), "postgresql": _upsert_for(postgresql.insert)}
