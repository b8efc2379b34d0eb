"""The board reads what is there, counted, filtered and paged by the database."""

from datetime import date, timedelta

from sqlmodel import Session, select

from models.base import clock_at
from models.procedure import Procedure
from models.topic import Category
from services.approval import approve
from services.topic import board
from services.topic.board import CARDS, Wanted
from services.topic.proposing import propose
from services.topic.support import endorse
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import BODY, raised


def wanted(session: Session, here: Neighbourhood, **more: object) -> Wanted:
    wumin = session.exec(select(Procedure.id).where(Procedure.code == "wumin")).one()
    return Wanted(path=here.fengyuan.path, procedure_id=wumin, **more)  # type: ignore[arg-type]


def test_columns_are_counted_and_paged(session: Session, here: Neighbourhood) -> None:
    for n in range(CARDS + 2):
        raised(session, here, f"第 {n} 件停车的事")
    query = wanted(session, here)
    assert board.census(session, query.path).counts(query) == {"ti": CARDS + 2}
    first, second = (board.cards(session, query, (("ti", page),))["ti"] for page in (1, 2))
    assert (len(first), len(second)) == (CARDS, 2)
    assert {c.id for c in first}.isdisjoint({c.id for c in second})


def test_filters_narrow_the_board(session: Session, here: Neighbourhood) -> None:
    mine = raised(session, here)
    pets = propose(session, here.zhou, here.fengyuan.id, "文明养宠公约", BODY, Category.PETS)
    endorse(session, here.sun, pets.id)
    declined = raised(session, here, "这件事归城管管")
    approve(session, here.lin, declined.id, 1, False, "属于城管职责，已转办")

    def ids(**more: object) -> set[int]:
        asked = wanted(session, here, **more)
        found = {c.id for c in board.cards(session, asked, (("ti", 1),))["ti"]}
        assert board.counts(session, asked, ("ti",)).get("ti", 0) == len(found)
        return found

    assert ids() == {mine.id, pets.id}
    assert ids(category=Category.PETS) == {pets.id}
    assert ids(proposer_id=here.chen.member_id) == {mine.id}
    assert ids(proposer_id=here.sun.member_id) == {pets.id}
    assert ids(words="养宠") == {pets.id}
    assert ids(words="宠") == {pets.id}
    assert ids(words="100%_") == set()
    assert ids(ended=True) == {declined.id}
    assert ids(overdue_on=date(2026, 6, 11)) == set()
    assert ids(overdue_on=date(2027, 1, 1)) == {mine.id, pets.id}


def test_a_street_sees_its_compounds_and_a_compound_not_its_neighbour(
    session: Session, here: Neighbourhood
) -> None:
    raised(session, here)
    propose(session, here.wai, here.places["qinghe"].id, "清河里路灯坏了", BODY, Category.SAFETY)
    query = wanted(session, here)
    street = Wanted(path=here.places["zhelu"].path, procedure_id=query.procedure_id)
    assert board.census(session, query.path).counts(query) == {"ti": 1}
    assert board.census(session, street.path).counts(street) == {"ti": 2}


def test_what_is_due_first_stands_on_top(session: Session, here: Neighbourhood) -> None:
    later = raised(session, here)
    with clock_at(NOON - timedelta(days=10)):
        sooner = raised(session, here, "北门的路灯坏了")
    found = board.cards(session, wanted(session, here), (("ti", 1),))["ti"]
    assert [card.id for card in found] == [sooner.id, later.id]


def test_all_columns_come_at_once_each_with_its_own_page(
    session: Session, here: Neighbourhood
) -> None:
    raised_ids = [raised(session, here, f"第 {n} 件停车的事").id for n in range(CARDS + 1)]
    pages = (("ti", 2), ("yi", 1))
    found = board.cards(session, wanted(session, here), pages)
    assert [one.id for one in found["ti"]] == raised_ids[:1]
    assert found["yi"] == ()
    assert board.cards(session, wanted(session, here), ()) == {}


def test_the_census_names_the_procedures_the_most_used_first(
    session: Session, here: Neighbourhood
) -> None:
    raised(session, here)
    found = board.census(session, here.fengyuan.path)
    assert [procedure.code for procedure in found.procedures] == ["wumin"]
    declined = raised(session, here, "这件事归城管管")
    approve(session, here.lin, declined.id, 1, False, "属于城管职责，已转办")
    ended = wanted(session, here, ended=True)
    found = board.census(session, here.fengyuan.path)
    assert found.counts(ended) == {"ti": 1}
    assert found.counts(wanted(session, here)) == {"ti": 1}
    assert board.census(session, "/404/").procedures == ()
