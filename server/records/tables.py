"""Where records lie: a patient's rows side by side, so that five years are read in one run."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, Uuid
from sqlmodel import Field, SQLModel, UTCDateTime


class Record(SQLModel, table=True):
    """One thing a patient wrote. What it says, and even its kind, is inside the sealed body."""

    __table_args__ = (
        Index("ix_record_account_id_seq", "account_id", "seq", unique=True),
        {"sqlite_with_rowid": False},
    )

    account_id: UUID = Field(sa_type=Uuid, primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    id: UUID = Field(sa_type=Uuid, primary_key=True)
    seq: int = Field(sa_type=BigInteger)  # the account's sequence at its last change; a phone's cursor
    received_at: datetime = Field(sa_type=UTCDateTime)
    gone: bool = False  # deleted by the patient; kept for Undo
    body: bytes = Field(sa_type=LargeBinary)  # see store.py
