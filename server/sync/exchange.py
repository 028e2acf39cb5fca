"""The exchange itself, in one transaction that holds the account's row.

The row is what makes a cursor safe: numbers are given out under its lock, so none is committed after a later one,
and no phone's cursor can step over a record for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, true, update
from sqlmodel import Session

from server import db
from server.accounts.tables import Account, DataKey
from server.kinds import Refused, check
from server.records import store
from server.records.merge import Kept, merge
from server.sync.arriving import Arrival
from server.vault import Vault

MOST_RECORDS = 500
ACCOUNT, DATA_KEY, INSTALLATION = (
    db.metadata.tables[str(table.__tablename__)] for table in (Account, DataKey, db.Installation)
)
_hold = (
    select(ACCOUNT.c.seq, DATA_KEY.c.wrapped, INSTALLATION.c.epoch)
    .join_from(ACCOUNT, DATA_KEY)
    .join(INSTALLATION, true())
    .where(ACCOUNT.c.id == bindparam("account"))
    .with_for_update(of=ACCOUNT)
)
_count = update(ACCOUNT).where(ACCOUNT.c.id == bindparam("account")).values(seq=bindparam("newest"))


@dataclass(frozen=True)
class Exchanged:
    """refusals: one for each arrival, None where it is kept"""

    epoch: str
    cursor: int
    more: bool
    refusals: list[Refused | None]
    records: list[Kept]


def exchange(
    session: Session,
    vault: Vault,
    account_id: UUID,
    asked: tuple[str | None, int],
    arrivals: Sequence[Arrival | Refused],
    now: datetime,
) -> Exchanged:
    """Keep what arrives, and return what changed after the phone's cursor.

    asked: the epoch and the cursor of the phone; a cursor of another epoch counts as 0
    """
    connection = session.connection()
    before, wrapped, epoch = connection.execute(_hold, {"account": account_id}).one()
    key = vault.unwrap(account_id, wrapped)
    changed, refusals = _merge(session, key, account_id, before, arrivals)
    newest = changed[-1][0] if changed else before
    if changed:
        store.put_many(session, key, account_id, changed, now)
        connection.execute(_count, {"account": account_id, "newest": newest})
    cursor = asked[1] if asked[0] == epoch and asked[1] <= before else 0
    later = changed[:MOST_RECORDS]
    if cursor < before:  # else the phone was up to date, and only what has just changed is new
        later = store.since(session, key, account_id, cursor, MOST_RECORDS)
    reached = later[-1][0] if later else cursor
    return Exchanged(epoch, reached, reached < newest, refusals, [kept for _, kept in later])


def _merge(
    session: Session, key: bytes, account_id: UUID, seq: int, arrivals: Sequence[Arrival | Refused]
) -> tuple[list[tuple[int, Kept]], list[Refused | None]]:
    """Return the records that change, with their new numbers in rising order, and what each arrival is told."""
    held = store.some(session, key, account_id, {a.id for a in arrivals if isinstance(a, Arrival)})
    changed: dict[UUID, tuple[int, Kept]] = {}
    refusals: list[Refused | None] = []
    for arrival in arrivals:
        try:
            merged = _merged(held, arrival)
        except Refused as refused:
            refusals.append(refused)
            continue
        refusals.append(None)
        if merged:
            seq += 1
            changed.pop(merged.id, None)
            changed[merged.id] = (seq, merged)
            held[merged.id] = merged
    return list(changed.values()), refusals


def _merged(held: dict[UUID, Kept], arrival: Arrival | Refused) -> Kept | None:
    """Return the record as it will be, valid as a whole, or None where it stays as it is; raises Refused."""
    if isinstance(arrival, Refused):
        raise arrival
    before = held.get(arrival.id)
    if before and before.kind != arrival.kind:
        raise Refused("kind_changed", "kind")
    fields = merge(before.fields, arrival.fields) if before else arrival.fields
    if before and fields == before.fields:
        return None
    check(arrival.kind, fields)
    return Kept(arrival.id, arrival.kind, fields)
