"""The board and the topic page read what is there, filtered and paged by the database."""

from datetime import date, timedelta

from sqlmodel import Session, select

from models.base import clock_at
from models.procedure import Procedure
from models.topic import Category
from services.approval import approve
from services.topic import reading
from services.topic.proposing import propose
from services.topic.reading import CARDS, Wanted
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
    assert reading.counts(session, query) == {"ti": CARDS + 2}
    first, second = (reading.cards(session, query, "ti", page) for page in (1, 2))
    assert (len(first), len(second)) == (CARDS, 2)
    assert {c.id for c in first}.isdisjoint({c.id for c in second})


def test_filters_narrow_the_board(session: Session, here: Neighbourhood) -> None:
    mine = raised(session, here)
    pets = propose(session, here.zhou, here.fengyuan.id, "文明养宠公约", BODY, Category.PETS)
    endorse(session, here.sun, pets.id)
    declined = raised(session, here, "这件事归城管管")
    approve(session, here.lin, declined.id, 1, False, "属于城管职责，已转办")

    def ids(**more: object) -> set[int]:
        return {c.id for c in reading.cards(session, wanted(session, here, **more), "ti", 1)}

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
    assert reading.counts(session, query) == {"ti": 1}
    assert reading.counts(session, street) == {"ti": 2}


def test_what_is_due_first_stands_on_top(session: Session, here: Neighbourhood) -> None:
    later = raised(session, here)
    with clock_at(NOON - timedelta(days=10)):
        sooner = raised(session, here, "北门的路灯坏了")
    found = reading.cards(session, wanted(session, here), "ti", 1)
    assert [card.id for card in found] == [sooner.id, later.id]


def test_an_account_tells_the_whole_story(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    endorse(session, here.zhou, topic.id)
    approve(session, here.lin, topic.id, 1, True, "同意受理这件事")
    told = reading.account(session, topic.id)
    assert told is not None
    assert [(entry.step_code, entry.outcome) for entry in told.entries] == [
        ("ti", "success"),
        ("yi", ""),
    ]
    assert [(a.approved, name) for a, name in told.approvals] == [(True, "林秀英")]
    assert [text.number for text in told.texts] == [1]
    assert reading.endorsed_text(session, topic.id, here.zhou.member_id) == 1
    assert reading.endorsed_text(session, topic.id, here.sun.member_id) == 0
    assert reading.account(session, 404) is None


def test_like_topics_are_found_while_writing(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    found = reading.similar(session, here.fengyuan.path, "东门晚上停车很混乱")
    assert [row.id for row, percent in found if percent >= 30] == [topic.id]
    assert reading.similar(session, here.fengyuan.path, "文明养宠") == []
    assert reading.similar(session, here.fengyuan.path, "") == []
