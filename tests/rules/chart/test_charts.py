"""Charts say what they show: in numbers, in words, and where there is nothing, nothing."""

import json
from fractions import Fraction

import pytest

from rules.chart import (
    Bar,
    Cell,
    Line,
    Note,
    Point,
    bars,
    funnel,
    heat,
    sheet,
    small_multiples,
    trend,
)
from rules.chart.shape import BLUE, GREEN, GREY, INK, OCHRE, PICKED, RED, Spec


def _values(chart: Spec) -> list[Spec]:
    values: list[Spec] = chart["data"]["values"]
    return values


def _texts(chart: Spec) -> str:
    return json.dumps(chart, ensure_ascii=False)


def test_a_bar_says_its_name_and_its_value_in_words() -> None:
    chart = bars([Bar("a", "枫园小区", Fraction(989, 10), "98.9%", "reached")])
    assert _values(chart)[0]["label"] == "枫园小区  98.9%"
    assert _values(chart)[0]["value"] == 98.9
    assert _values(chart)[0]["colour"] == GREEN


def test_what_is_too_few_to_tell_has_no_length_and_says_why() -> None:
    chart = bars([Bar("a", "枫园小区", None, "样本太少", "hidden")])
    assert _values(chart)[0]["value"] == 0
    assert "样本太少" in _values(chart)[0]["label"]


def test_a_target_is_written_beside_its_line() -> None:
    chart = bars([Bar("a", "枫园", Fraction(1), "1")], target=Fraction(95), target_said="目标 95%")
    assert "目标 95%" in _texts(chart)
    assert "目标" not in _texts(bars([Bar("a", "枫园", Fraction(1), "1")]))


def test_a_month_without_a_figure_breaks_the_line() -> None:
    points = [
        Point(f"2026-0{n}", f"{n} 月", Fraction(n) if n != 2 else None, "") for n in (1, 2, 3)
    ]
    assert [row["value"] for row in _values(trend(points))] == [1.0, None, 3.0]


def test_lines_and_events_are_named_on_the_chart() -> None:
    points = [Point("2026-01", "1 月", Fraction(1), "1")]
    chart = trend(
        points,
        lines=[Line("alarm", Fraction(2), "告警线 2")],
        notes=[Note("2026-01", "规程改版"), Note("1999-01", "很久以前")],
    )
    assert "告警线 2" in _texts(chart) and RED in _texts(chart)
    assert "规程改版" in _texts(chart)
    assert "很久以前" not in _texts(chart)  # outside of what is shown


def test_every_chart_lets_a_point_be_picked() -> None:
    cells = [Cell("1", "枫园", "lift", "电梯", Fraction(3), "3")]
    for chart in (
        bars([Bar("a", "枫园", Fraction(1), "1")]),
        trend([Point("2026", "2026", Fraction(1), "1")]),
        heat(cells),
        funnel([Bar("ti", "民提", Fraction(5), "5 件")]),
    ):
        assert [one["name"] for layer in chart["layer"] for one in layer.get("params", [])] == [
            PICKED
        ]


def test_a_funnel_keeps_the_order_of_the_steps() -> None:
    steps = [Bar("ti", "民提", Fraction(2), "2"), Bar("yi", "民议", Fraction(5), "5")]
    assert [row["code"] for row in _values(funnel(steps))] == ["ti", "yi"]


def test_the_number_stands_in_each_cell_of_a_heat_map() -> None:
    chart = heat([Cell("1", "枫园", "lift", "电梯", Fraction(3), "3 件", "3")])
    assert _values(chart)[0]["short"] == "3" and _values(chart)[0]["said"] == "3 件"
    assert chart["layer"][1]["encoding"]["text"]["field"] == "short"


def test_a_file_tells_its_title_and_where_it_comes_from() -> None:
    made = sheet(trend([]), title="按期办结率", told=["赭麓街道", "2026 年 6 月"])
    assert made["title"] == {"text": "按期办结率", "subtitle": ["赭麓街道", "2026 年 6 月"]}
    assert "usermeta" not in made


def test_a_figure_of_others_that_dwarfs_ours_is_not_drawn() -> None:
    points = [Point("2026-01", "1 月", Fraction(10), "10")]
    for value, drawn in ((Fraction(30), True), (Fraction(31), False)):
        chart = trend(points, lines=[Line("compare", value, "聊城")])
        assert ("聊城" in _texts(chart)) is drawn
    assert "告警" in _texts(trend(points, lines=[Line("alarm", Fraction(99), "告警")]))


def test_bars_have_the_figures_of_others_across_them_behind() -> None:
    rows = [Bar("a", "甲", Fraction(400), "400 户"), Bar("b", "乙", None, "–")]
    lines = [
        Line("compare", Fraction(586), "宜阳"),
        Line("compare", Fraction(300), "芜湖", Fraction(500)),
        Line("compare", Fraction(5000), "太远"),
    ]
    chart = bars(rows, others=lines)
    line, band, own = chart["layer"]
    assert (line["mark"]["type"], band["mark"]["type"]) == ("rule", "rect")
    assert line["data"]["values"][0]["value"] == 586
    assert [band["data"]["values"][0][end] for end in ("value", "most")] == [300, 500]
    assert band["encoding"]["x2"] == {"field": "most"}
    assert own["params"], "what is tapped lies in front"
    assert "太远" not in _texts(chart)


def test_a_span_of_others_is_a_band_behind_the_line() -> None:
    points = [Point("2026-01", "1 月", Fraction(400), "400 户")]
    chart = trend(points, lines=[Line("compare", Fraction(300), "芜湖", Fraction(500))], unit="户")
    band = chart["layer"][0]
    assert band["mark"]["type"] == "rect" and band["encoding"]["y2"] == {"field": "most"}


@pytest.mark.parametrize(
    ("unit", "title", "numbers"),
    [
        ("%", None, "format(datum.value, ',~f') + '%'"),
        ("¥", None, "'¥ ' + format(datum.value, ',~f')"),
        ("件", "件", "format(datum.value, ',~f')"),
        ("", None, "format(datum.value, ',~f')"),
    ],
)
def test_an_axis_says_its_unit(unit: str, title: str | None, numbers: str) -> None:
    chart = trend([Point("2026", "2026", Fraction(1), "1")], unit=unit)
    axis = chart["layer"][0]["encoding"]["y"]["axis"]
    assert (axis["title"], axis["labelExpr"]) == (title, numbers)


def test_the_words_of_a_line_stand_where_ours_does_not_end() -> None:
    for ours, baseline in ((99, "top"), (80, "bottom")):
        points = [Point("2026", "2026", Fraction(ours), ""), Point("2027", "2027", None, "")]
        lines = [Line("warning", Fraction(95), "提醒线 95%"), Line("alarm", Fraction(75), "75%")]
        marks = [layer["mark"] for layer in trend(points, lines=lines)["layer"]]
        found = [mark["baseline"] for mark in marks if mark["type"] == "text"]
        assert found == [baseline, "bottom"]  # the lowest never over the names of the periods


def test_names_that_are_not_chinese_stand_aslant_over_a_map() -> None:
    for name, angle in (("停车", 0), ("Property service", -45)):
        chart = heat([Cell("1", "枫园", "x", name, Fraction(3), "3")])
        assert chart["encoding"]["x"]["axis"]["labelAngle"] == angle


def test_a_mark_is_told_aloud_in_words_without_its_colour() -> None:
    cells = [Cell("1", "枫园", "lift", "电梯", Fraction(3), "3 件")]
    for chart, told in (
        (bars([Bar("a", "枫园", Fraction(1), "1 件")]), "枫园  1 件"),
        (trend([Point("2026", "2026 年", Fraction(1), "1 件")]), "2026 年 1 件"),
        (heat(cells), "枫园 电梯 3 件"),
    ):
        (mark,) = [layer for layer in chart["layer"] if "params" in layer]
        assert _values(chart)[0][mark["encoding"]["description"]["field"]] == told


def test_a_number_in_a_cell_that_steps_back_stays_dark() -> None:
    chart = heat([Cell("1", "枫园", "x", "停车", Fraction(3), "3", off=True)])
    white = chart["layer"][1]["encoding"]["color"]["condition"]
    assert white["test"].startswith("!datum.off && datum.value > ")


def test_names_in_two_lines_leave_the_cells_free() -> None:
    rooms = []
    for name in ("停车", "物业服务", "维修改造工程"):
        chart = heat([Cell("1", "枫园", "x", name, Fraction(3), "3")])
        rooms.append(chart["encoding"]["x"]["axis"]["labelPadding"])
    assert rooms == [5, 18, 31]  # thirteen points a line: a file does not move them up by itself


def test_small_lines_stand_in_the_order_that_was_given() -> None:
    chart = small_multiples([("乙", []), ("甲", [])], unit="%")
    assert chart["facet"]["sort"] == ["乙", "甲"]
    assert "'%'" in chart["spec"]["encoding"]["y"]["axis"]["labelExpr"]


@pytest.mark.parametrize("paper", ["#FCFBF8", "#1B1A18"])
@pytest.mark.parametrize("ink", [BLUE, GREEN, GREY, INK, OCHRE, RED])
def test_every_ink_is_seen_on_light_paper_and_on_dark(ink: str, paper: str) -> None:
    high, low = sorted((_light(ink), _light(paper)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= (4 if ink == INK else 3)  # WCAG 2.1, 1.4.11


def _light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
