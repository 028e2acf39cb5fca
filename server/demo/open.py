"""Put the example patient into the database, or what has happened to her since."""

from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select, update
from sqlmodel import Session

from server.accounts.devices import add_device
from server.accounts.keys import data_key, vault
from server.accounts.opening import open_account
from server.accounts.sessions import begin
from server.accounts.tables import Account
from server.demo.patient import ACCOUNT, PHONE, ZONE, beginning, diary
from server.records import store
from server.records.merge import Kept
from server.records.plain import values

TABLE = Account.metadata.tables["account"]


def let_in(session: Session, now: datetime) -> str:
    """Return the token of a session of the example patient, for one more browser; she is there and up to date."""
    bring_up_to_date(session, now)
    device = uuid4()
    add_device(session, ACCOUNT, device, _nobodys_key(), now)
    session.flush()
    return begin(session, ACCOUNT, device, now)


def bring_up_to_date(session: Session, now: datetime) -> None:
    """Make her where she is missing, and add what she wrote since; what visitors changed stays theirs."""
    if session.get(Account, ACCOUNT) is None:
        open_account(session, ACCOUNT, PHONE, _nobodys_key(), now)
        session.flush()
    seq = (
        session.connection()
        .execute(select(TABLE.c.seq).where(TABLE.c.id == ACCOUNT).with_for_update())
        .scalar_one()
    )
    key, today = data_key(session, vault(), ACCOUNT), now.astimezone(ZoneInfo(ZONE)).date()
    held = {kept.id: kept for kept in store.read_all(session, key, ACCOUNT)}
    fresh = [kept for kept in diary(_began(held, today), today) if kept.id not in held]
    store.put_many(session, key, ACCOUNT, list(enumerate(fresh, seq + 1)), now)
    session.connection().execute(update(TABLE).where(TABLE.c.id == ACCOUNT).values(seq=seq + len(fresh)))


def _began(held: dict[UUID, Kept], today: date) -> date:
    """The day her diary began: as it was told the first time, so that yesterday stays what it was."""
    chosen = [values(kept).get("key_chosen_on") for kept in held.values() if kept.kind == "profile"]
    return date.fromisoformat(chosen[0]) if chosen and chosen[0] else beginning(today)


def _nobodys_key() -> bytes:
    """A device must have a key; what opens this one is thrown away at once."""
    point = generate_private_key(SECP256R1()).public_key()
    return point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
