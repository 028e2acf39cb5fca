"""A diary kept as a table comes in whole, and what does not is named."""

import csv
import io
from datetime import date
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.exchange.findings import EMPTY, NO_DAY, REPEATED, UNMAPPED, UNREADABLE
from server.exchange.mapping import mapping_of
from server.exchange.sheet import CUT, TOO_WIDE
from server.exchange.table import Table, read
from server.exchange.unusable import Unusable
from server.records.merge import Kept
from server.records.plain import values
from server.report.gather import diary_of

ANNA = UUID("6f3a2b52-7f0e-4a39-9a3c-1d9f8f0c2b11")


def table(
    text: str, maps: str = "Tired=fatigue", order: str | None = None, language: str | None = None
) -> Table:
    return read(text.encode(), mapping_of([maps]), order, language)


def ratings(found: Table) -> list[tuple[str, str, dict[str, int]]]:
    """Day, time and ratings of every check-in, in the order of the file."""
    plain = [values(kept) for kept in found.kepts if kept.kind == "checkin"]
    return [(v["day"], v.get("time", ""), v["ratings"]) for v in plain]


def of_kind(found: Table, kind: str) -> list[dict]:
    return [values(kept) for kept in found.kepts if kept.kind == kind]


def test_each_row_is_an_entry_of_its_day():
    found = table("date,Tired\n2026-03-01,4\n2026-03-02,7\n")
    assert ratings(found) == [("2026-03-01", "", {"fatigue": 4}), ("2026-03-02", "", {"fatigue": 7})]


def test_another_scale_is_carried_over_also_reversed_and_below_zero():
    text = "date,Tired,Sharp,Down\n2026-03-01,1,1,-3\n2026-03-02,4,4,0\n2026-03-03,7,7,3\n"
    found = table(text, "Tired=fatigue:1-7,Sharp=concentration:7-1,Down=low_mood:-3-3")
    assert [(r["fatigue"], r["concentration"], r["low_mood"]) for _day, _time, r in ratings(found)] == [
        (0, 10, 0),
        (5, 5, 5),
        (10, 0, 10),
    ]


def test_a_symptom_tolv_does_not_know_becomes_the_patients_own():
    found = table("date,Sore knees\n2026-03-01,4\n", "Sore knees=knees")
    diary = diary_of(found.kepts)
    assert list(diary.own.values()) == ["Sore knees"]
    assert diary.entries[0].ratings == {next(iter(diary.own)): 4}


def test_several_entries_a_day_are_kept():
    found = table("date,time,Tired\n01-03-2026,08:00,4\n01-03-2026,21.30,6\n01-03-2026,,5\n", order="dmy")
    assert [time for _day, time, _r in ratings(found)] == ["08:00", "21:30", ""]
    assert len({kept.id for kept in found.kepts}) == 3


def test_the_first_entry_without_a_time_is_the_days_own_check_in():
    text = b"date,time,Tired\n2026-03-01,08:00,3\n2026-03-01,,4\n2026-03-01,,5\n"
    found = read(text, mapping_of(["Tired=fatigue"]), account=ANNA)
    main = uuid5(ANNA, "checkin 2026-03-01")
    assert [values(kept)["ratings"]["fatigue"] for kept in found.kepts if kept.id == main] == [4]
    assert len({kept.id for kept in found.kepts}) == 3


def test_importing_twice_gives_the_same_ids():
    text, maps = (
        "date,time,Tired,Jab\n2026-03-01,08:00,4,x\n2026-03-01,,4,\n2026-03-01,,4,\n",
        ("Tired=fatigue,Jab=injection:hydroxocobalamin-1mg"),
    )
    once, again = table(text, maps), table(text, maps)
    assert once.kepts == again.kepts
    assert len({kept.id for kept in once.kepts}) == 4


def test_another_account_gets_other_ids():
    text, mapping = b"date,time,Tired\n2026-03-01,08:00,4\n", mapping_of(["Tired=fatigue"])
    assert read(text, mapping).kepts[0].id != read(text, mapping, account=ANNA).kepts[0].id


def test_every_filled_cell_of_a_dose_column_is_a_dose():
    found = table(
        "date,Tired,Jab,Pills\n2026-03-01,4,x,\n2026-03-02,5,,\n2026-03-03,,left arm,2 stk\n",
        "Tired=fatigue,Jab=injection:hydroxocobalamin-1mg,Pills=tablet:cyanocobalamin-500µg",
    )
    doses = of_kind(found, "dose")
    assert [(d["day"], d["form"], d["substance"], d["micrograms"]) for d in doses] == [
        ("2026-03-01", "injection", "hydroxocobalamin", 1000),
        ("2026-03-03", "injection", "hydroxocobalamin", 1000),
        ("2026-03-03", "tablet", "cyanocobalamin", 500),
    ]


def test_a_dose_cell_that_says_no_is_pointed_out():
    found = table("date,Jab\n2026-03-01,0\n2026-03-02,x\n", "Jab=injection:hydroxocobalamin-1mg")
    assert found.findings.used[0].negations == 1


def test_words_stay_with_their_entry_and_alone_become_a_note():
    found = table("date,Tired,Note\n2026-03-01,4,Slept badly\n2026-03-02,,Holiday\n")
    assert [(w.day.isoformat(), w.text) for w in diary_of(found.kepts).words] == [
        ("2026-03-01", "Slept badly"),
        ("2026-03-02", "Holiday"),
    ]


def test_one_rating_a_row_is_put_together_by_day_and_time():
    text = (
        "date,symptom,value\n2026-03-01,Tired,4\n2026-03-01,Aches,2\n2026-03-01,Tired,6\n2026-03-02,Aches,1\n"
    )
    found = table(text, "Tired=fatigue,Aches=nerve_pain")
    assert found.findings.long
    assert ratings(found) == [
        ("2026-03-01", "", {"fatigue": 4, "nerve_pain": 2}),
        ("2026-03-01", "", {"fatigue": 6}),
        ("2026-03-02", "", {"nerve_pain": 1}),
    ]


def test_a_column_named_like_a_symptom_is_used_when_only_0_to_10_can_be_meant():
    found = table("date,Tingling,Dizziness\n2026-03-01,0,1\n2026-03-02,9,5\n", "")
    assert ratings(found)[1] == ("2026-03-02", "", {"paresthesia": 9})
    assert found.findings.proposed == {"Dizziness": "dizzy"}
    assert found.findings.unused == ("Dizziness",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_any_usual_encoding_are_read(encoding):
    text = "dato;Træthed;Note\n2026-03-01;4;Blå mærker på armen\n"
    found = read(text.encode(encoding), mapping_of(["Træthed=fatigue"]))
    assert of_kind(found, "checkin")[0]["note"] == "Blå mærker på armen"


def test_a_time_behind_the_day_is_read_too():
    found = table("timestamp,Tired\n2026-03-01T08:30:00+01:00,4\n2026-03-02 9:15 PM,5\n")
    assert [(day, time) for day, time, _r in ratings(found)] == [
        ("2026-03-01", "08:30"),
        ("2026-03-02", "21:15"),
    ]


def test_a_number_above_12_proves_the_order_of_the_days():
    dmy, mdy = table("date,Tired\n01/02/26,4\n13/02/26,5\n"), table("date,Tired\n01/02/26,4\n02/13/26,5\n")
    assert [day for day, _t, _r in ratings(dmy)] == ["2026-02-01", "2026-02-13"]
    assert [day for day, _t, _r in ratings(mdy)] == ["2026-01-02", "2026-02-13"]
    assert (dmy.findings.order.row, dmy.findings.order.example) == (3, "13/02/26")


def test_days_that_read_both_ways_are_asked_about():
    with pytest.raises(Unusable, match="--date-order"):
        table("date,Tired\n01/02/2026,4\n")
    assert ratings(table("date,Tired\n01/02/2026,4\n", order="mdy"))[0][0] == "2026-01-02"


def test_the_language_settles_days_that_read_both_ways_and_says_so():
    found = table("date,Tired\n01/02/2026,4\n", language="da")
    assert ratings(found)[0][0] == "2026-02-01"
    assert found.findings.order.why == "language"


def test_days_that_contradict_each_other_are_asked_about():
    with pytest.raises(Unusable, match=r"Row 2.*row 3"):
        table("date,Tired\n13/02/2026,4\n02/13/2026,4\n")


def test_nothing_is_dropped_in_silence():
    text = (
        "date,time,Tired,Other\n"
        "2026-03-01,08:00,4,\n"  # 2
        "2026-03-01,08:00,4,\n"  # 3 the same again
        ",,,\n"  # 4 empty
        "31-02-2026,,4,\n"  # 5 no such day
        ",,4,\n"  # 6 no day
        "2026-03-02,,tired,\n"  # 7 no number
        "2026-03-03,,11,\n"  # 8 off the scale
        "2026-03-04,,,9\n"  # 9 in no column that is used
        "2026-03-05,,4,1,4,4\n"  # 10 too many cells
        "2026-03-06,25:10,4,\n"  # 11 no such time, but a rating
        "2026-03-07,,4"  # 12 cut off
    )
    found = table(text).findings
    assert found.left_out == {
        REPEATED: (3,), EMPTY: (4,), NO_DAY: (5, 6), UNREADABLE: (7, 8), UNMAPPED: (9,), TOO_WIDE: (10,), CUT: (12,),
    }  # fmt: skip
    assert [(t.row, t.column, t.cell) for t in found.troubles] == [
        (5, "date", "31-02-2026"), (7, "Tired", "tired"), (8, "Tired", "11"), (11, "time", "25:10"),
    ]  # fmt: skip
    assert (found.rows, found.rows_used) == (11, 2)


def test_a_quotation_mark_that_is_never_closed_costs_one_row():
    found = table('date,Note,Tired\n2026-03-01,fine,4\n2026-03-02,"cut,5\n2026-03-03,fine,6\n')
    assert [day for day, _t, _r in ratings(found)] == ["2026-03-01", "2026-03-03"]
    assert found.findings.left_out == {CUT: (3,)}


def test_a_note_over_several_lines_is_one_row():
    found = table('date,Note,Tired\n2026-03-01,"bad\nnight",4\n2026-03-02,,5\n')
    assert found.findings.rows_used == 2
    assert of_kind(found, "checkin")[0]["note"] == "bad\nnight"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("date,Tired\n", "heading"),
        ("\n\n", "column"),
        ("Tired\n4\n", "Only one column"),
        ("2026-03-01,4\n2026-03-02,5\n", "first row"),
        ("name,Tired\nAnna,4\n", "No column with dates"),
    ],
)
def test_a_table_that_is_none_is_refused_with_words(text, word):
    with pytest.raises(Unusable, match=word):
        table(text)


def test_one_usable_row_is_enough():
    assert len(table("date,Tired\nno idea,4\n2026-03-01,4\n").kepts) == 1


def test_a_decimal_comma_is_told_from_a_point():
    found = table(
        "date;Tired;Aches\n2026-03-01;2,5;3\n2026-03-02;3,4;1.5\n", "Tired=fatigue,Aches=nerve_pain"
    )
    assert ratings(found) == [
        ("2026-03-01", "", {"fatigue": 3, "nerve_pain": 3}),
        ("2026-03-02", "", {"fatigue": 3}),
    ]
    assert [(t.row, t.column, t.cell) for t in found.findings.troubles] == [(3, "Aches", "1.5")]


DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
WRITTEN = {
    "ymd": "%Y-%m-%d",
    "dmy": "%d/%m/%Y",
    "mdy": "%m/%d/%Y",
}
ROWS = st.lists(
    st.tuples(DAYS, st.times(), st.integers(0, 10), st.integers(0, 70)),
    min_size=1,
    max_size=12,
    unique_by=lambda r: r[:2],
)


@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t|"),
    mark=st.sampled_from(",."),
    order=st.sampled_from(["ymd", "dmy", "mdy"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_any_table_comes_back_as_it_was_written(rows, delimiter, mark, order, line_end, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["Dag", "Tid", "Træthed, svær", "Smerte"])
    for day, time, tired, pain in rows:
        writer.writerow(
            [day.strftime(WRITTEN[order]), f"{time:%H:%M}", tired, f"{pain / 10:.1f}".replace(".", mark)]
        )
    mapping = {**mapping_of(["Smerte=nerve_pain:7-0"]), **mapping_of(['"Træthed, svær=fatigue"'])}
    found = read(out.getvalue().encode(encoding), mapping, order)
    wanted = [
        (
            day.isoformat(),
            f"{time:%H:%M}",
            {"fatigue": tired, "nerve_pain": (2 * (700 - pain * 10) + 70) // 140},
        )
        for day, time, tired, pain in rows
    ]
    assert ratings(found) == [w for at, w in enumerate(wanted) if w not in wanted[:at]]
    assert found.findings.rows == found.findings.rows_used + sum(map(len, found.findings.left_out.values()))


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=12))
def test_whatever_the_cells_hold_the_rows_add_up(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["date", "time", "Tired"], *rows, ["2026-03-01", "", "4"]])
    found = read(out.getvalue().encode("utf-8", "replace"), mapping_of(["Tired=fatigue"]), "dmy").findings
    assert found.rows == found.rows_used + sum(map(len, found.left_out.values()))
    assert found.rows_used >= 1


def test_a_record_from_a_file_gives_way_to_what_the_phone_wrote_later():
    [kept] = table("date,Tired\n2026-03-01,4\n").kepts
    assert isinstance(kept, Kept)
    assert all(stamp < "019cb000" for _value, stamp in kept.fields.values())
