"""The report as data that others may compute with: `docs/report-json.md` tells every name, and they stay."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from server.report.model import DayValue, Report, Row

VERSION = 1
DECIMALS = 4


def as_json(report: Report) -> str:
    """Return the whole report as JSON: days as YYYY-MM-DD, numbers to four decimals, null where there is none."""
    data = {"format": "tolv-report", "version": VERSION, **_plain(report)}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)} | _named(value)
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, DECIMALS) if isinstance(value, float) else value


def _named(value: Any) -> dict[str, Any]:
    """What is a bare tuple in the report has names here."""
    return {"days": [_day(of) for of in value.days]} if isinstance(value, Row) else {}


def _day(of: DayValue) -> dict[str, Any]:
    day, value, entries = of
    return {"day": day.isoformat(), "value": _number(value), "entries": entries}


def _number(value: float) -> float:
    """Whole as it was tapped, with decimals only where several entries of a day have them."""
    return int(value) if value == int(value) else round(value, DECIMALS)
