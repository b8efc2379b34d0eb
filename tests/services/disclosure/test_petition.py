"""Owners ask for an audit: one head once, both shares reached, an outcome for all to read."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.disclosure import PetitionSignature
from models.roll import Owner
from models.trail import TrailLine
from rules.refusal import Refused
from services.disclosure.petition import begin_petition, settle_petition, sign_petition, standing
from services.disclosure.sheet import has_signed, is_open, petition
from tests.conftest import NOON
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood
from tests.posted import owning

TEXT = "电梯广告收入连续两年偏低，请求审计。"
OUTCOME = "业主大会授权业委会委托会计师事务所审计，报告已张贴。"


@pytest.fixture
def book_id(session: Session, here: Neighbourhood) -> int:
    owning(session, here)
    return opened(session, here).id or 0


def test_a_fifth_of_the_heads_and_of_the_area_reaches_it(
    session: Session, here: Neighbourhood, book_id: int
) -> None:
    begun = begin_petition(session, here.zhou, book_id, TEXT)
    found = standing(session, begun)
    assert (found.heads, found.total_heads, found.needed_heads) == (1, 6, 2)
    assert (found.area_cm2, found.needed_area_cm2) == (905_500, 1_027_200)
    assert begun.reached_at is None
    sign_petition(session, here.he, begun.id or 0)
    assert begun.reached_at == NOON
    codes = session.exec(select(TrailLine.code).where(TrailLine.code.like("petition.%")))  # type: ignore[attr-defined]
    assert sorted(codes) == [
        "petition.begun",
        "petition.reached",
        "petition.signed",
        "petition.signed",
    ]


def test_a_head_signs_once_whoever_of_its_owners_does(
    session: Session, here: Neighbourhood, book_id: int
) -> None:
    husband = session.exec(select(Owner).where(Owner.name == "钱勇")).one()
    husband.member_id = here.members["zhu"].id
    session.add(husband)
    begun = begin_petition(session, here.sun, book_id, TEXT)
    with pytest.raises(Refused, match="have signed this petition"):
        sign_petition(session, here.sun, begun.id or 0)
    sign_petition(session, here.zhu, begun.id or 0)  # for his other unit alone
    rows = session.exec(select(PetitionSignature)).all()
    assert len(rows) == 2
    assert sum(row.area_cm2 for row in rows) == 1_800_000
    with pytest.raises(Refused, match="have signed this petition"):
        sign_petition(session, here.zhu, begun.id or 0)


def test_only_owners_on_the_roll_sign(session: Session, here: Neighbourhood, book_id: int) -> None:
    begun = begin_petition(session, here.zhou, book_id, TEXT)
    for person in (here.chen, here.lin, here.wai):
        with pytest.raises(Refused, match="role does not allow"):
            sign_petition(session, person, begun.id or 0)
    unlinked = session.exec(select(Owner).where(Owner.name == "朱红")).one()
    unlinked.member_id = None
    session.add(unlinked)
    session.flush()
    with pytest.raises(Refused, match="knows no unit of yours"):
        sign_petition(session, here.zhu, begun.id or 0)


def test_one_petition_runs_at_a_time(session: Session, here: Neighbourhood, book_id: int) -> None:
    begun = begin_petition(session, here.zhou, book_id, TEXT)
    with pytest.raises(Refused, match="running already"):
        begin_petition(session, here.he, book_id, TEXT)
    with clock_at(NOON + timedelta(days=61)):
        with pytest.raises(Refused, match="closed on"):
            sign_petition(session, here.he, begun.id or 0)
        begin_petition(session, here.he, book_id, TEXT)


@pytest.mark.parametrize("text", ["", "请审计", "长" * 1001])
def test_a_petition_says_why(
    session: Session, here: Neighbourhood, book_id: int, text: str
) -> None:
    with pytest.raises(Refused, match="Please write"):
        begin_petition(session, here.zhou, book_id, text)
    with pytest.raises(Refused, match="no such book"):
        begin_petition(session, here.zhou, 999, TEXT)


def test_what_came_of_it_is_recorded_once_and_only_when_it_was_reached(
    session: Session, here: Neighbourhood, book_id: int
) -> None:
    begun = begin_petition(session, here.zhou, book_id, TEXT)
    with pytest.raises(Refused, match="Not enough owners"):
        settle_petition(session, here.lin, begun.id or 0, OUTCOME)
    sign_petition(session, here.he, begun.id or 0)
    with pytest.raises(Refused, match="Please write"):
        settle_petition(session, here.lin, begun.id or 0, "办了")
    settle_petition(session, here.lin, begun.id or 0, OUTCOME)
    with pytest.raises(Refused, match="recorded already"):
        settle_petition(session, here.lin, begun.id or 0, OUTCOME)
    with pytest.raises(Refused, match="no such petition"):
        settle_petition(session, here.lin, 999, OUTCOME)
    shown = petition(session, book_id)
    assert shown is not None
    assert shown.outcome == OUTCOME
    assert not is_open(shown, NOON.date())


def test_the_page_knows_who_signed(session: Session, here: Neighbourhood, book_id: int) -> None:
    assert petition(session, book_id) is None
    begun = begin_petition(session, here.zhou, book_id, TEXT)
    zhou, he = here.members["zhou"].id or 0, here.members["he"].id or 0
    assert has_signed(session, begun.id or 0, zhou)
    assert not has_signed(session, begun.id or 0, he)
    shown = petition(session, book_id)
    assert shown is not None
    assert is_open(shown, NOON.date())
    assert shown.progress.missing_heads == 1
