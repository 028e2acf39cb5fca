"""Who owns a diary: an account without a name, its data key, its devices and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, LargeBinary, Uuid
from sqlmodel import Field, SQLModel, UTCDateTime

from server import db  # noqa: F401 (it says how constraints are named, before there are any)


class Account(SQLModel, table=True):
    """The owner of one diary. The phone made the id; nothing here says who the person is."""

    id: UUID = Field(sa_type=Uuid, primary_key=True)
    seq: int = Field(default=0, sa_type=BigInteger)  # rises with every change; the newest record carries it
    made_at: datetime = Field(sa_type=UTCDateTime)


class DataKey(SQLModel, table=True):
    """The key that seals an account's records, itself wrapped by the master key. Without it nothing opens."""

    __tablename__ = "data_key"

    account_id: UUID = Field(sa_type=Uuid, primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    wrapped: bytes = Field(sa_type=LargeBinary)


class Device(SQLModel, table=True):
    """One phone or browser of an account, known by a key that never leaves it."""

    account_id: UUID = Field(sa_type=Uuid, primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    id: UUID = Field(sa_type=Uuid, primary_key=True, index=True)
    public_key: bytes = Field(sa_type=LargeBinary)  # P-256 point, uncompressed, 65 bytes
    made_at: datetime = Field(sa_type=UTCDateTime)
    last_seen: datetime = Field(sa_type=UTCDateTime)
    # A removed device stays known, so that it can be told so instead of being asked to sign in for ever.
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class DeviceSession(SQLModel, table=True):
    """A device that is signed in. The cookie holds the token, we hold only its SHA-256."""

    __tablename__ = "device_session"
    __table_args__ = (
        ForeignKeyConstraint(
            ["account_id", "device_id"], ["device.account_id", "device.id"], ondelete="CASCADE"
        ),
        Index("ix_device_session_token_hash", "token_hash", unique=True),
    )

    account_id: UUID = Field(sa_type=Uuid, primary_key=True)
    token_hash: bytes = Field(sa_type=LargeBinary, primary_key=True)
    device_id: UUID = Field(sa_type=Uuid)
    made_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)


class Challenge(SQLModel, table=True):
    """A question put to a device that wants to sign in: answered once, soon, or never."""

    hash: bytes = Field(sa_type=LargeBinary, primary_key=True)  # SHA-256 of the text the device must sign
    device_id: UUID = Field(sa_type=Uuid)  # as the asker named it: it may be unknown
    expires_at: datetime = Field(sa_type=UTCDateTime, index=True)
