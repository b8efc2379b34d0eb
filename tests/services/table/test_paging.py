"""Pages of many rows: whatever way they are picked, they are what the plain question says."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import case, event, literal, text
from sqlmodel import Session, select

from db.search import find
from models.register import OrderSource, WorkOrder
from rules.permission import Visitor
from services.right import reach, sees_all
from services.table import listing, paging
from services.table.listing import matching
from tests.neighbourhood import Neighbourhood
from tests.services.table.test_listing import TODAY, wanted

WORDS = ["电梯", "维修", "更换", "屋面", "防水", "A座", "2号楼", "12"]
ROWS = 120


def many(session: Session, here: Neighbourhood) -> None:
    chance = random.Random(3)
    places = [here.fengyuan, here.places["qinghe"]]
    for n in range(ROWS):
        place = places[chance.random() < 0.2]
        session.add(
            WorkOrder(
                number=f"G-{n:03}",
                title="".join(chance.choices(WORDS, k=3)),
                place_id=place.id,
                path=place.path,
                source=chance.choice([OrderSource.GRID, OrderSource.HOTLINE]),
                received_on=date(2026, 1, 1) + timedelta(days=n // 7),
                cost_fen=chance.randrange(50),
            )
        )
    session.flush()


ASKED: list[dict[str, Any]] = [
    {},
    {"sort": "id"},
    {"sort": "received_on"},
    {"sort": "-cost_fen"},
    {"where": {"field": "source", "op": "is", "value": "grid"}, "sort": "-id"},
    {"where": {"field": "source", "op": "is", "value": "grid"}, "sort": "-number"},
    {"q": "电梯", "sort": "-id"},
    {"q": "电梯", "sort": "id"},
    {"q": "电梯 维修", "sort": "number"},
    {"q": "ａ座", "sort": "-cost_fen", "where": {"field": "cost_fen", "op": "gt", "value": 20}},
    {"q": "G-011"},
    {"q": "没有"},
]


@pytest.mark.parametrize("who", ["qin", "gao"])
@pytest.mark.parametrize("scale", [1, 1000], ids=["as of many", "as of few"])
def test_every_page_is_what_the_plain_question_says(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, who: str, scale: int
) -> None:
    for place, name, most in (
        (find, "FEW", 5),
        (paging, "MOST", 20),
        (paging, "MOST_HITS", 10),
        (paging, "WALKED", 15),
        (paging, "WALKED_HITS", 15),
        (paging, "ROWS", 7),
    ):
        monkeypatch.setattr(place, name, most * (1 if name == "ROWS" else scale))
    monkeypatch.setattr(listing, "ROWS", 7)
    many(session, here)
    if scale > 1:  # a gap in the numbers
        session.delete(session.exec(select(WorkOrder).where(WorkOrder.number == "G-050")).one())
    actor: Visitor = getattr(here, who)
    for body in ASKED:
        asked = wanted(session, actor, "work_order", **body)
        plain = tuple(session.scalars(matching(session, actor, asked, TODAY)))
        total = listing.count(session, actor, asked, TODAY)
        assert total[0] == len(plain) if not total[1] else total[0] < len(plain), body
        for number in range(1, len(plain) // 7 + 3):
            page = listing.page(session, actor, asked, number, TODAY, total)
            assert page.ids == plain[7 * (number - 1) : 7 * number], (body, number)


def test_who_sees_all_is_not_asked_for_each_row(session: Session, here: Neighbourhood) -> None:
    many(session, here)
    assert sees_all(session, reach(session, here.qin, "work_order"))
    assert not sees_all(session, reach(session, here.gao, "work_order"))


def test_a_row_elsewhere_ends_that(session: Session, here: Neighbourhood) -> None:
    many(session, here)
    lost = session.exec(select(WorkOrder)).first()
    lost.path = "/9/"
    session.flush()
    assert not sees_all(session, reach(session, here.qin, "work_order"))
    asked = wanted(session, here.qin, "work_order")
    assert listing.count(session, here.qin, asked, TODAY) == (ROWS - 1, False)


def test_a_word_in_many_rows_is_not_looked_up_in_all(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "FEW", 5)
    many(session, here)
    if session.get_bind().dialect.name != "sqlite":
        return
    said: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    asked = wanted(session, here.qin, "work_order", q="电梯", sort="-id")
    listing.page(session, here.qin, asked, 1, TODAY)
    picked = next(one for one in said if "search_gram" in one and "LIMIT" in one and "JOIN" in one)
    values = {f"v{n}": "1" for n in range(picked.count("?"))}
    for name in values:
        picked = picked.replace("?", f":{name}", 1)
    plan = session.connection().execute(text(f"EXPLAIN QUERY PLAN {picked}"), values).all()
    assert not [row for row in plan if "TEMP B-TREE" in row[3]], plan


@pytest.mark.parametrize("order", ["id", "-id"])
@pytest.mark.parametrize("seen", ["plainly", "masked"])
def test_a_word_of_long_ago_is_found_behind_the_rows_looked_at_first(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, order: str, seen: str
) -> None:
    monkeypatch.setattr(find, "FEW", 5)
    monkeypatch.setattr(paging, "WALKED_HITS", 20)
    many(session, here)
    rows = session.exec(select(WorkOrder).order_by(WorkOrder.id)).all()
    old = rows[30:70]
    for row in old:
        row.title = f"门禁{row.title}"
    session.flush()
    fit = listing.fitting(
        session, here.qin, wanted(session, here.qin, "work_order", q="门禁", sort=order), TODAY
    )
    if seen == "masked":
        column = case((WorkOrder.number != old[0].number, WorkOrder.title), else_=literal(None))
        hits = find.look(session, "work_order", fit.own, {"title": column}, "门禁")
        fit, old = replace(fit, hits=hits), old[1:]
    assert fit.many_hits is not None
    ids = [row.id for row in (reversed(old) if order == "-id" else old)]
    for number in (1, 2, 20, 40):
        picked = paging.picked(session, fit, number, rows=1)
        assert picked == tuple(ids[number - 1 : number]), number


def test_postgresql_is_told_which_rows_have_a_rare_word(
    session: Session, here: Neighbourhood
) -> None:
    """Else it reads the table backwards, until it has met all of them."""
    many(session, here)
    asked = wanted(session, here.qin, "work_order", q="G-011", sort="-id")
    said: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    assert listing.count(session, here.qin, asked, TODAY) == (1, False)
    assert len(listing.page(session, here.qin, asked, 1, TODAY, (1, False)).ids) == 1
    if engine.dialect.name == "postgresql":
        led = [one for one in said if "search_gram" in one]
        assert len(led) == 2 and not [one for one in led if "FROM work_order" in one], led
        mode = session.connection().exec_driver_sql("SHOW plan_cache_mode").scalar_one()
        assert mode == "force_custom_plan"
