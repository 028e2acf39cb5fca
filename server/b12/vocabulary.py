"""What a patient may rate and take, and the texts it was read from: `data/*.toml` as frozen entries."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

GROUPS = ("nerves", "mind", "energy", "stomach", "other", "whole")
TIERS = ("core", "optional", "monthly")
FORMS = ("injection", "tablet")

_LINES = re.compile(r"\d+(-\d+)?")


class Unsourced(ValueError):  # noqa: N818
    """An entry lacks what must be there: its source, the lines in it, or a known group, tier or form."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the medicine was read from; `key` is what other entries cite."""

    key: str
    country: str
    language: str
    kind: str
    publisher: str
    date: str
    scope: str


@dataclass(frozen=True, slots=True)
class Term:
    """The words of a source for a symptom, with the lines where they stand."""

    words: str
    source: str
    lines: str


@dataclass(frozen=True, slots=True)
class Symptom:
    """An item rated 0-10, higher is worse. Without terms it is our own and cites nobody."""

    key: str
    group: str
    tier: str
    label: str
    explanation: str
    daily: bool
    snomed_ct: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What people take. `strength_micrograms` is one ampoule or tablet; None where the source prints none."""

    key: str
    form: str
    substance: str
    strength_micrograms: int | None
    atc: str
    source: str
    lines: str


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by key."""
    return by_key(read_source(raw) for raw in _raw("sources.toml", "source"))


@cache
def symptoms() -> Mapping[str, Symptom]:
    """Return every symptom by key, in the order the weekly form asks."""
    return by_key(read_symptom(raw, sources()) for raw in _raw("symptoms.toml", "symptom"))


@cache
def preparations() -> Mapping[str, Preparation]:
    """Return every preparation by key, in the order they are offered."""
    return by_key(read_preparation(raw, sources()) for raw in _raw("preparations.toml", "preparation"))


def read_source(raw: Mapping[str, Any]) -> Source:
    """Return a source. Raises Unsourced without key, country, language, kind or scope."""
    _require(raw, "key", "country", "language", "kind", "scope")
    return Source(**{name: str(raw.get(name, "")) for name in Source.__dataclass_fields__})


def read_symptom(raw: Mapping[str, Any], known: Mapping[str, Source]) -> Symptom:
    """Return a symptom. Raises Unsourced for an unknown group or tier, or a term that cites no known lines."""
    _require(raw, "key", "label", "group", "tier", "terms")
    _one_of(raw, "group", GROUPS)
    _one_of(raw, "tier", TIERS)
    return Symptom(
        key=raw["key"],
        group=raw["group"],
        tier=raw["tier"],
        label=raw["label"],
        explanation=raw.get("explanation", ""),
        daily=raw.get("daily", False),
        snomed_ct=raw.get("snomed_ct", ""),
        terms=tuple(read_term(term, known) for term in raw["terms"]),
    )


def read_term(raw: Mapping[str, Any], known: Mapping[str, Source]) -> Term:
    """Return a term. Raises Unsourced unless it names a known source and its lines."""
    _require(raw, "words")
    _cited(raw, known)
    return Term(words=raw["words"], source=raw["source"], lines=raw["lines"])


def read_preparation(raw: Mapping[str, Any], known: Mapping[str, Source]) -> Preparation:
    """Return a preparation. Raises Unsourced unless it names a known source and its lines."""
    _require(raw, "key", "form", "substance")
    _one_of(raw, "form", FORMS)
    _cited(raw, known)
    return Preparation(
        key=raw["key"],
        form=raw["form"],
        substance=raw["substance"],
        strength_micrograms=raw.get("strength_micrograms"),
        atc=raw.get("atc", ""),
        source=raw["source"],
        lines=raw["lines"],
    )


Entry = TypeVar("Entry", Source, Symptom, Preparation)


def by_key(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """Return the entries by their key, in their order. Raises Unsourced when a key is there twice."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.key in found:
            raise Unsourced(f"{entry.key}: there twice")
        found[entry.key] = entry
    return found


def _raw(file: str, table: str) -> list[dict[str, Any]]:
    text = (files("server.b12") / "data" / file).read_text("utf-8")
    return list(tomllib.loads(text)[table])


def _require(raw: Mapping[str, Any], *names: str) -> None:
    _check(raw, names, lambda name: name in raw and raw[name] != "", "missing")


def _one_of(raw: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> None:
    _check(raw, (name,), lambda name: raw[name] in allowed, "unknown")


def _cited(raw: Mapping[str, Any], known: Mapping[str, Source]) -> None:
    _require(raw, "source", "lines")
    _check(raw, ("source",), lambda name: raw[name] in known, "unknown")
    _check(raw, ("lines",), lambda name: _LINES.fullmatch(raw[name]) is not None, "not line numbers")


def _check(raw: Mapping[str, Any], names: tuple[str, ...], fine: Callable[[str], bool], wrong: str) -> None:
    for name in names:
        if not fine(name):
            raise Unsourced(f"{raw.get('key') or raw.get('words') or 'an entry'}: {name} is {wrong}")
