"""Whatever a diary holds, every form of the report is made: no crash, no NaN, no picture without words."""

import json
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from server.diary.reading import DAILY, WEEKLY, Entry, Profile, Words
from server.report.build import build, usual_first
from server.report.data import as_json
from server.report.gather import Diary
from server.report.page import page
from server.report.pdf import pdf
from server.report.table import csv
from server.treatment.reading import Dose, PlanPhase
from tests.report import ada

TODAY = date(2026, 3, 2)
FIRST = usual_first(TODAY)
KEYS = ("fatigue", "paresthesia", "overall", "own_" + "a" * 32)
SAMPLE = settings(max_examples=40, deadline=None)

ids = some.integers(0, 2**128 - 1).map(lambda number: UUID(int=number))
days = some.dates(TODAY - timedelta(days=200), TODAY + timedelta(days=20))
# Without n, so that "nan", "inf" and "None" on the page can only be ours.
words = some.text(
    some.characters(exclude_categories=["Cs"], exclude_characters="nN"), min_size=1, max_size=80
)
ratings = some.dictionaries(some.sampled_from(KEYS), some.integers(0, 10), max_size=4)
sources = some.sampled_from([DAILY, WEEKLY])
forms = some.sampled_from(["injection", "tablet"])
substances = some.sampled_from(["hydroxocobalamin", "cyanocobalamin", "unknown"])
entries = some.builds(Entry, ids, days, sources, ratings, note=words)
doses = some.builds(Dose, ids, days, forms, substances, some.none() | some.integers(1, 100_000))
phases = some.builds(
    PlanPhase,
    ids,
    days,
    forms,
    substances,
    every=some.none() | some.integers(1, 365),
    unit=some.sampled_from(["", "day", "week", "month"]),
    reason=words,
)
profiles = some.builds(
    Profile,
    words,
    some.none() | some.integers(1900, 2100),
    key_symptoms=some.lists(some.sampled_from(KEYS), max_size=3, unique=True).map(tuple),
)


def in_order(items):
    return some.lists(items, max_size=40).map(lambda found: tuple(sorted(found, key=lambda item: item.day)))


diaries = some.builds(
    Diary,
    in_order(entries),
    in_order(doses),
    in_order(phases),
    in_order(some.builds(Words, ids, days, words, some.sampled_from(["note", "visit"]))),
    some.dictionaries(some.just(KEYS[-1]), words, max_size=1),
    profiles,
)


class Reader(HTMLParser):
    """Follows the tags and fails where one is closed that was not open."""

    EMPTY = frozenset({"meta", "path", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.EMPTY:
            assert self.open.pop() == tag


def everything(diary: Diary, first: date = FIRST, last: date = TODAY) -> None:
    """Make every form of the report but the PDF, which takes longest."""
    report = build(diary, first, last)
    json.loads(as_json(report), parse_constant=pytest.fail)
    html = page(report, "da")
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    assert not {"nan", "inf", "None", "NaN"} & set(
        html.replace(">", " ").replace("<", " ").replace(",", " ").split()
    )
    assert html.count("<svg") >= html.count('role="img"') == html.count("<desc")
    assert csv(report, "nl")


@SAMPLE
@given(diaries)
def test_any_diary_makes_a_report(diary):
    everything(diary)


@settings(max_examples=10, deadline=None)
@given(diaries)
def test_any_diary_makes_a_pdf(diary):
    assert pdf(build(diary, FIRST, TODAY), "nb").startswith(b"%PDF-")


@SAMPLE
@given(diaries, days, days)
def test_any_period_makes_a_report(diary, one, other):
    everything(diary, *sorted((one, other)))


@SAMPLE
@given(diaries)
def test_every_figure_lies_on_the_scale(diary):
    for row in build(diary, FIRST, TODAY).rows:
        for week in (*filter(None, row.weeks), *filter(None, [row.overall])):
            assert 0 <= week.lower <= week.median <= week.upper <= 10
            assert 0 <= week.mean <= 10


def check_ins(count: int, rating: int = 4, step: int = 1) -> tuple[Entry, ...]:
    first = TODAY - timedelta(days=step * (count - 1))
    return tuple(ada.check_in(first + timedelta(days=step * place), fatigue=rating) for place in range(count))


OWN = {f"own_{number:032x}": f"{number} " + "long " * 11 for number in range(60)}
HARD = {
    "nothing": Diary(),
    "one entry": Diary(entries=check_ins(1)),
    "two entries": Diary(entries=check_ins(2)),
    "only zeros": Diary(entries=check_ins(180, 0)),
    "only tens": Diary(entries=check_ins(180, 10)),
    "constant fours": Diary(entries=check_ins(180, 4)),
    "all on one day": Diary(entries=tuple(replace(check_ins(1)[0], id=ada.id_of(n)) for n in range(300))),
    "entries without ratings": Diary(entries=(Entry(ada.id_of(1), TODAY, DAILY, {}),)),
    "sixty own symptoms": Diary(entries=tuple(ada.form(TODAY, **{key: 7}) for key in OWN), own=OWN),
    "doses without symptoms": Diary(doses=(*ada.injections(), *ada.tablets())),
    "several doses on a day": Diary(doses=tuple(ada.injections()[:1] * 5)),
    "all in the future": Diary(entries=(ada.check_in(TODAY + timedelta(days=3), fatigue=2),)),
    "a long name": Diary(profile=Profile(name="Wolfeschlegelsteinhausen " * 4)),
    "one long word": Diary(profile=Profile(name="W" * 80), own=OWN),
    "long notes": Diary(words=tuple(Words(ada.id_of(n), TODAY, "x" * 2000) for n in range(9))),
    "right to left": Diary(
        words=(Words(ada.id_of(1), TODAY, "שלום \u202eabc"),), profile=Profile(name="نور")
    ),
    "emoji": Diary(words=(Words(ada.id_of(1), TODAY, "🎉👩‍👩‍👧"),), profile=Profile(name="🎉")),
    "markup": Diary(
        words=(Words(ada.id_of(1), TODAY, "</style><b>'\"&amp;]]>"),), profile=Profile(name="<b>")
    ),
}


@pytest.mark.parametrize("diary", HARD.values(), ids=HARD.keys())
def test_hard_diaries_make_every_form(diary):
    everything(diary)
    assert pdf(build(diary, FIRST, TODAY), "en").startswith(b"%PDF-")


def test_twenty_years_make_a_report():
    diary = Diary(entries=check_ins(7300 // 5, step=5), doses=tuple(ada.injections()))
    everything(diary, TODAY - timedelta(days=7300))
    assert pdf(build(diary, TODAY - timedelta(days=7300), TODAY), "en").startswith(b"%PDF-")
