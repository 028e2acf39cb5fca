"""`tolv report FILE`: the report from a file, without a server, an account, a database or a network."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from server.exchange import backup, table
from server.exchange.dates import ORDERS, day_in
from server.exchange.entries import rating_key
from server.exchange.findings import Used
from server.exchange.mapping import Rating, Target, mapping_of
from server.exchange.opened import opened
from server.exchange.scale import TOLV
from server.exchange.table import NOBODY
from server.exchange.unusable import Unusable
from server.exchange.words import lines_of, lines_of_backup
from server.i18n import LANGUAGES, choose, day_range, speaking
from server.i18n import gettext as _
from server.records.merge import Kept
from server.report.build import build, usual_first
from server.report.gather import Diary, diary_of
from server.report.model import Carried, Report

UNUSABLE = 2


@click.command(help=_("Make the report from FILE: a backup of Tolv, or a diary saved as CSV."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--pdf", "pdf", type=click.Path(path_type=Path), help=_("Write the report as PDF."))
@click.option("--html", "html", type=click.Path(path_type=Path), help=_("Write the report as one web page."))
@click.option("--json", "json", type=click.Path(path_type=Path), help=_("Write the report as data."))
@click.option("--csv", "csv", type=click.Path(path_type=Path), help=_("Write the report's tables."))
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the report and of these messages."))
@click.option("--from", "first", metavar="DAY", help=_("First day, as 2026-03-01."))
@click.option(
    "--to",
    "last",
    metavar="DAY",
    help=_("Last day; without --from the report covers the 26 weeks before it."),
)
@click.option(
    "--map", "maps", multiple=True, metavar="MAP", help=_('What columns are: "Tired=fatigue:1-7,Note=note".')
)
@click.option("--date-order", type=click.Choice(ORDERS), help=_("How the file writes days."))
def report(
    file: Path,
    pdf: Path | None,
    html: Path | None,
    json: Path | None,
    csv: Path | None,
    lang: str | None,
    first: str | None,
    last: str | None,
    maps: tuple[str, ...],
    date_order: str | None,
) -> None:
    """Make the report from FILE: a backup of Tolv, or a diary saved as CSV."""
    terminal = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "en")
    language = lang or choose([terminal])
    with speaking(language):
        try:
            diary, carried = _diary_in(file, maps, date_order, lang)
            made = build(diary, *_period(diary, first, last), carried)
            click.echo(_("Report: %(range)s.", range=day_range(made.first, made.last)))
            _write(made, language, {"pdf": pdf, "html": html, "json": json, "csv": csv})
        except Unusable as error:
            click.echo(str(error), err=True)
            sys.exit(UNUSABLE)


def _diary_in(
    file: Path, maps: Iterable[str], order: str | None, language: str | None
) -> tuple[Diary, Sequence[Carried]]:
    """Read the file and show what was found. Raises Unusable also when nothing of it can be used.

    The second part says which symptoms were rated on another scale.
    """
    mapping, data = mapping_of(maps), opened(file)
    # A broken letter is kept as a mark that no record may hold, so that the record is named.
    text = data.decode("utf-8-sig", "surrogateescape")
    if backup.looks_like_one(text):
        kepts, carried = _from_backup(text), ()
    else:
        kepts, carried = _from_table(data, mapping, order, language)
    diary = diary_of(kepts)
    if not (diary.entries or diary.doses or diary.words):
        raise Unusable(_("Nothing in this file could be used."))
    return diary, carried


def _from_backup(text: str) -> list[Kept]:
    found = backup.read(text)
    for line in lines_of_backup(found):
        click.echo(line)
    return found.kepts


def _from_table(
    data: bytes, mapping: Mapping[str, Target], order: str | None, language: str | None
) -> tuple[list[Kept], Sequence[Carried]]:
    found = table.read(data, mapping, order, language)
    for line in lines_of(found.findings):
        click.echo(line)
    if not found.findings.used:
        raise Unusable(
            _("No column is used yet. Say which is what, like this: --map \"%(column)s=fatigue:0-10\".",
              column=next(iter(found.findings.unused), "Tired"))
        )  # fmt: skip
    return found.kepts, tuple(_carried(found.findings.used))


def _carried(columns: Iterable[Used]) -> Iterator[Carried]:
    for used in columns:
        if isinstance(used.target, Rating) and used.target.scale != TOLV:
            key, scale = rating_key(used.column, used.target, NOBODY), used.target.scale
            yield Carried(key, float(scale.none), float(scale.worst))


def _period(diary: Diary, first: str | None, last: str | None) -> tuple[date, date]:
    """The days asked for; else the 26 weeks that end with the last entry. Raises Unusable."""
    days = [item.day for item in (*diary.entries, *diary.doses, *diary.words)]
    end = _day(last) if last else max(days)
    start = _day(first) if first else usual_first(end)
    if start > end:
        raise Unusable(_("--from is after --to."))
    if not any(start <= day <= end for day in days):
        raise Unusable(
            _("There is no entry in %(asked)s. The diary covers %(range)s.",
              asked=day_range(start, end), range=day_range(min(days), max(days)))
        )  # fmt: skip
    return start, end


def _day(text: str) -> date:
    try:
        return day_in(text, "ymd")
    except ValueError:
        raise Unusable(_("“%(text)s” is not a day. Write it like 2026-03-01.", text=text)) from None


def _write(made: Report, language: str, wanted: Mapping[str, Path | None]) -> None:
    files = {name: path for name, path in wanted.items() if path}
    for name, path in files.items():
        try:
            path.write_bytes(_rendered(name, made, language))
        except OSError:
            raise Unusable(_("“%(name)s” cannot be written.", name=str(path))) from None
        click.echo(_("Written: %(name)s", name=str(path)))
    if not files:
        click.echo(_("To write the report, add --pdf FILE, --html FILE, --json FILE or --csv FILE."))


def _rendered(name: str, made: Report, language: str) -> bytes:
    # Each form is loaded only when it is asked for: a page needs no typesetter.
    if name == "pdf":
        from server.report.pdf import pdf

        return pdf(made, language)
    if name == "html":
        from server.report.page import page

        return page(made, language).encode()
    if name == "json":
        from server.report.data import as_json

        return as_json(made).encode()
    from server.report.table import csv

    return csv(made, language).encode()
