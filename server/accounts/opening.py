"""Opening an account: a phone brings ids and a key that it made itself, and proves that the key is its own."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from server.accounts.keys import make_data_key, vault
from server.accounts.signatures import is_signed
from server.accounts.tables import Account, Device

# A proof says nothing of when it was made. Whoever learns one later must not come in by repeating it.
REPEATABLE_FOR = timedelta(days=1)


class Taken(Exception):  # noqa: N818
    """The account id is in use and this is no repetition of its opening."""


def is_proven(account_id: UUID, device_id: UUID, public_key: bytes, proof: bytes) -> bool:
    """Return whether the key's holder asked for exactly this account with exactly this device."""
    return is_signed(public_key, f"tolv-account {account_id} {device_id}", proof)


def open_account(
    session: Session, account_id: UUID, device_id: UUID, public_key: bytes, now: datetime
) -> None:
    """Make the account, its data key and its first device.

    Safe to repeat, because a phone that never got the answer asks again. Raises Taken.
    """
    if session.get(Account, account_id):
        _require_repetition(session.get(Device, (account_id, device_id)), public_key, now)
        return
    session.add(Account(id=account_id, made_at=now))
    session.flush()  # rows that belong to the account follow it
    make_data_key(session, vault(), account_id)
    session.add(
        Device(account_id=account_id, id=device_id, public_key=public_key, made_at=now, last_seen=now)
    )


def _require_repetition(device: Device | None, public_key: bytes, now: datetime) -> None:
    is_same = device is not None and device.public_key == public_key and device.removed_at is None
    if device is None or not is_same or now - device.made_at > REPEATABLE_FOR:
        raise Taken
