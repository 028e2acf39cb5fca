"""The report as PDF/A: tagged, text as text, made in this process with the fonts that lie beside it."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from server.i18n import gettext as _
from server.i18n import speaking
from server.report.glyphs import FONTS, MARK, printable
from server.report.model import Report
from server.report.view import names, view_of

TEMPLATE = Path(__file__).parent / "report.typ"
STANDARDS = ["a-2a", "ua-1"]


def pdf(report: Report, language: str) -> bytes:
    """Return the report as a PDF file in this language; the same report gives the same bytes."""
    with speaking(language):
        view = _shown(report, language)
    return _compiled(json.dumps(view, ensure_ascii=False))


def _shown(report: Report, language: str) -> dict[str, Any]:
    """The view, with a mark for what the fonts cannot draw and a line that says so."""
    view = asdict(view_of(report)) | {"author": report.patient.name, "language": language, "names": names()}
    for picture in view["pictures"]:
        del picture["narrow"], picture["days"], picture["weeks"]  # for the page alone
    lost: list[str] = []
    shown = _each_text(view, lambda text: _printable(text, lost))
    note = _("□ stands for characters that cannot be printed here; the page and the table (CSV) have them.")
    return shown | {"unprintable": note if lost else "", "date": _parts(report.last)}


def _printable(text: str, lost: list[str]) -> str:
    shown = printable(text)
    if shown.count(MARK) > text.count(MARK):
        lost.append(text)
    return shown


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each_text(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(part, change) for part in value]
    return value


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _compiled(view: str) -> bytes:
    # Imported here: a server that only shows pages never loads the compiler.
    import typst

    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=_fonts(), sys_inputs={"view": view}
    )
    return bytes(compiler.compile(format="pdf", pdf_standards=STANDARDS))


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
