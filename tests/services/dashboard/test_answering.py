"""Tiles say what the rows say: one figure, a trend, places beside each other, a map, a funnel."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.place import Place, PlaceKind
from models.register import GridPost, WorkOrder
from rules.dashboard import Tile, TileKind
from rules.metric import Grain, Period, Standing
from rules.permission import STRANGER
from rules.refusal import Refused
from services.dashboard import Answer, At, answer, dashboard, dashboards, gone, mapped, must_read
from services.dashboard.asking import as_far, read_picked, write_picked
from services.dashboard.words import period
from services.definition import append
from tests import dashboards as sample
from tests.neighbourhood import Neighbourhood

TODAY = date(2026, 6, 10)


def _at(here: Neighbourhood, code: str = "zhelu") -> At:
    place = here.places[code]
    span = Period.of(TODAY, Grain.YEAR)
    return At(place.id or 0, place.path, place.kind, place.name, span, TODAY)


def _told(session: Session, here: Neighbourhood, tile: str, **changed: object) -> Answer:
    board = dashboard(session, "street")
    at = replace(_at(here), **changed)  # type: ignore[arg-type]
    found = board.tile(tile)
    assert found is not None
    told = answer(session, here.qin, board, found, at, "zh_CN")
    assert told.refused is None, told.refused
    return told


@pytest.fixture(autouse=True)
def drawn(session: Session, here: Neighbourhood) -> None:
    sample.drawn_up(session, here)


def test_a_figure_is_told_with_its_target_and_how_it_stands(
    session: Session, here: Neighbourhood
) -> None:
    told = _told(session, here, "rate")
    assert told.said == "82.4%"  # 28 of 34
    assert told.rows[0].figure.value == Fraction(2800, 34)
    assert told.target == "95.0%"
    assert told.standing is Standing.WARNING


def test_a_figure_that_grows_says_so(session: Session, here: Neighbourhood) -> None:
    grown = sample.ORDERS | {"cumulative": True, "label": "累计工单"}
    share = sample.ON_TIME | {"cumulative": True, "label": "累计占比"}
    append(session, None, DefinitionKind.METRIC, "share", None, share)
    double = {
        "label": "两倍",
        "derived": {"op": "sum", "of": ["grown", "grown_too"]},
    }
    append(session, None, DefinitionKind.METRIC, "grown", None, grown)
    append(session, None, DefinitionKind.METRIC, "grown_too", None, grown)
    append(session, None, DefinitionKind.METRIC, "double", None, double)
    board = dashboard(session, "street")
    for key, notes in (
        ("grown", ("从头累计的数。",)),
        ("double", ("从头累计的数。",)),
        ("orders", ()),
        ("share", ("对照：聊城 98.9%",)),
    ):
        tile = Tile("one", TileKind.FIGURE, key)
        told = answer(session, here.qin, replace(board, tiles=(tile,)), tile, _at(here), "zh_CN")
        assert told.notes == notes, key


def test_a_running_month_is_compared_with_as_many_days_of_the_month_before(
    session: Session, here: Neighbourhood
) -> None:
    june = Period.read("2026-06")
    assert as_far(replace(_at(here), period=june)) == (date(2026, 5, 1), date(2026, 5, 11))
    may = replace(_at(here), period=Period.read("2026-05"))
    assert as_far(may) == (date(2026, 4, 1), date(2026, 5, 1))
    told = _told(session, here, "rate", period=Period.read("2026-05"))
    assert told.before == "100.0%" and told.moved == "−13.3 个百分点" and told.is_better is False


def test_a_trend_has_its_target_its_lines_and_what_happened(
    session: Session, here: Neighbourhood
) -> None:
    told = _told(session, here, "trend")
    assert [row.period for row in told.rows] == [f"2026-0{n}" for n in range(1, 7)]
    assert told.rows[0].figure.value is None and told.rows[0].said == "–"
    assert told.rows[3].said == "100.0%"
    drawn = str(told.chart)
    assert "╌ 目标 95.0%" in told.notes and "┈ 聊城 98.9%" in told.notes
    assert "告警线 60.0%" in drawn and "聊城 98.9%" in drawn and "新规程" in drawn


def test_a_trend_of_nothing_draws_no_axes(session: Session, here: Neighbourhood) -> None:
    told = _told(session, here, "trend", period=Period.read("2020"))
    assert told.chart is None and len(told.rows) == 6


def test_places_stand_beside_each_other_the_best_first(
    session: Session, here: Neighbourhood
) -> None:
    told = _told(session, here, "places")
    said = {row.names[0]: row.said for row in told.rows}
    assert list(said.values()) == ["95.8%", "50.0%"]  # 23 of 24, 5 of 10
    assert told.heads == ("地方",)
    assert "目标 95.0%" in str(told.chart)
    assert told.chart is not None
    labels = [bar["label"] for bar in told.chart["data"]["values"]]
    assert labels[1].endswith("50.0% · 越过告警线") and labels[0].endswith("95.8%")


def test_places_are_held_against_what_others_published(
    session: Session, here: Neighbourhood
) -> None:
    told = _told(session, here, "places")
    assert "┈ 聊城 98.9%" in told.notes
    assert "聊城 98.9%" in json.dumps(told.chart, ensure_ascii=False)


def test_a_span_that_others_published_is_told_whole(session: Session, here: Neighbourhood) -> None:
    place = here.places["fengyuan"]
    post = GridPost(name="一", households=420, place_id=place.id or 0, path=place.path)
    session.add(post)
    session.flush()
    board = dashboard(session, "metric.households_per_grid")
    told = answer(session, here.qin, board, board.tiles[-1], _at(here), "zh_CN")
    assert any("300 户–500 户" in note and note.startswith("▒ ") for note in told.notes)


def test_the_map_has_every_place_and_kind_and_adds_up(
    session: Session, here: Neighbourhood
) -> None:
    told = _told(session, here, "map")
    assert sum(row.figure.n for row in told.rows) == 34
    assert {row.names[1] for row in told.rows} == {"加装电梯", "停车"}
    assert told.heads == ("地方", "类别")


def test_a_funnel_keeps_its_order_and_shows_a_step_that_nobody_reached(
    session: Session, here: Neighbourhood
) -> None:
    told = _told(session, here, "ways")
    assert [row.code for row in told.rows] == ["hotline", "grid", "whistle"]
    assert told.rows[2].figure.n == 0


def test_a_funnel_leaves_nothing_out_that_its_figure_counts(
    session: Session, here: Neighbourhood
) -> None:
    tile = dashboard(session, "street").tile("ways")
    assert tile is not None
    short = replace(tile, order=("hotline", "whistle"))
    board = replace(dashboard(session, "street"), tiles=(short,))
    told = answer(session, here.qin, board, short, _at(here), "zh_CN")
    assert [row.code for row in told.rows] == ["hotline", "whistle", "grid"]
    assert sum(row.figure.n for row in told.rows) == 34


def test_the_picture_on_which_a_part_was_picked_keeps_the_others(
    session: Session, here: Neighbourhood
) -> None:
    whole = _told(session, here, "ways")
    picked = _told(session, here, "ways", only=(("source", "grid"),))
    assert [row.figure for row in picked.rows] == [row.figure for row in whole.rows]
    assert picked.chart is not None
    off = {bar["code"]: bar["off"] for bar in picked.chart["data"]["values"]}
    assert off == {"hotline": True, "grid": False, "whistle": True}


def test_a_figure_that_is_not_told_apart_by_what_was_picked_says_so(
    session: Session, here: Neighbourhood
) -> None:
    only = (("source", "grid"),)
    assert "上面“只看”的条件不影响这个数。" in _told(session, here, "cost", only=only).notes
    assert not _told(session, here, "rate", only=only).notes


@pytest.mark.parametrize("tile", ["places", "map", "small"])
def test_where_one_place_is_looked_at_those_below_it_are_compared(
    session: Session, here: Neighbourhood, tile: str
) -> None:
    board = dashboard(session, "street")
    found = board.tile(tile)
    assert found is not None
    wide = replace(found, level=PlaceKind.COMMUNITY)
    place = here.places["fengyuan"]
    community = session.get_one(Place, place.parent_id)
    for one in (community, place):
        at = replace(_at(here), place_id=one.id or 0, path=one.path, kind=one.kind, place=one.name)
        told = answer(session, here.qin, replace(board, tiles=(wide,)), wide, at, "zh_CN")
        assert {row.names[0] for row in told.rows} <= {"枫园小区", "清河里"}
        assert "这里按小区对比。" in told.notes


def test_where_nothing_lies_below_the_place_itself_is_shown(
    session: Session, here: Neighbourhood
) -> None:
    community = session.get_one(Place, here.places["fengyuan"].parent_id)
    for order in session.exec(select(WorkOrder)).all():
        order.place_id, order.path = community.id or 0, community.path
    session.flush()
    board = dashboard(session, "street")
    found = board.tile("places")
    assert found is not None
    wide = replace(found, level=PlaceKind.COMMUNITY)
    at = replace(_at(here), place_id=community.id or 0, path=community.path, kind=community.kind)
    told = answer(session, here.qin, replace(board, tiles=(wide,)), wide, at, "zh_CN")
    assert [row.names for row in told.rows] == [(community.name,)]
    assert told.notes == ("┈ 聊城 98.9%",), "nothing was left out"


def test_rows_of_the_place_itself_are_not_left_out_in_silence(
    session: Session, here: Neighbourhood
) -> None:
    street = here.places["zhelu"]
    order = session.exec(select(WorkOrder).where(WorkOrder.place_id != street.id)).first()
    assert order is not None
    order.place_id, order.path = street.id or 0, street.path
    session.flush()
    assert f"另有 1 条直接归{street.name}，不在以上各处。" in _told(session, here, "places").notes


def test_what_was_picked_narrows_every_picture(session: Session, here: Neighbourhood) -> None:
    only = (("category", "lift"),)
    whole, narrowed = _told(session, here, "places"), _told(session, here, "places", only=only)
    assert sum(row.figure.n for row in narrowed.rows) < sum(row.figure.n for row in whole.rows)
    unknown = _told(session, here, "places", only=(("nonsense", "1"),))
    assert [row.figure for row in unknown.rows] == [row.figure for row in whole.rows]


def test_a_place_of_its_own_shows_only_its_rows(session: Session, here: Neighbourhood) -> None:
    place = here.places["qinghe"]
    told = _told(session, here, "rate", path=place.path, place_id=place.id, kind=place.kind)
    assert told.rows[0].figure.n == 10


def test_a_figure_that_is_not_public_is_not_told_to_whoever_has_no_right_to_its_rows(
    session: Session, here: Neighbourhood
) -> None:
    board = dashboard(session, "street")
    tile = board.tile("cost")
    assert tile is not None
    for who in (here.wai, here.chen):
        told = answer(session, who, board, tile, _at(here), "zh_CN")
        assert told.refused is not None and told.chart is None and not told.rows
    assert answer(session, here.qin, board, tile, _at(here), "zh_CN").refused is None
    public = replace(board, public=True)  # what a stranger may not see, nobody sees on it
    assert answer(session, here.qin, public, tile, _at(here), "zh_CN").refused is not None


def test_a_dashboard_for_members_is_closed_to_strangers(
    session: Session, here: Neighbourhood
) -> None:
    board = dashboard(session, "street")
    with pytest.raises(Refused, match="for members"):
        must_read(board, STRANGER)
    must_read(replace(board, public=True), STRANGER)
    assert "street" in [one.key for one in dashboards(session)]
    with pytest.raises(Refused, match="no such dashboard"):
        dashboard(session, "nothing")


def test_everybody_sees_the_same_on_a_public_dashboard(
    session: Session, here: Neighbourhood
) -> None:
    board = replace(dashboard(session, "street"), public=True)
    tile = board.tile("rate")
    assert tile is not None
    said = {
        answer(session, here.visitors[who], board, tile, _at(here), "zh_CN").said
        for who in ("chen", "wai", "qin")
    }
    assert said == {"82.4%"}


@pytest.mark.parametrize(
    ("key", "chinese", "english"),
    [
        ("2026", "2026 年", "2026"),
        ("2026-H1", "2026 年上半年", "first half of 2026"),
        ("2026-Q2", "2026 年第 2 季度", "quarter 2 of 2026"),
        ("2026-06", "2026 年 6 月", "2026-06"),
        ("2026-W23", "2026 年第 23 周", "week 23 of 2026"),
        ("2026-06-10", "2026 年 6 月 10 日", "10 Jun 2026"),
    ],
)
def test_a_period_is_said_as_people_say_it(key: str, chinese: str, english: str) -> None:
    assert period(Period.read(key), "zh_CN") == chinese
    assert period(Period.read(key), "en") == english


def test_what_was_picked_comes_back_from_the_address() -> None:
    only = (("category", "lift"), ("on_time", True), ("source", ""))
    assert read_picked(write_picked(only)) == only
    assert read_picked("1=1:x.;drop:y.category:" + "x" * 100) == ()


@pytest.mark.parametrize("tile", ["small", "map", "places"])
def test_what_a_picture_has_no_room_for_stands_in_the_table(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, tile: str
) -> None:
    monkeypatch.setattr(gone, "_MOST_PLACES", 1)
    monkeypatch.setattr(mapped, "_MOST_PLACES", 1)
    board = dashboard(session, "street")
    tiles = tuple(replace(one, most=1) for one in board.tiles)
    found = replace(board, tiles=tiles).tile(tile)
    assert found is not None
    told = answer(session, here.qin, board, found, _at(here), "zh_CN")
    assert {row.names[0] for row in told.rows} == {"枫园小区", "清河里"}
    drawn = json.dumps(told.chart, ensure_ascii=False)
    assert ("枫园小区" in drawn) != ("清河里" in drawn)
    assert any("另有 1 项" in note for note in told.notes)
