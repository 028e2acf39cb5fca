"""Pictures: true to time and scale, broken where weeks are missing, words as words, nothing from outside as markup."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from server.b12.trend import spread, week_ends
from server.report.axes import NARROW, WIDE, Frame, apart, months, runs
from server.report.charts import Curve, Legend, chart, spark
from server.report.strips import Marks, placed, stretches

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = date(2025, 9, 2), date(2026, 3, 2)
ENDS = week_ends(FIRST, LAST)
LEVELS = [(10, "10 worst"), (7, "7 severe"), (4, "4 moderate"), (0, "0 none")]
LEGEND = Legend(
    "Tiredness", "Weekly median.", LEVELS, "lower is better ↓", "too few entries", "injections", "tablets"
)


def drawn(*curves: Curve, layout=WIDE, marks=None, legend=LEGEND) -> ElementTree.Element:
    nothing = Marks(injections=[], tablets=[], changes=[], months=[])
    return ElementTree.fromstring(chart("one", layout, ENDS, FIRST, curves, marks or nothing, legend))


def curve(*medians: float | None, is_form: bool = False) -> Curve:
    weeks = [None if value is None else spread([value]) for value in medians]
    return Curve([*weeks, *[None] * (len(ENDS) - len(weeks))], is_form, "now 3.0")


def shapes(svg: ElementTree.Element, look: str) -> list[ElementTree.Element]:
    return [part for part in svg.iter() if part.get("class") == f"c-{look}"]


def words(svg: ElementTree.Element) -> list[str]:
    return [part.text for part in svg.iter(f"{SVG}text")]


def points(path: ElementTree.Element) -> int:
    return path.get("d").count("L") + 1


def test_a_line_breaks_where_a_week_is_missing():
    lines = shapes(drawn(curve(5, 5, 4, None, 3, 3)), "line")
    assert [points(line) for line in lines] == [3, 2]


def test_a_week_alone_is_a_dot_without_a_line():
    svg = drawn(curve(5, None, None, 3))
    assert (len(shapes(svg, "line")), len(shapes(svg, "dot"))) == (0, 2)


def test_daily_and_weekly_are_never_joined():
    svg = drawn(curve(5, 5, 5), curve(None, None, None, 6, 6, is_form=True))
    assert [points(line) for line in shapes(svg, "line")] == [3]
    assert [points(line) for line in shapes(svg, "form")] == [2]


def test_ten_is_at_the_top_and_zero_at_the_bottom_whatever_the_values():
    frame = Frame(WIDE, FIRST, LAST)
    assert (frame.y(10), frame.y(0)) == (frame.top, frame.bottom)
    for value in (1, 9):
        [dot] = shapes(drawn(curve(value)), "dot")
        assert float(dot.get("cy")) == pytest.approx(frame.y(value), abs=0.1)


def test_a_pause_is_as_long_as_it_lasted():
    first, second, third = [
        float(dot.get("cx")) for dot in shapes(drawn(curve(5, 5, None, None, None, 5)), "dot")
    ]
    assert third - second == pytest.approx(4 * (second - first), abs=0.3)


def dotted(*days: int, weeks: list[float | None], layout=WIDE) -> ElementTree.Element:
    found = curve(*weeks)
    values = tuple((FIRST + timedelta(days=day), 3, 1) for day in days)
    return drawn(replace(found, days=values), layout=layout)


def test_single_days_are_dots_behind_the_line_also_where_it_breaks():
    svg = dotted(0, 1, 2, 9, 20, weeks=[3, None, None, 3, 3])
    [days] = shapes(svg, "day")
    assert days.get("d").count("M") == 5
    order = [part.get("class") for part in svg]
    assert order.index("c-day") < order.index("c-line")


def test_over_years_only_the_days_the_line_leaves_out_are_dots():
    ends = week_ends(LAST - timedelta(days=7 * 80 - 1), LAST)
    weeks = [spread([3]) if number else None for number in range(80)]
    days = tuple((ends[0] - timedelta(days=back), 3, 1) for back in (1, 0, -1, -2))
    nothing = Marks(injections=[], tablets=[], changes=[], months=[])
    first = ends[0] - timedelta(days=6)
    svg = ElementTree.fromstring(
        chart("one", WIDE, ends, first, [Curve(weeks, False, "3.0", days)], nothing, LEGEND)
    )
    assert [part.get("d").count("M") for part in shapes(svg, "grain")] == [2]


def test_without_any_full_week_the_days_alone_are_drawn():
    svg = dotted(3, 5, weeks=[])
    assert (len(shapes(svg, "line")), len(shapes(svg, "day"))) == (0, 1)


def test_where_a_line_ended_earlier_its_label_stands_beside_the_plot():
    svg = drawn(curve(*[4] * 26), curve(*[4] * 20, is_form=True))
    ends = [float(part.get("x")) for part in svg.iter(f"{SVG}text") if part.text == "now 3.0"]
    assert all(x > Frame(WIDE, FIRST, LAST).right for x in ends)
    [alone] = [part for part in drawn(curve(4, 4)).iter(f"{SVG}text") if part.text == "now 3.0"]
    assert float(alone.get("x")) < 200


def test_words_of_plan_changes_stay_inside_the_picture():
    changes = [(FIRST + timedelta(days=day), "injection every 8 weeks") for day in (10, 12, 14)]
    svg = drawn(curve(5), marks=Marks([], [], changes, []))
    heights = [float(part.get("y")) for part in svg.iter(f"{SVG}text") if "every" in part.text]
    assert min(heights) >= WIDE.size
    assert max(heights) < min(float(line.get("d").split()[1].split("H")[0]) for line in shapes(svg, "rule"))


def test_every_picture_has_a_role_a_title_and_a_description():
    svg = drawn(curve(5, 5))
    assert svg.get("role") == "img"
    named = [svg.find(f"*[@id='{name}']").text for name in svg.get("aria-labelledby").split()]
    assert named == ["Tiredness", "Weekly median."]


def test_both_ends_of_the_axis_are_in_words_and_the_direction_too():
    said = words(drawn(curve(5, 5)))
    assert {"10 worst", "7 severe", "4 moderate", "0 none", "lower is better ↓"} <= set(said)


def test_words_from_outside_stay_words():
    legend = Legend("<b>&\"'", "<script>", LEVELS, "", "", "", "")
    svg = drawn(curve(5), marks=Marks([], [], [(LAST, "<i>")], []), legend=legend)
    assert "<i>" in words(svg)
    assert svg.find(f"{SVG}title").text == "<b>&\"'"


def test_a_long_gap_says_that_it_is_one():
    assert "too few entries" in words(drawn(curve(5, 5, *[None] * 10, 4, 4)))
    assert "too few entries" not in words(drawn(curve(*[4] * 26)))


def test_injections_are_ticks_and_tablets_a_bar():
    days = [FIRST + timedelta(days=day) for day in (0, 1, 2, 5)]
    svg = drawn(curve(5, 5), marks=Marks(injections=days[:1], tablets=days, changes=[], months=[]))
    assert shapes(svg, "dose")[0].get("d").count("M") == 1
    assert shapes(svg, "bar")[0].get("d").count("Z") == 2
    assert {"injections", "tablets"} <= set(words(svg))


def test_days_in_a_row_are_one_stretch():
    days = [date(2026, 2, day) for day in (26, 27, 28)] + [date(2026, 3, 1), date(2026, 3, 3)]
    assert stretches(days) == [(date(2026, 2, 26), date(2026, 3, 1)), (date(2026, 3, 3), date(2026, 3, 3))]


def test_plan_changes_close_together_get_rows_of_their_own():
    frame = Frame(WIDE, FIRST, LAST)
    close = [(FIRST + timedelta(days=day), "injection every 8 weeks") for day in (10, 12, 14, 16)]
    assert [change.row for change in placed(close, frame)] == [0, 1, 2, None]
    apart_ = [(FIRST + timedelta(days=day), "tablet every day") for day in (10, 100)]
    assert [change.row for change in placed(apart_, frame)] == [0, 0]


def test_a_plan_change_near_the_right_edge_is_named_to_its_left():
    [change] = placed([(LAST, "injection every 8 weeks")], Frame(WIDE, FIRST, LAST))
    assert change.anchor == "end"


@pytest.mark.parametrize("layout", [WIDE, NARROW])
@pytest.mark.parametrize("years", [0.1, 0.5, 1, 5, 20, 120])
def test_months_are_named_where_there_is_room(layout, years):
    frame = Frame(layout, LAST - timedelta(days=round(365 * years)), LAST)
    places = [frame.x(mark) for mark in months(frame)]
    gaps = [b - a for a, b in pairwise(places)]
    assert len(places) >= 1
    assert all(gap >= layout.month_room * 0.9 for gap in gaps)


def test_labels_are_moved_apart_in_their_order():
    assert apart([50, 52, 10], 12) == [50, 62, 10]
    assert apart([], 12) == []


def test_runs_are_what_hangs_together():
    assert runs([1, 2, None, 3, None, None]) == [(0, 2), (3, 4)]
    assert runs([]) == []


def test_the_miniature_breaks_where_weeks_are_missing():
    svg = ElementTree.fromstring(spark(curve(5, 5, None, 4, 4).weeks))
    assert [points(line) for line in shapes(svg, "spark")] == [2, 2]
    assert svg.get("aria-hidden") == "true"
