"""A record's values as they read now, without stamps."""

from typing import Any

from server.records.merge import Fields, Kept


def values(kept: Kept) -> dict[str, Any]:
    """Return the record's values, nested: {"day": "2026-03-01", "ratings": {"fatigue": 5}}."""
    return nested(kept.fields)


def nested(fields: Fields) -> dict[str, Any]:
    """Return the values; what was taken back (null) is absent, `ratings.fatigue` lies inside `ratings`."""
    plain: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}
    for name, (value, _) in fields.items():
        if value is not None:
            group, dot, member = name.partition(".")
            if dot:
                groups.setdefault(group, {})[member] = value
            else:
                plain[name] = value
    return plain | groups
