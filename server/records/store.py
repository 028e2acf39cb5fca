"""Records in the database: sealed on the way in, opened on the way out.

The body is the compact JSON of {"kind", "writes"}, as on the wire, sealed in its place: a body copied to another
account or another record does not open. Core statements only: objects merged one by one cost 25 times as much.
"""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from server.records.merge import Kept, is_gone
from server.records.tables import Record
from server.records.wire import fields_of, writes_of
from server.vault import seal, unseal

RECORD = Record.metadata.tables["record"]
_rows = select(RECORD.c.id, RECORD.c.seq, RECORD.c.body)
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def read_all(session: Session, key: bytes, account_id: UUID) -> list[Kept]:
    """Return everything this patient wrote, deleted records too; raises vault.Tampered."""
    mine = _rows.where(RECORD.c.account_id == account_id)
    return [kept for _, kept in _opened(session, key, account_id, mine)]


def some(session: Session, key: bytes, account_id: UUID, ids: Collection[UUID]) -> dict[UUID, Kept]:
    """Return those of these records that are there, by id; raises vault.Tampered."""
    asked = _rows.where(RECORD.c.account_id == account_id, RECORD.c.id.in_(ids))
    return {kept.id: kept for _, kept in _opened(session, key, account_id, asked)}


def since(session: Session, key: bytes, account_id: UUID, cursor: int, limit: int) -> list[tuple[int, Kept]]:
    """Return what changed after the cursor, oldest change first, each with its sequence number."""
    later = _rows.where(RECORD.c.account_id == account_id, RECORD.c.seq > cursor)
    return list(_opened(session, key, account_id, later.order_by(RECORD.c.seq).limit(limit)))


def put_many(
    session: Session,
    key: bytes,
    account_id: UUID,
    changed: Collection[tuple[int, Kept]],
    received_at: datetime,
) -> None:
    """Keep these records, each with its new sequence number, in place of what was there."""
    rows = [
        {
            "account_id": account_id,
            "id": kept.id,
            "seq": seq,
            "received_at": received_at,
            "gone": is_gone(kept.fields),
            "body": _sealed(key, account_id, kept),
        }
        for seq, kept in changed
    ]
    if rows:
        session.connection().execute(_upsert(session), rows)


def _sealed(key: bytes, account_id: UUID, kept: Kept) -> bytes:
    text = _compact({"kind": kept.kind, "writes": writes_of(kept.fields)})
    return seal(key, _place(account_id, kept.id), text.encode())


def _opened(session: Session, key: bytes, account_id: UUID, rows: Select[Any]) -> Iterator[tuple[int, Kept]]:
    for id_, seq, body in session.connection().execute(rows):
        said = json.loads(unseal(key, _place(account_id, id_), body))
        yield seq, Kept(id_, said["kind"], fields_of(said["writes"]))


def _place(account_id: UUID, record_id: UUID) -> tuple[str, ...]:
    return ("record", str(account_id), str(record_id))


def _upsert(session: Session) -> Insert:
    return _UPSERTS[session.get_bind().dialect.name]


def _upsert_for(insert: Any) -> Insert:
    statement = insert(RECORD)
    renewed = {name: statement.excluded[name] for name in ("seq", "received_at", "gone", "body")}
    upsert: Insert = statement.on_conflict_do_update(index_elements=["account_id", "id"], set_=renewed)
    return upsert


_UPSERTS = {"sqlite": _upsert_for(sqlite.insert), "postgresql": _upsert_for(postgresql.insert)}
