"""Take a file in, or say in words why it cannot be read as a diary at all."""

from pathlib import Path

from server.exchange.unusable import Unusable
from server.i18n import gettext as _

MOST_BYTES = 10 * 1024 * 1024
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Text has tabs, line ends and form feeds; any other control character means that this is not text.
NOT_TEXT = bytes(set(range(32)) - set(b"\t\n\f\r"))


def opened(path: Path) -> bytes:
    """Return what the file holds. Raises Unusable for what is missing, too big, empty or not text."""
    if not path.is_file():
        raise Unusable(_("There is no file “%(name)s”.", name=path.name))
    if path.stat().st_size > MOST_BYTES:
        raise Unusable(
            _(
                "“%(name)s” is %(size)s MB. A diary is far smaller: files over %(most)s MB are not read.",
                name=path.name,
                size=path.stat().st_size // 1024 // 1024,
                most=MOST_BYTES // 1024 // 1024,
            )
        )
    try:
        data = path.read_bytes()
    except OSError:
        raise Unusable(_("“%(name)s” may not be read. Look at its permissions.", name=path.name)) from None
    return checked(data, path.name)


def checked(data: bytes, name: str) -> bytes:
    """Return the bytes when they can be text. Raises Unusable otherwise."""
    if not data.strip():
        raise Unusable(_("“%(name)s” is empty.", name=name))
    if data.startswith(b"PK\x03\x04"):
        raise Unusable(
            _("“%(name)s” is a workbook or a zip file. Save the sheet as CSV and use that.", name=name)
        )
    if not data.startswith(UTF16_MARKS) and len(data.translate(None, NOT_TEXT)) < len(data):
        raise Unusable(
            _("“%(name)s” is not text. Tolv reads its own JSON backup and tables saved as CSV.", name=name)
        )
    return data
