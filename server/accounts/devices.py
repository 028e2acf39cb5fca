"""The phones and browsers of an account: they come by a session of the account, and can be sent away."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from server.accounts.tables import Device


class DeviceTaken(Exception):  # noqa: N818
    """The account already has a device of this id with another key."""


def add_device(session: Session, account_id: UUID, device_id: UUID, public_key: bytes, now: datetime) -> None:
    """Let the device belong to the account. Safe to repeat with the same key; raises DeviceTaken."""
    held = session.get(Device, (account_id, device_id))
    if held is None:
        session.add(
            Device(account_id=account_id, id=device_id, public_key=public_key, made_at=now, last_seen=now)
        )
    elif held.public_key != public_key or held.removed_at:
        raise DeviceTaken


def remove_device(session: Session, account_id: UUID, device_id: UUID, now: datetime) -> bool:
    """Send the device away, for good; False if the account has no such device."""
    held = session.get(Device, (account_id, device_id))
    if held is None:
        return False
    # Its sessions stay behind as locked doors: they open nothing, but tell the device why.
    held.removed_at = held.removed_at or now
    return True
