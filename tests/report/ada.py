"""Ada's diary, written out: ten weeks with everything a report has, and a gap. Run it to renew `tests/golden/`.

The report day is Monday 2 March 2026; the weeks end on Mondays.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from server.diary.reading import DAILY, VISIT, WEEKLY, Entry, Profile, Words
from server.report.build import build
from server.report.data import as_json
from server.report.gather import Diary
from server.report.model import Report
from server.report.page import page
from server.report.view import tolv_version
from server.treatment.reading import Dose, PlanPhase

GOLDEN = Path(__file__).parent.parent / "golden"
ACCOUNT = UUID("9b2f4c1e-0000-4000-8000-00000000ada0")
FIRST, LAST = date(2025, 12, 23), date(2026, 3, 2)

# Each week from Tuesday to Monday: how tired she was, day by day; a dot is a day without a check-in.
TIRED = [
    "8887877",
    "78.7787",
    "77.6777",
    "6.7.6.7",
    "6......",
    ".......",
    "565.555",
    "54.4545",
    "4434.44",
    "3434333",
]
TINGLING = [6, 6, 5, 5, None, None, 4, 3, 3, 3]
INJECTIONS = [date(2025, 12, 30), date(2026, 1, 27), date(2026, 2, 24)]


def diary() -> Diary:
    """Return the diary."""
    return Diary(
        entries=tuple(sorted((*check_ins(), *forms()), key=lambda entry: entry.day)),
        doses=(*injections(), *tablets()),
        plan=(
            plan(date(2025, 11, 1), "injection", "hydroxocobalamin", 4, "week"),
            plan(date(2026, 2, 10), "tablet", "cyanocobalamin", 1, "day"),
        ),
        words=(
            Words(id_of("q"), date(2026, 2, 28), "May I go back to work <full time>?", VISIT),
            Words(id_of("n"), date(2026, 2, 20), "Walked round the lake & was not out of breath."),
        ),
        profile=Profile(
            "Ada Lind", 1971, "en", "Europe/Oslo", ("fatigue", "paresthesia"), date(2025, 12, 20)
        ),
    )


def report() -> Report:
    """Return the report over the ten weeks."""
    return build(diary(), FIRST, LAST)


def both_ways() -> Report:
    """Return a report with tiredness at its worst, asked daily and for seven days."""
    days = [LAST - timedelta(days=back) for back in range(20, -1, -1)]
    entries = (entry for day in days for entry in (check_in(day, fatigue=10), form(day, fatigue=10)))
    return build(Diary(entries=tuple(entries)), FIRST, LAST)


def id_of(what: object) -> UUID:
    return uuid5(ACCOUNT, str(what))


def check_in(day: date, entered_at: datetime | None = None, **ratings: int) -> Entry:
    at = entered_at or datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    return Entry(id_of(f"checkin {day}"), day, DAILY, ratings, "Europe/Oslo", entered_at=at)


def form(day: date, **ratings: int) -> Entry:
    return Entry(id_of(f"weekly {day}"), day, WEEKLY, ratings, "Europe/Oslo")


def check_ins() -> list[Entry]:
    """Rated in the evening, but the second of January was put in three days later."""
    late = {date(2026, 1, 2): datetime(2026, 1, 5, 9, tzinfo=UTC)}
    rated = [(FIRST + timedelta(days=place), mark) for place, mark in enumerate("".join(TIRED))]
    return [check_in(day, late.get(day), fatigue=int(mark)) for day, mark in rated if mark != "."]


def forms() -> list[Entry]:
    mondays = [FIRST + timedelta(days=7 * week + 6) for week in range(len(TINGLING))]
    answers = zip(mondays, TINGLING, strict=True)
    return [form(day, paresthesia=rating, low_mood=2) for day, rating in answers if rating is not None]


def dose(day: date, kind: str, substance: str, count: int = 1) -> Dose:
    return Dose(id_of(f"{kind} {day}"), day, kind, substance, 1000, count)


def injections() -> list[Dose]:
    return [dose(day, "injection", "hydroxocobalamin") for day in INJECTIONS]


def tablets() -> list[Dose]:
    days = [date(2026, 2, 10) + timedelta(days=place) for place in range(21)]
    return [dose(day, "tablet", "cyanocobalamin") for day in days if day != date(2026, 2, 15)]


def plan(day: date, kind: str, substance: str, every: int, unit: str) -> PlanPhase:
    return PlanPhase(id_of(f"plan {day}"), day, kind, substance, 1000, every, unit, "Her own words")


def golden_page() -> str:
    """The page without the version, which changes with every release."""
    return page(report(), "en").replace(f"Tolv {tolv_version()}", "Tolv VERSION")


if __name__ == "__main__":
    (GOLDEN / "report-ada.html").write_text(golden_page(), "utf-8")
    (GOLDEN / "report-ada.json").write_text(as_json(report()), "utf-8")
