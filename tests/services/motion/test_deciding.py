"""The close counts once, by the stored terms, and says how silence would have turned it."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.choice import Regime, Silence
from models.motion import Binding, MotionState
from models.notice import Notice, NoticeKind
from models.topic import Topic, TopicState
from models.trail import TrailLine
from rules.refusal import Refused
from rules.tally import Measure
from services.motion import decide_motion, import_result, record_delivery
from services.notice import text_hash
from tests.ballot_box import AGAINST, FOR, answer, closed, on_paper, opened, rules_of
from tests.neighbourhood import Neighbourhood


def test_two_majorities_at_once_pass_it(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    for person, label in ((here.zhou, "1-102"), (here.sun, "2-101"), (here.he, "2-102")):
        answer(session, motion, person, label, FOR)
    on_paper(session, motion, here.lin, "1-101", AGAINST)
    closed(session, motion)
    assert motion.state is MotionState.PASSED
    assert motion.decided_at == motion.closes_at
    assert motion.result["counted"]["heads"]["for"] == 3
    assert motion.result["channels"]["paper"] == {"heads": 1, "area_cm2": 800_000}
    assert not motion.result["flips"]
    topic = session.get_one(Topic, motion.topic_id)
    assert topic.standing[0]["state"] == "met"


def test_two_thirds_of_heads_are_not_enough_without_the_area(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    for person, label in ((here.zhou, "1-102"), (here.he, "2-102"), (here.zhu, "2-201")):
        answer(session, motion, person, label, FOR)
    on_paper(session, motion, here.lin, "1-101", FOR)
    closed(session, motion)  # four of six heads, and 3,030,500 of 5,136,000 cm²: 59 %
    assert motion.state is MotionState.FAILED
    assert session.get_one(Topic, motion.topic_id).state is TopicState.FAILED


def test_the_result_hangs_in_public_with_its_figures(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    answer(session, motion, here.zhou, "1-102", FOR)
    closed(session, motion)
    posted = session.exec(select(Notice).where(Notice.kind == NoticeKind.RESULT)).one()
    assert posted.motion_id == motion.id
    assert posted.sha256 == text_hash(posted.body)
    assert posted.body["figures"] == motion.result
    words = str(posted.body["sections"])
    assert "没有通过" in words or "未通过" in words
    assert "周建国" not in str(posted.body)  # who answered what is nobody's business
    line = session.exec(select(TrailLine).where(TrailLine.code == "motion.decided")).one()
    assert (line.actor_id, line.after["state"]) == (None, "failed")


def test_silence_turns_the_outcome_and_the_page_says_so(
    session: Session, here: Neighbourhood
) -> None:
    rules_of(session, here, silence=Silence.MAJORITY, silence_clause="议事规则第 21 条")
    motion, opens_at = opened(session, here)
    answer(session, motion, here.sun, "2-101", FOR)
    answer(session, motion, here.zhou, "1-102", FOR)
    with clock_at(opens_at):
        labels = ["1-101", "2-102", "2-201"]
        record_delivery(session, here.lin, motion.id, labels, "当面签收")
    closed(session, motion)
    assert motion.state is MotionState.PASSED
    passed = {name: figures["passed"] for name, figures in motion.result["readings"].items()}
    assert passed == {"strict": False, "abstain": False, "majority": True}
    assert motion.result["flips"]
    assert motion.result["silent"] == {"delivered": 3, "undelivered": 1}


def test_before_the_close_it_is_counted_only_when_all_have_answered(
    session: Session, here: Neighbourhood
) -> None:
    motion, opens_at = opened(session, here, Regime.COMMITTEE)
    with clock_at(opens_at), pytest.raises(Refused, match="1 have not answered"):
        decide_motion(session, here.lin, motion.id)
    from models.motion import Voter  # noqa: PLC0415
    from services.motion import cast_ballot  # noqa: PLC0415

    head = session.exec(select(Voter).where(Voter.motion_id == motion.id)).one()
    with clock_at(opens_at):
        cast_ballot(session, here.wu, motion.id, head.id, FOR)
        with pytest.raises(Refused, match="role does not allow"):
            decide_motion(session, here.zhou, motion.id)
        decide_motion(session, here.lin, motion.id)
        with pytest.raises(Refused, match="is decided"):
            decide_motion(session, here.lin, motion.id)
    assert motion.state is MotionState.PASSED


def test_it_is_counted_once(session: Session, here: Neighbourhood) -> None:
    motion, _ = opened(session, here)
    closed(session, motion)
    late = clock_at(motion.closes_at + timedelta(days=1))
    with late, pytest.raises(Refused, match="is decided"):
        decide_motion(session, here.lin, motion.id)


def test_a_vote_whose_topic_was_closed_decides_nothing(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here)
    topic = session.get_one(Topic, motion.topic_id)
    topic.state, topic.end_reason = TopicState.CLOSED, "街道另有安排"
    session.flush()
    closed(session, motion)
    assert (motion.state, motion.end_reason) == (MotionState.WITHDRAWN, "街道另有安排")


def test_an_opinion_poll_says_which_side_is_larger_and_moves_the_topic(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here, Regime.ADVISORY)
    answer(session, motion, here.chen, "1-101", FOR)
    answer(session, motion, here.zhou, "1-102", FOR)
    answer(session, motion, here.sun, "2-101", AGAINST)
    closed(session, motion)
    assert (motion.state, motion.binding) == (MotionState.PASSED, Binding.ADVISORY)
    assert session.get_one(Topic, motion.topic_id).standing[0]["state"] == "met"


def test_a_trial_count_never_moves_the_topic(session: Session, here: Neighbourhood) -> None:
    rules_of(session, here, city_system=True)
    motion, _ = opened(session, here)
    for person, label in ((here.zhou, "1-102"), (here.sun, "2-101"), (here.he, "2-102")):
        answer(session, motion, person, label, FOR)
    on_paper(session, motion, here.lin, "1-101", FOR)
    closed(session, motion)
    assert (motion.state, motion.binding) == (MotionState.PASSED, Binding.ADVISORY)
    topic = session.get_one(Topic, motion.topic_id)
    assert (topic.state, topic.standing[0]["state"]) == (TopicState.OPEN, "pending")


HEADS, AREA = Measure(6, 5, 0, 0), Measure(5_136_000, 4_000_000, 0, 0)


def test_a_result_of_the_citys_system_is_entered_with_its_document(
    session: Session, here: Neighbourhood
) -> None:
    rules_of(session, here, city_system=True)
    motion, opens_at = opened(session, here, on_city_system=True)
    with clock_at(opens_at):
        with pytest.raises(Refused, match="Name the document"):
            import_result(session, here.lin, motion.id, " ", HEADS, AREA)
        with pytest.raises(Refused, match="do not add up"):
            import_result(session, here.lin, motion.id, "京业 12", Measure(6, 5, 2, 0), AREA)
        with pytest.raises(Refused, match="role does not allow"):
            import_result(session, here.zhou, motion.id, "京业 12", HEADS, AREA)
        import_result(session, here.lin, motion.id, "京业 12", HEADS, AREA)
    assert (motion.state, motion.document) == (MotionState.PASSED, "京业 12")
    assert session.get_one(Topic, motion.topic_id).standing[0]["state"] == "met"


def test_what_is_counted_here_is_not_imported(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at), pytest.raises(Refused, match="counted here"):
        import_result(session, here.lin, motion.id, "京业 12", HEADS, AREA)


def test_the_clock_does_not_decide_what_the_city_counts(
    session: Session, here: Neighbourhood
) -> None:
    rules_of(session, here, city_system=True)
    motion, _ = opened(session, here, on_city_system=True)
    with clock_at(motion.closes_at), pytest.raises(Refused, match="city's system published"):
        decide_motion(session, here.lin, motion.id)
