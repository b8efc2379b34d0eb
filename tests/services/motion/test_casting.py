"""One head answers once, at once with a receipt, and may change it until the close."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from db.revision import numbers
from models.base import clock_at
from models.choice import Choice, Regime
from models.motion import Ballot, Channel
from models.revision import Area
from models.roll import Owner
from models.topic import Topic, TopicState
from models.trail import TrailLine
from rules.permission import STRANGER
from rules.refusal import Refused
from services import count
from services.motion import (
    Authority,
    cast_ballot,
    enter_proxy_ballot,
    put_motion,
    record_proxy,
    withdraw_motion,
)
from tests.ballot_box import (
    ABSTAIN,
    AGAINST,
    FOR,
    QUESTION,
    answer,
    deciding,
    head_of,
    on_paper,
    opened,
    rules_of,
    terms,
)
from tests.neighbourhood import Neighbourhood


def current(session: Session, motion_id: int | None) -> list[Ballot]:
    rows = select(Ballot).where(Ballot.motion_id == motion_id, col(Ballot.replaced_at).is_(None))
    return list(session.exec(rows.order_by(col(Ballot.id))))


def test_an_owner_answers_and_gets_a_receipt(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    before = numbers(session, (Area.DELIBERATION,), here.fengyuan.path)
    receipt = answer(session, motion, here.zhou, "1-102", FOR)
    assert (len(receipt.code), receipt.choice, receipt.changed) == (9, FOR, False)
    assert [(b.choice, b.channel) for b in current(session, motion.id)] == [(FOR, Channel.ONLINE)]
    assert numbers(session, (Area.DELIBERATION,), here.fengyuan.path) > before


def test_the_trail_says_that_a_head_answered_and_never_what(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    receipt = answer(session, motion, here.zhou, "1-102", AGAINST)
    line = session.exec(select(TrailLine).where(TrailLine.code == "ballot.cast")).one()
    assert line.after == {"channel": "online", "receipt": receipt.code}
    assert line.actor_name == "周建国"


def test_a_second_answer_replaces_the_first(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    first = answer(session, motion, here.zhou, "1-102", FOR)
    second = answer(session, motion, here.zhou, "1-102", AGAINST, days=3)
    assert second.changed
    assert second.code != first.code
    assert [ballot.choice for ballot in current(session, motion.id)] == [AGAINST]
    kept = session.exec(select(Ballot).where(Ballot.motion_id == motion.id)).all()
    assert len(kept) == 2  # the history stays


def test_a_double_click_is_one_answer_with_one_receipt(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    first = answer(session, motion, here.zhou, "1-102", FOR)
    assert answer(session, motion, here.zhou, "1-102", FOR).code == first.code
    assert len(session.exec(select(Ballot)).all()) == 1


@pytest.mark.parametrize("who", ["chen", "lin", "ma", "wai", "sun"])
def test_who_owns_nothing_here_has_no_vote(session: Session, here: Neighbourhood, who: str) -> None:
    motion, _ = opened(session, here)
    with pytest.raises(Refused, match="not among those who vote"):
        answer(session, motion, getattr(here, who), "1-102", FOR)


def test_a_stranger_signs_in_first(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    with pytest.raises(Refused, match="sign in"):
        answer(session, motion, STRANGER, "1-102", FOR)


def test_a_head_of_another_vote_is_none_of_this_one(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    other, _ = opened(session, here)
    head = head_of(session, other, "1-102")
    with clock_at(motion.opens_at), pytest.raises(Refused, match="not among"):
        cast_ballot(session, here.zhou, motion.id, head.id, FOR)


def test_the_clock_bounds_the_vote(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    head = head_of(session, motion, "1-102")
    for late, fine in ((-1, False), (0, True), (30 * 86400 - 1, True), (30 * 86400, False)):
        with clock_at(motion.opens_at + timedelta(seconds=late)):
            if fine:
                assert cast_ballot(session, here.zhou, motion.id, head.id, FOR).code
            else:
                with pytest.raises(Refused, match=r"not opened|closed"):
                    cast_ballot(session, here.zhou, motion.id, head.id, FOR)


def test_the_first_voter_after_the_hour_opens_the_vote(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms(Regime.RESIDENTS, after=1))
    with clock_at(motion.opens_at), pytest.raises(Refused, match="not among"):
        cast_ballot(session, here.zhou, motion.id, 404, FOR)
    assert motion.total_heads == 5


def test_nobody_answers_what_was_withdrawn_or_ended(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    topic = session.get_one(Topic, motion.topic_id)
    topic.state = TopicState.CLOSED
    session.flush()
    with pytest.raises(Refused, match="come to its end"):
        answer(session, motion, here.zhou, "1-102", FOR)
    withdraw_motion(session, here.lin, motion.id, "题目写得不清楚")
    with pytest.raises(Refused, match="withdrawn"):
        answer(session, motion, here.zhou, "1-102", FOR)


def test_a_vote_on_the_citys_system_is_not_answered_here(
    session: Session, here: Neighbourhood
) -> None:
    rules_of(session, here, city_system=True)
    motion, _ = opened(session, here, on_city_system=True)
    with clock_at(motion.opens_at), pytest.raises(Refused, match="city's system"):
        cast_ballot(session, here.zhou, motion.id, 1, FOR)


def with_account(session: Session, here: Neighbourhood, name: str, username: str) -> None:
    owner = session.exec(select(Owner).where(Owner.name == name)).one()
    owner.member_id = here.members[username].id
    session.add(owner)
    session.flush()


def test_co_owners_have_one_vote_and_may_not_contradict_each_other(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    with_account(session, here, "钱勇", "tang")  # he gets his account while the vote runs
    first = answer(session, motion, here.sun, "2-101", FOR)
    with pytest.raises(Refused, match="agree at home"):
        answer(session, motion, here.tang, "2-101", AGAINST)
    assert answer(session, motion, here.tang, "2-101", FOR).code == first.code
    answer(session, motion, here.sun, "2-101", AGAINST)
    assert [ballot.choice for ballot in current(session, motion.id)] == [AGAINST]


def test_an_answer_of_one_who_no_longer_speaks_for_the_home_can_be_changed(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    with_account(session, here, "周建国", "wai")  # tied to the wrong account
    answer(session, motion, here.wai, "1-102", FOR)
    with_account(session, here, "周建国", "zhou")
    answer(session, motion, here.zhou, "1-102", AGAINST)
    assert [ballot.choice for ballot in current(session, motion.id)] == [AGAINST]
    with pytest.raises(Refused, match="not among"):
        answer(session, motion, here.wai, "1-102", FOR)


def test_tenants_answer_in_the_residents_meeting(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here, Regime.RESIDENTS)
    assert answer(session, motion, here.chen, "1-101", FOR).code
    with pytest.raises(Refused, match="not among"):
        answer(session, motion, here.wai, "1-101", FOR)


def test_an_owner_changes_online_what_he_signed_on_paper(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    on_paper(session, motion, here.lin, "1-102", FOR)
    assert answer(session, motion, here.zhou, "1-102", AGAINST).changed
    assert [(b.choice, b.channel) for b in current(session, motion.id)] == [
        (AGAINST, Channel.ONLINE)
    ]
    line = session.exec(select(TrailLine).where(TrailLine.code == "ballot.replaced")).one()
    assert line.before == {"channel": "paper"}


def test_a_holder_with_an_account_answers_and_the_owner_stands_above_him(
    session: Session, here: Neighbourhood
) -> None:
    motion, opens_at = opened(session, here)
    head = head_of(session, motion, "1-102")
    paper = Authority("", "委托 7 号", holder_username="zhu")
    with clock_at(opens_at):
        record_proxy(session, here.lin, motion.id, head.id, paper)
        assert cast_ballot(session, here.zhu, motion.id, head.id, ABSTAIN).code
        assert current(session, motion.id)[0].channel is Channel.PROXY
        cast_ballot(session, here.zhou, motion.id, head.id, FOR)
        with pytest.raises(Refused, match="personally"):
            cast_ballot(session, here.zhu, motion.id, head.id, AGAINST)
        with pytest.raises(Refused, match="personally"):
            enter_proxy_ballot(session, here.lin, motion.id, head.id, AGAINST)
    assert [ballot.choice for ballot in current(session, motion.id)] == [FOR]


def test_the_count_follows_every_answer(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    answer(session, motion, here.zhou, "1-102", FOR)
    answer(session, motion, here.he, "2-102", AGAINST)
    on_paper(session, motion, here.lin, "2-201", Choice.ABSTAIN)
    tally = count.tally(session, motion)
    assert tally.heads.figures() == {
        "total": 6,
        "participating": 3,
        "for": 1,
        "against": 1,
        "abstain": 1,
    }
    assert (tally.area_cm2.total, tally.area_cm2.for_) == (5_136_000, 905_500)
