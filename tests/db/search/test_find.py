"""Whatever a search finds has the words, and whatever has them is found: on both databases."""

import random

import pytest
from sqlalchemy import case, func, literal, text
from sqlmodel import Session, col, delete, select, update

from db import search
from db.search import find
from db.search.gram import folded
from models.base import now
from models.place import Place, PlaceKind
from models.register import Dispute, OrderSource, Organisation, OrganisationKind, WorkOrder

DAY = now().date()
SIGNS = "电梯维修更换王李ab1２Ａ-% _'\"\\"


@pytest.fixture
def place(session: Session) -> Place:
    place = Place(kind=PlaceKind.COMPOUND, name="丰园", code="fengyuan", path="/1/")
    session.add(place)
    session.flush()
    return place


def _order(place: Place, number: str, title: str, **more: object) -> WorkOrder:
    return WorkOrder(
        number=number,
        title=title,
        place_id=place.id,
        path=place.path,
        source=OrderSource.GRID,
        received_on=DAY,
        **more,
    )


def _found(session: Session, question: str, columns: dict | None = None) -> set[int]:
    seen = {"number": WorkOrder.number, "title": WorkOrder.title} if columns is None else columns
    where = search.found(session, "work_order", col(WorkOrder.id), seen, question)
    return set(session.exec(select(WorkOrder.id).where(where)))


def _has(row: WorkOrder, question: str) -> bool:
    texts = [folded(row.number), folded(row.title)]
    return all(any(word in text for text in texts) for word in search.words(question))


@pytest.mark.parametrize("few", [find.FEW, 3], ids=["named", "walked"])
def test_the_index_finds_what_python_finds(
    session: Session, place: Place, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(find, "FEW", few)
    chance = random.Random(5)

    def some(longest: int) -> str:
        return "".join(chance.choices(SIGNS, k=chance.randint(1, longest)))

    rows = [_order(place, f"{n}{some(6)}", some(25)) for n in range(300)]
    session.add_all(rows)
    session.flush()
    hits = 0
    for _ in range(150):
        question = f"{some(2)} {some(2)}" if chance.random() < 0.3 else some(4)
        expected = {row.id for row in rows if _has(row, question)}
        assert _found(session, question) == expected, question
        hits += bool(expected)
    assert hits > 30


def test_a_row_is_found_by_what_it_says_now(session: Session, place: Place) -> None:
    row = _order(place, "G-1", "电梯停运")
    session.add(row)
    session.flush()
    assert _found(session, "电梯") == {row.id}
    assert _found(session, "ｇ-1 停运") == {row.id}
    row.title = "水管爆裂"
    session.flush()
    assert _found(session, "电梯") == set()
    assert _found(session, "爆裂") == {row.id}
    session.delete(row)
    session.flush()
    assert _found(session, "爆裂") == set()


def test_what_one_statement_changes_is_found_too(session: Session, place: Place) -> None:
    session.add_all(_order(place, f"G-{n}", "电梯停运") for n in range(4))
    session.flush()
    changed = col(WorkOrder.number).in_(["G-1", "G-2"])
    session.exec(update(WorkOrder).where(changed).values(title="水管爆裂"))
    assert len(_found(session, "水管")) == 2
    session.exec(delete(WorkOrder).where(changed))
    assert _found(session, "水管") == set()
    assert len(_found(session, "电梯")) == 2


def test_what_is_rolled_back_is_not_found(session: Session, place: Place) -> None:
    with pytest.raises(ZeroDivisionError), session.begin_nested():
        session.add(_order(place, "G-1", "电梯停运"))
        session.flush()
        raise ZeroDivisionError
    assert _found(session, "电梯") == set()
    assert not session.execute(text("SELECT count(*) FROM search_text")).scalar()


def test_a_column_that_administrators_added_is_found(session: Session, place: Place) -> None:
    row = _order(place, "G-1", "电梯停运", extra={"x_firm": "安达电梯公司", "x_count": 3})
    session.add(row)
    session.flush()
    firm = WorkOrder.__table__.c.extra["x_firm"].as_string()
    assert _found(session, "安达", {"x_firm": firm}) == {row.id}
    assert _found(session, "安达") == set()


def test_words_are_looked_for_in_what_may_be_seen(session: Session, place: Place) -> None:
    rows = [_order(place, f"G-{n}", "王大力投诉电梯") for n in range(2)]
    session.add_all(rows)
    session.flush()
    shown = case((WorkOrder.number == "G-1", WorkOrder.title), else_=literal(None))
    masked = func.substr(WorkOrder.title, 1, 1) + "**"
    assert _found(session, "大力", {"title": shown}) == {rows[1].id}
    assert _found(session, "大力", {"title": masked}) == set()
    assert _found(session, "大力", {}) == set()
    assert _found(session, "", {"title": masked}) == {row.id for row in rows}


def test_a_small_table_is_searched_without_an_index(session: Session, place: Place) -> None:
    assert "organisation" not in search.indexed()
    row = Organisation(
        place_id=place.id, path=place.path, kind=OrganisationKind.COMMITTEE, name="Ａ区业主委员会"
    )
    session.add(row)
    session.flush()
    for question, expected in (("a区 委员", [row.id]), ("B区", []), ("%", [])):
        where = search.found(
            session,
            "organisation",
            col(Organisation.id),
            {"name": col(Organisation.name)},
            question,
        )
        assert session.exec(select(Organisation.id).where(where)).all() == expected


def test_rows_written_past_the_session_are_put(session: Session, place: Place) -> None:
    connection = session.connection()
    known = {"place_id": place.id, "path": "/1/", "category": "other", "state": "open"}
    facts = known | {"created_at": now(), "raised_on": DAY}
    made = [{"id": n, "title": f"第 {n} 起噪音纠纷"} | facts for n in range(1, 2501)]
    connection.execute(Dispute.__table__.insert(), made)

    def found(question: str) -> list[int]:
        seen = {"title": col(Dispute.title)}
        where = search.found(session, "dispute", col(Dispute.id), seen, question)
        return list(session.exec(select(Dispute.id).where(where)))

    assert found("噪音 77") == []
    search.put(connection, "dispute", made)
    hits = [n for n in range(1, 2501) if "77" in str(n)]
    assert sorted(found("噪音 77")) == hits
    search.put(connection, "dispute", [made[76] | {"title": "漏水"}])
    assert sorted(found("噪音 77")) == hits[1:]
    search.drop(connection, "dispute", hits[1:3])
    assert sorted(found("噪音 77")) == hits[3:]
    heard: list[int] = []
    assert search.rebuild(session, "dispute", heard.append) == 2500
    assert heard == [1000, 2000, 2500]
    assert sorted(found("噪音 77")) == hits
    search.put(connection, "organisation", [{"id": 1, "name": "没有索引"}])  # and no harm is done
