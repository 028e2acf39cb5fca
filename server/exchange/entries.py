"""Lines of a table become records whose ids follow from what they say: importing twice changes nothing."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from server.b12.vocabulary import symptoms
from server.diary.reading import own_key
from server.exchange.lines import Line
from server.exchange.mapping import Dose, Rating, Target
from server.records.merge import Kept

LONGEST_NOTE = 2000
LONGEST_LABEL = 60
DEVICE = "csvfile"
START = "000000000000"


@dataclass(slots=True)
class Entry:
    """What was rated in one go. ratings: column -> 0-10."""

    day: date
    time: str
    ratings: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def records_of(lines: Iterable[Line], targets: Mapping[str, Target], long: bool, account: UUID) -> list[Kept]:
    """Return the records that the lines make: own symptoms, check-ins, notes and doses.

    long: each line is one rating, so lines of one day and time belong together
    """
    used = [line for line in lines if not line.why]
    keys = {name: rating_key(name, t, account) for name, t in targets.items() if isinstance(t, Rating)}
    name_it = _namer(account)
    return [
        *(_own_symptom(name, keys[name]) for name in keys if is_own(keys[name])),
        *_checkins(_together(used) if long else _apart(used), keys, account, name_it),
        *_doses(used, targets, name_it),
    ]


def rating_key(column: str, target: Rating, account: UUID) -> str:
    """Return the key its ratings stand under: of the vocabulary, else of an own symptom named like the column."""
    if target.key in symptoms() or is_own(target.key):
        return target.key
    return own_key(uuid5(account, f"symptom {column}"))


def is_own(key: str) -> bool:
    prefix, _line, number = key.partition("_")
    return prefix == "own" and len(number) == 32 and set(number) <= set("0123456789abcdef")


def _apart(lines: Iterable[Line]) -> list[Entry]:
    return [Entry(line.day, line.time, line.ratings, line.notes) for line in lines if line.day]


def _together(lines: Iterable[Line]) -> list[Entry]:
    """A rating joins the first entry of its day and time that has none of that symptom yet."""
    entries: dict[tuple[date, str], list[Entry]] = defaultdict(list)
    for line in (line for line in lines if line.day):
        same = entries[line.day, line.time]
        entry = next((entry for entry in same if entry.ratings.keys().isdisjoint(line.ratings)), None)
        if entry is None:
            entry = Entry(line.day, line.time)
            same.append(entry)
        entry.ratings |= line.ratings
        entry.notes += [note for note in line.notes if note not in entry.notes]
    return [entry for same in entries.values() for entry in same]


def _checkins(
    entries: Iterable[Entry], keys: Mapping[str, str], account: UUID, name_it: Callable[[str, Any], UUID]
) -> Iterator[Kept]:
    """The first rating of a day that has no time is the day's own check-in; every other one is an extra."""
    main: set[date] = set()
    for entry in entries:
        words = "\n".join(entry.notes)[:LONGEST_NOTE]
        said = {"day": entry.day.isoformat()} | ({"time": entry.time} if entry.time else {})
        if entry.ratings:
            ratings = {f"ratings.{keys[name]}": rating for name, rating in entry.ratings.items()}
            said |= ratings | ({"note": words} if words else {})
            if entry.time or entry.day in main:
                yield _kept(name_it("checkin", said), "checkin", said)
            else:
                main.add(entry.day)
                yield _kept(uuid5(account, f"checkin {entry.day}"), "checkin", said)
        elif words:
            note = {"day": said["day"], "text": words, "purpose": "note"}
            yield _kept(name_it("note", note), "note", note)


def _doses(
    lines: Iterable[Line], targets: Mapping[str, Target], name_it: Callable[[str, Any], UUID]
) -> Iterator[Kept]:
    for line in (line for line in lines if line.day):
        for target in (targets[name] for name in line.doses):
            if isinstance(target, Dose):
                said = {"day": str(line.day), "form": target.form, "substance": target.substance, "count": 1}
                said |= {"time": line.time} if line.time else {}
                said |= {"micrograms": target.micrograms} if target.micrograms else {}
                yield _kept(name_it("dose", said), "dose", said)


def _own_symptom(column: str, key: str) -> Kept:
    return _kept(UUID(hex=key.removeprefix("own_")), "symptom", {"label": column[:LONGEST_LABEL]})


def _namer(account: UUID) -> Callable[[str, Any], UUID]:
    """Return a namer of records by what they say; the same said again, as a second tablet, is another record."""
    said_before: Counter[str] = Counter()

    def name_it(kind: str, said: Any) -> UUID:
        content = f"{kind} {json.dumps(said, sort_keys=True, ensure_ascii=False)}"
        said_before[content] += 1
        return uuid5(account, content if said_before[content] == 1 else f"{content} {said_before[content]}")

    return name_it


def _kept(record: UUID, kind: str, said: Mapping[str, Any]) -> Kept:
    """Stamped with the moment it is about, so that whatever was put in on a phone since then wins."""
    stamp = f"{_millis(said) if 'day' in said else START}-0000-{DEVICE}"
    return Kept(record, kind, {name: (value, stamp) for name, value in said.items()})


def _millis(said: Mapping[str, Any]) -> str:
    moment = datetime.combine(
        date.fromisoformat(said["day"]), time.fromisoformat(said.get("time", "00:00")), UTC
    )
    # A stamp past 2100 or before 1970 is none; such a day is kept with the earliest or latest one.
    return f"{min(max(int(moment.timestamp() * 1000), 0), 4_102_444_799_999):012x}"
