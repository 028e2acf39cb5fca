"""What the report of five years and twelve symptoms costs, beside reading and opening the records it is made of."""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlmodel import Session

from server import db
from server.accounts.tables import Account
from server.b12.vocabulary import symptoms
from server.records.merge import Kept
from server.records.store import put_many, read_all
from server.report.build import build, usual_first
from server.report.gather import diary_of
from server.report.page import page
from server.report.pdf import pdf
from server.vault import new_key

YEARS, SYMPTOMS, ROUNDS, GOAL = 5, 12, 15, 3
LAST = date(2026, 3, 2)
ACCOUNT = UUID("9b2f4c1e-0000-4000-8000-0000000bec40")
STAMP = "019c00000000-0000-benchphone"


def main() -> None:
    days = 365 * YEARS
    first = LAST - timedelta(days=days - 1)
    with tempfile.TemporaryDirectory() as folder:
        database = db.Database(f"sqlite:///{Path(folder) / 'tolv.db'}")
        db.migrate(database)
        key = new_key()
        database.write(lambda session: _fill(session, key, days))
        read = lambda: _read(database, key)  # noqa: E731
        whole = lambda: page(build(diary_of(read()), first, LAST), "en")  # noqa: E731
        usual = lambda: page(build(diary_of(read()), usual_first(LAST), LAST), "en")  # noqa: E731
        paper = lambda: pdf(build(diary_of(read()), first, LAST), "en")  # noqa: E731
        _show(_measured({"read": read, "whole": whole, "usual": usual, "paper": paper}))
        database.close()


def _fill(session: Session, key: bytes, days: int) -> None:
    session.add(Account(id=ACCOUNT, seq=days, made_at=datetime(2026, 3, 2, tzinfo=UTC)))
    session.flush()
    put_many(session, key, ACCOUNT, list(enumerate(_records(days), 1)), datetime(2026, 3, 2, tzinfo=UTC))


def _records(days: int) -> Iterator[Kept]:
    """Made-up days, the same every time: every symptom rated on most of them, an injection every week."""
    chance = random.Random(12)
    keys = list(symptoms())[:SYMPTOMS]
    for back in range(days):
        day = (LAST - timedelta(days=back)).isoformat()
        about = {"day": day, "zone": "Europe/Oslo", "entered_at": f"{day}T18:00:00+00:00"}
        ratings = {f"ratings.{key}": chance.randint(0, 10) for key in keys if chance.random() < 0.97}
        yield _kept("checkin", day, about | ratings)
        if back % 7 == 0:
            yield _kept("dose", day, about | {"form": "injection", "substance": "hydroxocobalamin"})


def _kept(kind: str, day: str, values: dict[str, Any]) -> Kept:
    return Kept(
        uuid5(ACCOUNT, f"{kind} {day}"), kind, {name: (value, STAMP) for name, value in values.items()}
    )


def _read(database: db.Database, key: bytes) -> list[Kept]:
    with database.read() as session:
        return read_all(session, key, ACCOUNT)


def _measured(works: dict[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """CPU milliseconds of each in every round; they take turns, and what is loaded once is loaded before."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            gc.collect()  # so that nobody pays for what another left behind
            before = time.process_time()
            work()
            taken[name].append((time.process_time() - before) * 1000)
    return taken


def _show(taken: dict[str, list[float]]) -> None:
    print(f"{YEARS} years × {SYMPTOMS} symptoms, CPU of one report, records read and opened included")
    names = {
        "read": "reading and opening the records",
        "whole": f"page over all {YEARS} years",
        "usual": "page over the usual 26 weeks",
        "paper": f"PDF over all {YEARS} years",
    }
    for name, words in names.items():
        ratio = statistics.median(a / b for a, b in zip(taken[name], taken["read"], strict=True))
        reach = f"  (reach: {GOAL})" if name == "whole" else ""
        print(f"  {words:34} {statistics.median(taken[name]):7.1f} ms  {ratio:6.2f}{reach}")


if __name__ == "__main__":
    main()
