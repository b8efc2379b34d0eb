"""A request to spend walks 四议两公开 as a topic, and is decided when both chains say so."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from models.base import clock_at
from models.choice import Regime
from models.ledger import PartyKind
from models.motion import Binding, Motion, MotionState
from models.procedure import Procedure, ProcedureVersion, Step
from models.spending import Spending, SpendingState
from models.topic import Topic, TopicState
from rules.refusal import Refused
from services import plan, walk
from services.plan import newest
from services.spending import chain
from services.spending.asking import ask_spending
from services.spending.deciding import bind_motion, free_motions
from services.topic.ending import close
from services.trail import HOUSE
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood
from tests.spendings import (
    PAPER,
    SLIDE,
    asked,
    consulted,
    passed,
    proposed,
    resolved,
    reviewed,
    topic_of,
    walked,
)


def test_a_request_raises_a_topic_that_walks_the_four_steps(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    spending = asked(session, here, book)
    topic = topic_of(session, spending)
    assert (topic.step_code, topic.version_id) == ("tiyi", newest(session, "siyi").version_id)
    assert spending.state is SpendingState.WALKING
    states = []
    for step in (proposed, consulted, reviewed):
        step(session, here, spending)
        states.append((topic.step_code, chain.judged(session, spending).state))
    assert states == [
        ("shangyi", SpendingState.WALKING),
        ("shenyi", SpendingState.WALKING),
        ("jueyi", SpendingState.WALKING),
    ]
    resolved(session, here, spending)
    assert chain.refresh(session, spending)
    assert topic.step_code == "gongkai"
    assert (spending.state, spending.decided_fen) == (SpendingState.APPROVED, SLIDE.asked_fen)
    assert not chain.refresh(session, spending)  # nothing has happened since


def test_who_may_not_ask_is_refused(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    for person in (here.zhou, here.ma, here.shen, here.wai):
        with pytest.raises(Refused, match="role"):
            ask_spending(session, person, book.id or 0, SLIDE)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"use": "gambling"}, "what the money is for"),
        ({"head": "E06"}, "not booked under"),
        ({"asked_fen": 0}, "Say how much"),
        ({"asked_fen": -5}, "Say how much"),
        ({"asked_fen": 10**18}, "Say how much"),
        ({"payee": " "}, "who is to be paid"),
    ],
)
def test_a_request_without_use_sum_or_payee_is_refused(
    session: Session, here: Neighbourhood, wrong: dict[str, object], why: str
) -> None:
    book = opened(session, here)
    with pytest.raises(Refused, match=why):
        ask_spending(session, here.wu, book.id or 0, replace(SLIDE, **wrong))
    assert session.exec(select(Spending)).first() is None
    assert session.exec(select(Topic)).first() is None


def test_a_person_who_is_to_be_paid_is_shown_masked(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    request = replace(PAPER, payee="周建国", payee_kind=PartyKind.PERSON)
    spending = asked(session, here, book, request)
    assert spending.payee == "周**"


def test_a_use_that_the_law_names_may_rest_on_the_residents_meeting(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    spending = walked(session, here, book, PAPER, Regime.RESIDENTS)
    assert chain.judged(session, spending).state is SpendingState.APPROVED


def test_the_four_steps_do_not_stand_for_the_owners(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    spending = walked(session, here, book, SLIDE, Regime.RESIDENTS)
    found = chain.judged(session, spending)
    assert found.state is SpendingState.WALKING
    assert "Civil Code 278" in found.missing
    motion = passed(session, here, "动用公共收益 4.86 万元修理滑梯。")
    assert motion.id in dict(free_motions(session, book.path))
    bind_motion(session, here.wu, spending.id or 0, motion.id or 0)
    assert (spending.state, spending.motion_id) == (SpendingState.APPROVED, motion.id)
    assert motion.id not in dict(free_motions(session, book.path))


@pytest.mark.parametrize(
    ("text", "change", "why"),
    [
        ("动用公共收益 48,601 元修理滑梯。", {}, "do not name"),
        ("动用公共收益 48,600 元修理滑梯。", {"state": MotionState.FAILED}, "not passed"),
        ("动用公共收益 48,600 元修理滑梯。", {"binding": Binding.ADVISORY}, "not passed"),
        ("动用公共收益 48,600 元修理滑梯。", {"regime": Regime.COMMITTEE}, "not passed"),
        ("动用公共收益 48,600 元修理滑梯。", {"matter": 3}, "another matter"),
        ("动用公共收益 48,600 元修理滑梯。", {"scope_path": "/1/"}, "no such vote"),
    ],
)
def test_a_motion_for_something_else_carries_no_request(
    session: Session, here: Neighbourhood, text: str, change: dict[str, object], why: str
) -> None:
    book = opened(session, here)
    spending = asked(session, here, book)
    motion = passed(session, here, text)
    for name, value in change.items():
        setattr(motion, name, value)
    session.add(motion)
    session.flush()
    with pytest.raises(Refused, match=why):
        bind_motion(session, here.wu, spending.id or 0, motion.id or 0)
    with pytest.raises(Refused, match="role"):
        bind_motion(session, here.zhou, spending.id or 0, motion.id or 0)


def test_one_motion_carries_one_request(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    one, other = asked(session, here, book), asked(session, here, book)
    motion = passed(session, here, "动用公共收益 48,600 元。")
    bind_motion(session, here.wu, one.id or 0, motion.id or 0)
    with pytest.raises(Refused, match="one motion, one purpose"):
        bind_motion(session, here.wu, other.id or 0, motion.id or 0)
    own = passed(session, here, "动用公共收益 48,600 元。")
    own.topic_id = other.topic_id  # the vote of a request's own topic is that request's
    session.add(own)
    with pytest.raises(Refused, match="one motion, one purpose"):
        bind_motion(session, here.wu, one.id or 0, own.id or 0)


def test_a_use_that_the_law_names_asks_for_no_other_motion(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    spending = asked(session, here, book, PAPER)
    motion = passed(session, here, "经费 1,200 元。")
    with pytest.raises(Refused, match="four steps decide"):
        bind_motion(session, here.wu, spending.id or 0, motion.id or 0)


def test_an_opinion_poll_decides_about_no_money(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    for regime in (Regime.ADVISORY, Regime.COMMITTEE):
        spending = walked(session, here, book, PAPER, regime)
        assert topic_of(session, spending).step_code == "gongkai"
        found = chain.judged(session, spending)
        assert found.state is SpendingState.WALKING
        assert "Neither" in found.missing


def test_a_topic_that_ends_takes_its_request_with_it(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    spending = walked(session, here, book, PAPER)
    chain.refresh(session, spending)
    close(session, here.lin, spending.topic_id, "供应商已倒闭，不再购买")
    assert chain.refresh(session, spending)
    assert spending.state is SpendingState.REFUSED
    withdrawn = asked(session, here, book)
    walk.end(session, HOUSE, topic_of(session, withdrawn), TopicState.WITHDRAWN, "不需要了")
    assert chain.judged(session, withdrawn).state is SpendingState.WITHDRAWN


def test_a_text_that_was_changed_to_another_sum_carries_nothing(
    session: Session, here: Neighbourhood, noon: object
) -> None:
    from services.topic.proposing import amend  # noqa: PLC0415 beside its one use

    book = opened(session, here)
    spending = asked(session, here, book, PAPER)
    text = "改为采购 900 元的文具，其余不变。"
    amend(session, here.wu, spending.topic_id, "业委会办公经费", text, "金额写错了")
    for step in (proposed, consulted, reviewed):
        step(session, here, spending)
    motion = resolved(session, here, spending)
    with clock_at(motion.closes_at):
        assert chain.judged(session, spending).state is SpendingState.WALKING


def test_a_procedure_without_its_steps_is_no_way_to_money(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    siyi = select(ProcedureVersion.id).join(Procedure).where(Procedure.code == "siyi")
    version = session.exec(siyi).one()
    short = [{"kind": "two_persons", "roles": ["council"]}]
    session.execute(
        update(Step)
        .where(col(Step.version_id) == version, col(Step.code) == "shenyi")
        .values(gates=short)
    )
    plan.forget()
    with pytest.raises(Refused, match="four steps"):
        ask_spending(session, here.wu, book.id or 0, SLIDE)
    plan.forget()
    assert session.exec(select(Motion)).first() is None
