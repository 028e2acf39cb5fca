"""Records in the database: sealed on the way in, opened on the way out.

The body is the compact JSON of {"kind", "writes"}, as on the wire, sealed in its place: a body copied to another
account or another record does not open. Core statements only: objects merged one by one cost 25 times as much.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import lru_cache, partial
from importlib import import_module
from typing import Any
from uuid import UUID

from pydantic_core import from_json, to_json
from sqlalchemy import Dialect, Select, bindparam, select
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
    statement, bound = _upsert(session.get_bind().dialect)
    owner, same = str(account_id), bound(account_id=account_id, received_at=received_at)
    rows = []
    for seq, kept in changed:
        body = seal(key, ("record", owner, str(kept.id)), _body(kept))
        rows.append(same | bound(id=kept.id, seq=seq, gone=is_gone(kept.fields), body=body))
    if rows:
        session.connection().exec_driver_sql(statement, rows)


def _body(kept: Kept) -> bytes:
    return to_json({"kind": kept.kind, "writes": writes_of(kept.fields)})


def _opened(
    session: Session, key: bytes, account_id: UUID, rows: Select[Any], **asked: Any
) -> Iterator[tuple[int, Kept]]:
    owner = str(account_id)
    for id_, seq, body in session.connection().execute(rows, {"account": account_id, **asked}):
        said = from_json(unseal(key, ("record", owner, str(id_)), body))
        yield seq, Kept(id_, said["kind"], fields_of(said["writes"]))


@lru_cache(maxsize=2)
def _upsert(dialect: Dialect) -> tuple[str, Callable[..., dict[str, Any]]]:
    """Return the statement, and what makes values of its columns those that the driver takes.

    Both once for a database: SQLAlchemy would look up every value's type again for every row.
    """
    # Not both at the top: each takes long to load, and a server speaks to one of them.
    statement = import_module(f"sqlalchemy.dialects.{dialect.name}").insert(RECORD)
    renewed = {name: statement.excluded[name] for name in ("seq", "received_at", "gone", "body")}
    upsert = statement.on_conflict_do_update(index_elements=["account_id", "id"], set_=renewed)
    return str(upsert.compile(dialect=dialect)), partial(_bound, _binders(dialect))


def _bound(binders: dict[str, Callable[[Any], Any]], **values: Any) -> dict[str, Any]:
    return {name: binders[name](value) if name in binders else value for name, value in values.items()}


def _binders(dialect: Dialect) -> dict[str, Callable[[Any], Any]]:
    found = {c.name: c.type.dialect_impl(dialect).bind_processor(dialect) for c in RECORD.c}
    return {name: binder for name, binder in found.items() if binder}
