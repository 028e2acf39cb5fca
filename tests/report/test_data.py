"""The report as data: the same names in every version 1, and what the page leaves out is there."""

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

from server.report.data import as_json
from server.report.model import Report
from tests.report import ada

DOCS = Path(__file__).parents[2] / "docs" / "report-json.md"


def test_the_data_is_what_it_was():
    assert as_json(ada.report()) == (ada.GOLDEN / "report-ada.json").read_text("utf-8")


def test_it_says_its_format_and_version():
    data = json.loads(as_json(ada.report()))
    assert (data["format"], data["version"]) == ("tolv-report", 1)


def test_a_missing_week_is_null_and_in_its_place():
    data = json.loads(as_json(ada.report()))
    tired = next(row for row in data["rows"] if row["key"] == "fatigue")
    assert len(tired["weeks"]) == len(data["week_ends"]) == 10
    assert [week is None for week in tired["weeks"]] == [False] * 4 + [True] * 2 + [False] * 4


def test_a_day_is_whole_where_it_was_tapped_whole():
    data = json.loads(as_json(ada.report()))
    tired = next(row for row in data["rows"] if row["key"] == "fatigue")
    assert '"value": 8.0' not in as_json(ada.report())
    assert tired["days"][0] == {"day": "2025-12-23", "value": 8, "entries": 1}
    assert len(tired["days"]) == tired["rated"] == 49


def names(shape: type) -> set[str]:
    """Every name in a report's data, at any depth."""
    found = set()
    for name, hint in get_type_hints(shape).items():
        found.add(name)
        for part in (hint, *get_args(hint), *(deep for arg in get_args(hint) for deep in get_args(arg))):
            if is_dataclass(part):
                found |= names(part)
    return found


def test_every_name_is_documented():
    documented = set(re.findall(r"`([a-z_]+)`", DOCS.read_text("utf-8")))
    assert {field.name for field in fields(Report)} <= names(Report)
    assert (names(Report) | {"value", "entries"}) - documented == set()
