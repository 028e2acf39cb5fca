"""Tolv's own backup (JSON), written by the phone; read also where it is damaged."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.exchange.salvage import pieces_of
from server.exchange.unusable import Unusable
from server.i18n import gettext as _
from server.kinds import Refused, check
from server.records.merge import Kept, merge
from server.records.stamp import is_stamp
from server.records.wire import fields_of

VERSION = 1
JSON = re.compile(r"\s*(\{|\[\s*[{\[\]])")
FORMAT = re.compile(r'"format"\s*:\s*"tolv-diary"')
VERSION_SAID = re.compile(r'"version"\s*:\s*(\d{1,9})')


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that could not be kept. number: its place in the file, from 1; field: "" where all of it is bad."""

    number: int
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Backup:
    """
    read: how many records the file holds: those kept, repeated and damaged together
    cut:  the file ends too early, so more may be missing
    """

    kepts: list[Kept]
    read: int
    repeated: int
    damages: tuple[Damage, ...]
    cut: bool


class Bad(Exception):  # noqa: N818
    """A record that cannot be kept; its text is the field, "" where all of it is bad."""


def looks_like_one(text: str) -> bool:
    """Return whether this is JSON, so that it is no table."""
    return bool(JSON.match(text))


def read(text: str) -> Backup:
    """Return the records of a backup. Raises Unusable for other JSON, and for a backup of a newer Tolv."""
    if not FORMAT.search(text):
        raise Unusable(_("This is a JSON file, but not a backup of Tolv."))
    version = VERSION_SAID.search(text)
    if version and int(version[1]) > VERSION:
        raise Unusable(_("This backup was made by a newer Tolv. Install the newest version to read it."))
    pieces, cut = pieces_of(text)
    # A record of the same id again is a later writing of it, as when two backups were joined by hand.
    kept: dict[UUID, Kept] = {}
    damages = []
    for number, piece in enumerate(pieces, 1):
        try:
            found = kept_of(piece)
            held = kept.get(found.id, found)
            kept[found.id] = Kept(found.id, held.kind, merge(held.fields, found.fields))
        except Bad as bad:
            damages.append(Damage(number, _kind(piece), str(bad)))
    return Backup(
        list(kept.values()), len(pieces), len(pieces) - len(kept) - len(damages), tuple(damages), cut
    )


def kept_of(piece: Any) -> Kept:
    """Return the record. Raises Bad, naming the field, for anything a phone of ours would not have written."""
    try:
        record, kind, writes = UUID(piece["id"]), piece["kind"], piece["writes"]
        if not all(map(is_stamp, writes)):
            raise Bad
        fields = fields_of(writes)
        check(kind, fields)
    except Refused as refused:
        raise Bad(refused.field) from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Bad from None
    return Kept(record, kind, fields)


def _kind(piece: Any) -> str:
    said = piece.get("kind") if isinstance(piece, Mapping) else ""
    return said if isinstance(said, str) else ""
