"""What the columns of a table are: as the person said, else as names and cells tell beyond doubt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from server.b12.vocabulary import symptoms
from server.exchange.dates import looks_like_day, time_in
from server.exchange.mapping import Rating, Role, Target
from server.exchange.numbers import mark_of, number_in
from server.exchange.sheet import Row, Sheet
from server.exchange.unusable import Unusable
from server.i18n import LANGUAGES, speaking
from server.i18n import gettext as _

# What people call these columns in Danish, Norwegian, Dutch and English.
CALLED = {
    "date": {"date", "day", "dato", "dag", "datum", "full_date", "timestamp", "tidsstempel", "tijdstempel"},
    "time": {"time", "tid", "klokken", "klokkeslæt", "klokkeslett", "tidspunkt", "tijd", "tijdstip", "kl."},
    "note": {"note", "notes", "notat", "notater", "noter", "bemærkning", "merknad", "notitie", "opmerking"},
    "symptom": {"symptom", "symptoms", "item", "symptomer", "symptoom", "klacht"},
    "value": {"value", "rating", "score", "severity", "værdi", "verdi", "waarde", "styrke", "ernst"},
}
MOST_SYMPTOMS = 100


@dataclass(frozen=True)
class Columns:
    """
    sheet:     the table with one column for each symptom
    long:      it came with one rating a row
    date:      name of the column with the day; time: of the one with the time of day, or ""
    targets:   column -> what it is
    unused:    columns that nothing is made of
    proposed:  column -> the symptom of the vocabulary it is named like, where its scale is in doubt
    """

    sheet: Sheet
    long: bool
    date: str
    time: str
    targets: Mapping[str, Target]
    unused: tuple[str, ...]
    proposed: Mapping[str, str]


def columns_of(sheet: Sheet, mapping: Mapping[str, Target]) -> Columns:
    """Return what each column is. Raises Unusable where one that was named is not there, or none holds days."""
    roles = {target.name: name for name, target in mapping.items() if isinstance(target, Role)}
    symptom, value = (roles.get(role) or _called(sheet, role) for role in ("symptom", "value"))
    long = bool(symptom and value)
    if long:
        _known_columns([symptom, value], sheet)
        sheet = widened(sheet, symptom, value)
    said = {
        name: t
        for name, t in mapping.items()
        if not isinstance(t, Role) or t.name not in ("symptom", "value")
    }
    _known_columns(said, sheet)
    date = roles.get("date") or _date_column(sheet)
    time = roles.get("time") or _time_column(sheet, date)
    found, proposed = _by_their_names(sheet, {date, time} | set(said), said)
    targets = {name: t for name, t in (said | found).items() if name not in (date, time)}
    used = {date, time, *targets}
    return Columns(
        sheet, long, date, time, targets, tuple(n for n in sheet.heading if n not in used), proposed
    )


def widened(sheet: Sheet, symptom: str, value: str) -> Sheet:
    """Return a table of one rating a row as one with a column for each symptom. Raises Unusable for too many."""
    at, of = sheet.heading.index(symptom), sheet.heading.index(value)
    names = tuple(dict.fromkeys(row.cells[at] for row in sheet.rows if not row.trouble and row.cells[at]))
    if len(names) > MOST_SYMPTOMS:
        raise Unusable(
            _("“%(column)s” has more than %(most)s different symptoms.", column=symptom, most=MOST_SYMPTOMS)
        )
    kept = [place for place in range(len(sheet.heading)) if place not in (at, of)]

    def wide(row: Row) -> Row:
        if row.trouble:
            return row
        ratings = (row.cells[of] if name == row.cells[at] else "" for name in names)
        return replace(row, cells=(*(row.cells[place] for place in kept), *ratings))

    heading = (*(sheet.heading[place] for place in kept), *names)
    return replace(sheet, heading=heading, rows=tuple(map(wide, sheet.rows)))


@cache
def known_symptoms() -> Mapping[str, str]:
    """Return key by name for the vocabulary: each key and its labels in every language, in small letters."""
    known = {key: key for key in symptoms()}
    for language in LANGUAGES:
        with speaking(language):
            known |= {_(symptom.label).casefold(): key for key, symptom in symptoms().items()}
    return known


def _by_their_names(
    sheet: Sheet, taken: set[str], said: Mapping[str, Target]
) -> tuple[dict[str, Target], dict[str, str]]:
    keys = {target.key for target in said.values() if isinstance(target, Rating)}
    found: dict[str, Target] = {}
    proposed: dict[str, str] = {}
    for name in (name for name in sheet.heading if name not in taken):
        key = known_symptoms().get(name.casefold(), "")
        if name.casefold() in CALLED["note"]:
            found[name] = Role("note")
        elif key and key not in keys and _surely_ours(sheet.column(name)):
            found[name] = Rating(key)
            keys.add(key)
        elif key and key not in keys:
            proposed[name] = key
    return found, proposed


def _surely_ours(cells: Sequence[str]) -> bool:
    """Only 0-10 has both a 0 and an 8, 9 or 10, and nothing outside: 1-7, 0-4 and 0-100 never look like that."""
    try:
        values = [number_in(cell, mark_of(cells)) for cell in cells if cell]
    except ValueError:
        return False
    return bool(values) and min(values) == 0 and 8 <= max(values) <= 10


def _date_column(sheet: Sheet) -> str:
    candidates = [name for name in sheet.heading if _mostly(sheet.column(name), looks_like_day)]
    called = [name for name in sheet.heading if name.casefold() in CALLED["date"]]
    best = [name for name in candidates if name in called] or candidates or called
    if not best:
        raise Unusable(
            _(
                'No column with dates was found among %(columns)s. Name it like this: --map "%(first)s=date".',
                columns=listed(sheet.heading),
                first=sheet.heading[0],
            )
        )
    return best[0]


def _time_column(sheet: Sheet, date: str) -> str:
    others = [name for name in sheet.heading if name != date]
    called = [name for name in others if name.casefold() in CALLED["time"]]
    return next(
        (n for n in called or others if n in called or _mostly(sheet.column(n), _looks_like_time)), ""
    )


def _looks_like_time(text: str) -> bool:
    try:
        time_in(text)
    except ValueError:
        return False
    return ":" in text


def _mostly(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(map(fits, filled)) > len(filled)


def _called(sheet: Sheet, role: str) -> str:
    return next((name for name in sheet.heading if name.casefold() in CALLED[role]), "")


def _known_columns(names: Sequence[str] | Mapping[str, Target], sheet: Sheet) -> None:
    for name in names:
        if name not in sheet.heading:
            raise Unusable(
                _(
                    "There is no column “%(column)s”. The columns are %(columns)s.",
                    column=name,
                    columns=listed(sheet.heading),
                )
            )


def listed(names: Sequence[str]) -> str:
    """The names as one text, each in quotation marks."""
    return ", ".join(f"“{name}”" for name in names)
