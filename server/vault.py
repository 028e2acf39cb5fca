"""Sealing: what a patient wrote is readable only with the patient's own key, and only in its own place.

Each patient has a data key; the master key wraps it and lives in a file outside the data folder, so a stolen
database or backup stays shut, and destroying one data key erases one patient from every old backup.
AES-256-SIV (RFC 5297): a repeated nonce, as after a restored virtual machine, does no harm.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BYTES = 64
Place = tuple[str, ...]


class Tampered(Exception):  # noqa: N818
    """What was sealed was changed, moved to another place, or sealed under another key."""


class UnsafeKey(Exception):  # noqa: N818
    """The master key lies where others can reach it, or is not a key."""


def new_key() -> bytes:
    """Return 64 fresh random bytes: the two halves of an AES-256-SIV key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, place: Place, plain: bytes) -> bytes:
    """Return `plain` sealed under `key`, 16 bytes longer, readable only in `place`.

    place: where it is kept, e.g. ("record", account id, record id)
    """
    return _cipher(key).encrypt(plain, _bound_to(place))


def unseal(key: bytes, place: Place, sealed: bytes) -> bytes:
    """Return what was sealed in `place`; raises Tampered."""
    try:
        return _cipher(key).decrypt(sealed, _bound_to(place))
    except (InvalidTag, ValueError):
        raise Tampered(place[0]) from None


def _bound_to(place: Place) -> list[bytes | bytearray | memoryview]:
    return [part.encode() for part in place]


# Setting up a cipher costs as much as sealing with it, and a batch seals many records under one key.
@lru_cache(maxsize=64)
def _cipher(key: bytes) -> AESSIV:
    return AESSIV(key)


class Vault:
    """Holds the master key, which opens nothing but the patients' data keys."""

    def __init__(self, master_key_file: Path, data: Path | None = None) -> None:
        """Read the master key, making it on the first start. Raises UnsafeKey.

        data: the data folder, in which the key must not lie
        """
        if data is not None and master_key_file.resolve().is_relative_to(data.resolve()):
            raise UnsafeKey("the master key must not lie inside the data folder")
        if not master_key_file.exists():
            _make(master_key_file)
        self._master = _read(master_key_file)

    def wrap(self, account_id: UUID, key: bytes) -> bytes:
        """Return a patient's data key sealed for keeping in the database."""
        return seal(self._master, ("data key", str(account_id)), key)

    def unwrap(self, account_id: UUID, wrapped: bytes) -> bytes:
        """Return the patient's data key; raises Tampered."""
        return unseal(self._master, ("data key", str(account_id)), wrapped)


def _make(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(new_key().hex() + "\n")  # text, so that it can be printed and put in a drawer
        opened.flush()
        os.fsync(descriptor)


def _read(file: Path) -> bytes:
    if file.stat().st_mode & 0o077:
        raise UnsafeKey("others can read the master key: chmod 600 it")
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii"))
    except ValueError:
        raise UnsafeKey("the master key file does not hold a key") from None
    if len(key) != KEY_BYTES:
        raise UnsafeKey("the master key file does not hold a key")
    return key
