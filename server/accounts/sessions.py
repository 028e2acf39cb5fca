"""Who is signed in. The browser holds a random token; we hold its hash, so a stolen database opens nothing."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session, and_, delete, select, update

from server import clock
from server.accounts.tables import Device, DeviceSession
from server.db import database
from server.doors import SIGNED_IN_FOR, Visitor

RENEW_AFTER = timedelta(days=1)  # so that a busy day costs one write and not hundreds


def begin(session: Session, account_id: UUID, device_id: UUID, now: datetime) -> str:
    """Return the token of a new session of this device; its earlier ones end."""
    end_all_of(session, account_id, device_id)
    session.exec(delete(DeviceSession).where(DeviceSession.expires_at <= now))
    token = secrets.token_urlsafe(32)
    session.add(
        DeviceSession(
            account_id=account_id,
            token_hash=_hash(token),
            device_id=device_id,
            made_at=now,
            used_at=now,
            expires_at=now + SIGNED_IN_FOR,
        )
    )
    return token


def end_all_of(session: Session, account_id: UUID, device_id: UUID) -> None:
    """Sign the device out; its token opens nothing from the next request on."""
    of_device = (DeviceSession.account_id == account_id, DeviceSession.device_id == device_id)
    session.exec(delete(DeviceSession).where(*of_device))


def visitor_of(token: str) -> Visitor | None:
    """Return whose session the token opens, now; its time starts anew once a day."""
    now = clock.now()
    same_device = (Device.account_id == DeviceSession.account_id, Device.id == DeviceSession.device_id)
    live = (DeviceSession.token_hash == _hash(token), DeviceSession.expires_at > now)
    with database().read() as session:
        row = session.exec(
            select(DeviceSession, Device.removed_at).join(Device, and_(*same_device)).where(*live)
        ).first()
    if row is None:
        return None
    held, removed_at = row
    is_due = removed_at is None and now - held.used_at > RENEW_AFTER
    if is_due:
        database().write(lambda session: _renew(session, held, now))
    return Visitor(held.account_id, held.device_id, is_removed=removed_at is not None, is_renewed=is_due)


def _renew(session: Session, held: DeviceSession, now: datetime) -> None:
    of_session = (DeviceSession.account_id == held.account_id, DeviceSession.token_hash == held.token_hash)
    times = {"used_at": now, "expires_at": now + SIGNED_IN_FOR}
    session.exec(update(DeviceSession).where(*of_session).values(**times))
    of_device = (Device.account_id == held.account_id, Device.id == held.device_id)
    session.exec(update(Device).where(*of_device).values(last_seen=now))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
