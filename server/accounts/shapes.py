"""What a device may send about itself, and what it is told."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, StringConstraints
from sqlmodel import Field, SQLModel

from server.accounts.signatures import is_point

BASE64URL = "^[A-Za-z0-9_-]{%d}$"


def _on_the_curve(text: str) -> str:
    if not is_point(text):
        raise ValueError("not a point of P-256")
    return text


PublicKey = Annotated[str, StringConstraints(pattern=BASE64URL % 87), AfterValidator(_on_the_curve)]
Signature = Annotated[str, StringConstraints(pattern=BASE64URL % 86)]
ChallengeText = Annotated[str, StringConstraints(pattern=BASE64URL % 43)]


class _Sent(SQLModel):
    model_config = ConfigDict(extra="forbid")


class Opening(_Sent):
    """A phone opens an account with ids and a key that it made itself."""

    account: UUID
    device: UUID
    public_key: PublicKey = Field(description="P-256 point, uncompressed, base64url without padding.")
    proof: Signature = Field(
        description='Signature by that key over "tolv-account <account> <device>": ECDSA with SHA-256, '
        "r and s of 32 bytes each, base64url without padding."
    )


class Asking(_Sent):
    """A device asks for a challenge."""

    device: UUID


class Asked(SQLModel):
    """The text to sign, once, within five minutes."""

    challenge: str


class SigningIn(_Sent):
    """A device answers its challenge."""

    device: UUID
    challenge: ChallengeText
    signature: Signature = Field(description="Over the challenge as UTF-8, in the form of `proof`.")


class NewDevice(_Sent):
    """A browser joins the account of its session, with a key of its own."""

    device: UUID
    public_key: PublicKey


class Here(SQLModel):
    """Who this browser is to us; both null for a stranger."""

    account: UUID | None = None
    device: UUID | None = None
