"""Lists of any table: what fits, in its order, and no more than one may read."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from models.rating import Rating
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import Wanted, read_body
from services.table import listing
from services.table.detail import detail
from services.table.opening import opened, size, tables
from services.table.related import related
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.stage import raised

TODAY = date(2026, 6, 10)


def wanted(session: Session, actor: Visitor, key: str, **body: Any) -> Wanted:
    table = opened(session, actor, key)
    return read_body(table.entity, table.names, body)[0]


def titles(session: Session, actor: Visitor, **body: Any) -> list[str]:
    asked = wanted(session, actor, "work_order", **body)
    return list(listing.page(session, actor, asked, 1, TODAY).titles)


def test_a_list_is_in_the_order_that_the_table_says(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    assert titles(session, here.lin) == ["占用通道", "屋顶漏水", "路灯不亮", "电梯停运"]
    assert titles(session, here.lin, sort="number")[0] == "电梯停运"


def test_a_list_ends_where_the_right_ends(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    asked = wanted(session, here.wai, "place")
    assert listing.count(session, here.wai, asked, TODAY)[0] > 0
    with pytest.raises(Refused, match="role"):
        opened(session, here.chen, "work_order")


def test_filters_stand_in_each_other(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    place = {"field": "place_id", "op": "is", "value": here.places["qinghe"].id}
    dear = {"field": "cost_fen", "op": "ge", "value": 10_000}
    early = {"field": "received_on", "op": "lt", "value": "2026-05-05"}
    both = {"any": [place, {"all": [dear, {"not": early}]}]}
    assert titles(session, here.lin, where=both) == ["占用通道", "路灯不亮"]


def test_a_place_narrows_a_table_that_names_none_itself(
    session: Session, here: Neighbourhood
) -> None:
    """A mark knows its topic, and the topic its place: the list of one compound is its own."""
    for code in ("fengyuan", "qinghe"):
        topic, place = raised(session, here, code), here.places[code]
        topic.place_id, topic.path = place.id or 0, place.path
        one = Rating(
            topic_id=topic.id, member_id=here.chen.member_id, household=code, score=4, reason=code
        )
        session.add(one)
    session.flush()
    asked = wanted(session, here.qin, "rating", within=here.places["qinghe"].path)
    assert asked.narrowed and listing.count(session, here.qin, asked, TODAY) == (1, False)
    ids = tuple(session.scalars(listing.matching(session, here.qin, asked, TODAY)))
    assert ids == listing.page(session, here.qin, asked, 1, TODAY).ids == (one.id,)
    hostile = wanted(session, here.qin, "rating", within="/1/'; drop")
    assert hostile == wanted(session, here.qin, "rating")


def test_words_are_found_in_the_columns_that_are_searched(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    assert titles(session, here.lin, q="漏水") == ["屋顶漏水"]
    assert titles(session, here.lin, q="g-002") == ["路灯不亮"]
    assert titles(session, here.lin, q="%") == []


def test_what_rows_point_to_is_called_by_its_name(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    asked = wanted(session, here.lin, "work_order", columns=["number", "place_id"])
    page = listing.page(session, here.lin, asked, 1, TODAY)
    named = page.labels.names["place"]
    assert next(named[row[1]] for row in page.rows) == "清河里"


def test_a_row_shows_what_may_be_read_of_it(session: Session, here: Neighbourhood) -> None:
    row = orders(session, here)[1]
    found = detail(session, here.lin, "work_order", row.id or 0)
    assert found.title == "路灯不亮" and found.values["cost_fen"] == 12_050
    assert found.changeable and found.removable
    assert not detail(session, here.shen, "work_order", row.id or 0).changeable
    for actor, row_id in ((here.lin, 999), (here.wu, 999), (here.chen, row.id or 0)):
        with pytest.raises(Refused):
            detail(session, actor, "work_order", row_id)


def test_a_row_knows_what_points_to_it(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    found = related(session, here.lin, "place", here.fengyuan.id or 0)
    by_table = {one.entity.key: one for one in found}
    assert by_table["work_order"].total == 2
    assert by_table["work_order"].page.titles == ("路灯不亮", "电梯停运")


def test_tables_are_those_that_may_be_read(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    assert "work_order" in {one.key for one in tables(session, here.lin)}
    assert "work_order" not in {one.key for one in tables(session, here.chen)}
    assert size(session, here.lin, "work_order") == (4, False)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"where": "{"}, 2),
        ({"where": {"field": "password_hash", "op": "is", "value": "x"}}, 2),
        ({"columns": ["number", "gone", "number"]}, 1),
        ({"sort": "password_hash"}, 1),
        ({"q": 3}, 0),
    ],
)
def test_what_cannot_be_read_of_an_address_is_left_out_and_said(
    session: Session, here: Neighbourhood, body: dict[str, Any], told: int
) -> None:
    orders(session, here)
    table = opened(session, here.lin, "work_order")
    asked, left_out = read_body(table.entity, table.names, body)
    assert len(left_out) == told
    assert listing.count(session, here.lin, asked, TODAY) == (4, False)
