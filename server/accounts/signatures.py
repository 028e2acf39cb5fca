"""What a device's key proves: ECDSA on P-256 with SHA-256, in the forms that browsers give (WebCrypto)."""

import binascii
from base64 import urlsafe_b64decode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


def decoded(text: str) -> bytes:
    """Return the bytes of base64url text without padding; raises ValueError."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError("not base64url") from None


def is_point(text: str) -> bool:
    """Return whether the base64url text is an uncompressed point on P-256."""
    try:
        _key(decoded(text))
    except ValueError:
        return False
    return True


def is_signed(public_key: bytes, text: str, signature: bytes) -> bool:
    """Return whether the key signed the UTF-8 text.

    public_key: uncompressed point, 65 bytes; signature: r and s of 32 bytes each (IEEE P1363)
    """
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    try:
        _key(public_key).verify(encode_dss_signature(r, s), text.encode(), ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _key(point: bytes) -> EllipticCurvePublicKey:
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
