"""The exchange itself, in one transaction that holds the account's row.

The row is what makes a cursor safe: numbers are given out under its lock, so none is committed after a later one,
and no phone's cursor can step over a record for ever.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from server.accounts.tables import Account
from server.db import epoch
from server.records import store
from server.records.merge import Kept, merge
from server.sync.arriving import Arrival
from server.sync.kinds import check
from server.sync.refusals import Refused

MOST_RECORDS = 500
ACCOUNT = Account.metadata.tables["account"]
_hold = select(ACCOUNT.c.seq).where(ACCOUNT.c.id == bindparam("account")).with_for_update()
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
    data_key: Callable[[Session, UUID], bytes],
    account_id: UUID,
    asked: tuple[str | None, int],
    arrivals: Sequence[Arrival | Refused],
    now: datetime,
) -> Exchanged:
    """Keep what arrives, and return what changed after the phone's cursor.

    asked: the epoch and the cursor of the phone; a cursor of another epoch counts as 0
    """
    newest = session.connection().execute(_hold, {"account": account_id}).scalar_one()
    key = data_key(session, account_id)
    changed, refusals = _merge(session, key, account_id, newest, arrivals)
    if changed:
        newest = changed[-1][0]
        store.put_many(session, key, account_id, changed, now)
        session.connection().execute(_count, {"account": account_id, "newest": newest})
    here, (phone_epoch, cursor) = epoch(session), asked
    if phone_epoch != here or cursor > newest:
        cursor = 0
    later = store.since(session, key, account_id, cursor, MOST_RECORDS)
    reached = later[-1][0] if later else cursor
    return Exchanged(here, reached, reached < newest, refusals, [kept for _, kept in later])


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
        if merged != held.get(merged.id):
            seq += 1
            changed.pop(merged.id, None)
            changed[merged.id] = (seq, merged)
            held[merged.id] = merged
    return list(changed.values()), refusals


def _merged(held: dict[UUID, Kept], arrival: Arrival | Refused) -> Kept:
    """Return the record as it will be, valid as a whole; raises Refused."""
    if isinstance(arrival, Refused):
        raise arrival
    before = held.get(arrival.id) or Kept(arrival.id, arrival.kind, {})
    if before.kind != arrival.kind:
        raise Refused("kind_changed", "kind")
    fields = merge(before.fields, arrival.fields)
    if fields != before.fields:
        check(arrival.kind, fields)
    return Kept(arrival.id, arrival.kind, fields)
