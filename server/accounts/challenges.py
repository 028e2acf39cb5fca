"""Signing in without a password: we ask, the device signs, and the question is used up whatever the answer."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session, delete, select

from server.accounts.signatures import is_signed
from server.accounts.tables import Challenge, Device

ANSWER_WITHIN = timedelta(minutes=5)


def ask(session: Session, device_id: UUID, now: datetime) -> str:
    """Return 256 random bits as text for this device to sign. An unknown device is asked just the same."""
    session.exec(delete(Challenge).where(Challenge.expires_at <= now))
    text = secrets.token_urlsafe(32)
    session.add(Challenge(hash=_hash(text), device_id=device_id, expires_at=now + ANSWER_WITHIN))
    return text


def signer(
    session: Session, device_id: UUID, challenge: str, signature: bytes, now: datetime
) -> Device | None:
    """Return the device that signed the challenge we asked it, and use the challenge up; else None."""
    if not _use(session, device_id, challenge, now):
        return None
    # A device id alone proves nothing, and two accounts may name one alike: the key decides.
    named: Iterable[Device] = session.exec(select(Device).where(Device.id == device_id))
    return next((device for device in named if is_signed(device.public_key, challenge, signature)), None)


def _use(session: Session, device_id: UUID, challenge: str, now: datetime) -> bool:
    asked = (
        Challenge.hash == _hash(challenge),
        Challenge.device_id == device_id,
        Challenge.expires_at > now,
    )
    return session.exec(delete(Challenge).where(*asked)).rowcount == 1


def _hash(text: str) -> bytes:
    return sha256(text.encode()).digest()
