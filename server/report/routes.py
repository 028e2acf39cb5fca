"""The patient's own report over HTTP: a page, and the same as PDF, table and data."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from apiflask import APIBlueprint
from flask import Response, g, request

from server import clock
from server.accounts.keys import data_key, vault
from server.db import database
from server.diary.reading import Profile
from server.doors import page_nonce
from server.errors import Problem
from server.i18n import gettext as _
from server.i18n import language
from server.records.store import read_all
from server.report.build import build, first_day, usual_first
from server.report.gather import Diary, diary_of
from server.report.model import Report
from server.report.page import Link, page

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
WEEKS_A_YEAR = 52

bp = APIBlueprint("report", __name__, tag="Report")


@bp.get("/report")
def report_page() -> Response:
    """Return the report as a page; `from` and `to` are days (YYYY-MM-DD), `lang` one of da, nb, nl, en."""
    diary = _diary()
    report = _asked(diary)
    links = [*_files(), *_periods(diary, report)]
    return Response(page(report, language(), page_nonce(), links), mimetype="text/html")


@bp.get("/report.pdf")
def report_pdf() -> Response:
    """Return the report as PDF."""
    # Imported here: the typesetter is loaded by the first who wants paper, not at the start.
    from server.report.pdf import pdf

    return _file("pdf", "application/pdf", lambda report: pdf(report, language()))


@bp.get("/report.csv")
def report_csv() -> Response:
    """Return everything the report shows as one table."""
    from server.report.table import csv

    return _file("csv", "text/csv", lambda report: csv(report, language()).encode())


@bp.get("/report.json")
def report_json() -> Response:
    """Return the report as data; docs/report-json.md tells the names."""
    from server.report.data import as_json

    return _file("json", "application/json", lambda report: as_json(report).encode())


def _file(kind: str, mimetype: str, render: Callable[[Report], bytes]) -> Response:
    report = _asked(_diary())
    name = f"tolv-{report.last.isoformat()}.{kind}"
    response = Response(render(report), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _diary() -> Diary:
    """What this patient wrote, opened with their own key."""
    with database().read() as session:
        key = data_key(session, vault(), g.account_id)
        return diary_of(read_all(session, key, g.account_id))


def _asked(diary: Diary) -> Report:
    """The report over the days asked for; else over the 26 weeks that end today."""
    last = _day("to") or _today(diary)
    first = _day("from") or usual_first(last)
    if first > last:
        raise Problem(422, "period", _("The day in “from” is after the day in “to”."), field="from")
    return build(diary, first, last)


def _day(name: str) -> date | None:
    text = request.args.get(name)
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-03-01") else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        detail = _("“%(field)s” is not a day; write it like 2026-03-01.", field=name)
        raise Problem(422, "period", detail, field=name)
    return day


def _today(diary: Diary) -> date:
    """Today where the patient is, which may be another day than on the server."""
    return clock.now().astimezone(ZoneInfo(_zone(diary))).date()


def _zone(diary: Diary) -> str:
    """Where the patient is: as they said, else where they last wrote something."""
    if diary.profile.zone != Profile().zone:
        return diary.profile.zone
    last = max((*diary.entries, *diary.doses), key=attrgetter("day"), default=diary.profile)
    return last.zone


def _files() -> list[Link]:
    asked = _kept("from", "to", "lang")
    return [
        Link(_address("/report.pdf", asked), _("Save as PDF")),
        Link(_address("/report.csv", asked), _("Save as table (CSV)")),
    ]


def _periods(diary: Diary, report: Report) -> list[Link]:
    """The same report over other periods that end on the same day."""
    year = usual_first(report.last, WEEKS_A_YEAR)
    choices = [
        (usual_first(report.last), _("26 weeks")),
        (year, _("1 year")),
        (min(first_day(diary, report.last), year), _("All of it")),
    ]
    return [
        Link(
            _address("/report", _kept("to", "lang") | {"from": first.isoformat()}),
            words,
            first == report.first,
        )
        for first, words in choices
    ]


def _kept(*names: str) -> dict[str, str]:
    return {name: request.args[name] for name in names if name in request.args}


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
