"""Putting a question to the vote: what was announced, in time, on stored terms only."""

import pytest
from sqlmodel import Session, col, select

from models.base import now
from models.choice import Parking, Regime, Silence
from models.meeting import AgendaItem, Meeting
from models.motion import Binding, MotionState
from models.notice import Notice, NoticeKind
from models.place import Place
from models.topic import TopicText
from models.trail import TrailLine
from rules.motion import Terms
from rules.refusal import Refused
from services.motion import put_motion, withdraw_motion
from tests.ballot_box import DAY, QUESTION, deciding, rules_of, terms
from tests.neighbourhood import Neighbourhood


def test_a_council_puts_a_topic_to_the_owners(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms())
    assert (motion.state, motion.binding) == (MotionState.ANNOUNCED, Binding.BINDING)
    assert (motion.regime, motion.matter, motion.scope_path) == (
        Regime.OWNERS,
        4,
        here.fengyuan.path,
    )
    text = session.exec(select(TopicText).where(TopicText.topic_id == topic.id)).one()
    assert text.frozen_at == now()  # nobody changes what is voted on
    posted = session.exec(select(Notice).where(Notice.motion_id == motion.id)).one()
    assert (posted.kind, posted.posted_until.date()) == (
        NoticeKind.MOTION,
        motion.closes_at.date(),
    )
    line = session.exec(select(TrailLine).where(TrailLine.code == "motion.put")).one()
    assert line.about == f"motion:{motion.id}"


@pytest.mark.parametrize("who", ["chen", "zhou", "ma", "gao", "wai", "shen"])
def test_who_has_no_right_puts_nothing(session: Session, here: Neighbourhood, who: str) -> None:
    topic = deciding(session, here)
    with pytest.raises(Refused, match="role does not allow"):
        put_motion(session, getattr(here, who), topic.id, QUESTION, terms())


def test_a_topic_that_is_still_discussed_is_not_voted_on(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    topic.step_code = "yi"
    session.flush()
    with pytest.raises(Refused, match="not at the step"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())


def test_what_no_agenda_announced_is_not_put_to_the_vote(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    topic.round = 2  # it went back: the old agenda was of another round
    session.flush()
    with pytest.raises(Refused, match="agenda of any meeting"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())


def test_an_agenda_sent_too_late_is_none(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    added = session.exec(select(AgendaItem).where(AgendaItem.topic_id == topic.id)).one()
    added.created_at = now() - 2 * DAY  # 民议 wants three days before the meeting
    session.flush()
    with pytest.raises(Refused, match="not announced 3 days"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())


def test_a_cancelled_meeting_announced_nothing(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    session.exec(select(Meeting)).one().cancelled_at = now()
    session.flush()
    with pytest.raises(Refused, match="agenda of any meeting"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())


def test_one_vote_at_a_time(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    first = put_motion(session, here.lin, topic.id, QUESTION, terms())
    with pytest.raises(Refused, match="already under way"):
        put_motion(session, here.wu, topic.id, QUESTION, terms())
    withdraw_motion(session, here.lin, first.id, "题目写得不清楚")
    assert put_motion(session, here.wu, topic.id, QUESTION, terms()).id != first.id


@pytest.mark.parametrize(("after", "fine"), [(15, True), (14, False), (0, False)])
def test_owners_need_their_days_of_notice(
    session: Session, here: Neighbourhood, after: int, fine: bool
) -> None:
    topic = deciding(session, here)
    if fine:
        assert put_motion(session, here.lin, topic.id, QUESTION, terms(after=after)).id
    else:
        with pytest.raises(Refused, match=r"15 days' notice.*2026-06-25"):
            put_motion(session, here.lin, topic.id, QUESTION, terms(after=after))


def test_the_compound_may_ask_for_more_or_less_notice(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    rules_of(session, here, notice_days=7)
    assert put_motion(session, here.lin, topic.id, QUESTION, terms(after=7)).id


@pytest.mark.parametrize(("days", "fine"), [(4, False), (5, True), (60, True), (61, False)])
def test_people_have_five_to_sixty_days(
    session: Session, here: Neighbourhood, days: int, fine: bool
) -> None:
    topic = deciding(session, here)
    opens_at = now() + 15 * DAY
    asked = Terms(Regime.OWNERS, opens_at, opens_at + days * DAY, 4)
    if fine:
        assert put_motion(session, here.lin, topic.id, QUESTION, asked).id
    else:
        with pytest.raises(Refused, match="between 5 and 60 days"):
            put_motion(session, here.lin, topic.id, QUESTION, asked)


def test_nothing_opens_in_the_past(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    with pytest.raises(Refused, match="in the past"):
        put_motion(session, here.lin, topic.id, QUESTION, terms(Regime.RESIDENTS, after=-1))


def test_an_owners_vote_names_its_matter(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    with pytest.raises(Refused, match="which matter"):
        put_motion(session, here.lin, topic.id, QUESTION, terms(matter=None))
    with pytest.raises(Refused, match="no item 10"):
        put_motion(session, here.lin, topic.id, QUESTION, terms(matter=10))


def test_a_question_is_more_than_a_word(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    with pytest.raises(Refused, match="one sentence"):
        put_motion(session, here.lin, topic.id, " 好 ", terms())


def test_silence_joins_the_majority_only_by_a_clause(session: Session, here: Neighbourhood) -> None:
    topic = deciding(session, here)
    rules_of(session, here, silence=Silence.MAJORITY, silence_clause=" ")
    with pytest.raises(Refused, match="by a clause"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())
    rules_of(session, here, silence_clause="议事规则第 21 条")
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms())
    assert (motion.silence, motion.silence_clause) == (Silence.MAJORITY, "议事规则第 21 条")


def test_the_terms_are_frozen_when_the_vote_is_announced(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    rules_of(session, here, parking=Parking.EXCLUDE, parking_clause="第 9 条", proxy_cap=2)
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms())
    rules_of(session, here, parking=Parking.COUNT, parking_clause="", proxy_cap=9)
    assert (motion.parking, motion.parking_clause, motion.proxy_cap) == (
        Parking.EXCLUDE,
        "第 9 条",
        2,
    )


def test_where_the_city_counts_our_count_is_a_trial_or_an_import(
    session: Session, here: Neighbourhood
) -> None:
    rules_of(session, here, city_system=True)
    trial = put_motion(session, here.lin, deciding(session, here).id, QUESTION, terms())
    assert trial.binding is Binding.ADVISORY
    other = deciding(session, here, "修剪 3 号楼前的大树")
    asked = terms(on_city_system=True)
    assert put_motion(session, here.lin, other.id, QUESTION, asked).binding is Binding.IMPORTED


def test_unanimity_names_the_building_that_is_affected(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    asked = terms(Regime.UNANIMITY)
    with pytest.raises(Refused, match="Choose the building"):
        put_motion(session, here.lin, topic.id, QUESTION, asked)
    with pytest.raises(Refused, match="Choose the building"):
        put_motion(
            session, here.lin, topic.id, QUESTION, terms(Regime.UNANIMITY, buildings=("9 号楼",))
        )
    asked = terms(Regime.UNANIMITY, buildings=("2 号楼",))
    assert put_motion(session, here.lin, topic.id, QUESTION, asked).buildings == ["2 号楼"]


def test_owners_decide_only_where_there_is_a_compound_and_a_roll(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    topic.compound_id = None
    session.flush()
    with pytest.raises(Refused, match="belongs to none"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())
    empty = Place(
        kind="compound",
        name="空小区",
        code="empty",
        path="/9/",
        parent_id=here.places["zhelu"].id,
    )
    session.add(empty)
    session.flush()
    topic.compound_id = empty.id
    session.flush()
    with pytest.raises(Refused, match="Nobody could answer"):
        put_motion(session, here.lin, topic.id, QUESTION, terms())


def test_a_procedure_may_name_the_way_of_deciding(session: Session, here: Neighbourhood) -> None:
    from models.procedure import Step  # noqa: PLC0415
    from services import plan  # noqa: PLC0415

    topic = deciding(session, here)
    step = session.exec(
        select(Step).where(Step.version_id == topic.version_id, Step.code == "jue")
    ).one()
    step.gates = [{"kind": "motion", "regimes": ["owners"]}]
    session.flush()
    plan.forget()
    try:
        with pytest.raises(Refused, match="another way"):
            put_motion(session, here.lin, topic.id, QUESTION, terms(Regime.RESIDENTS))
        assert put_motion(session, here.lin, topic.id, QUESTION, terms()).id
    finally:
        plan.forget()


def test_taking_back_needs_a_reason_and_leaves_it_for_all_to_read(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms())
    with pytest.raises(Refused, match="reason"):
        withdraw_motion(session, here.lin, motion.id, " ")
    with pytest.raises(Refused, match="role does not allow"):
        withdraw_motion(session, here.zhou, motion.id, "不想投了")
    withdraw_motion(session, here.lin, motion.id, "题目写得不清楚")
    assert (motion.state, motion.end_reason) == (MotionState.WITHDRAWN, "题目写得不清楚")
    with pytest.raises(Refused, match="withdrawn"):
        withdraw_motion(session, here.lin, motion.id, "再撤一次")
    with pytest.raises(Refused, match="no such vote"):
        withdraw_motion(session, here.lin, 404, "没有这个")
    assert session.exec(select(TrailLine).where(col(TrailLine.code) == "motion.withdrawn")).one()
    *_, off = session.exec(select(Notice).where(Notice.motion_id == motion.id)).all()
    assert "题目写得不清楚" in str(off.body["sections"][0])


def test_owners_are_all_asked_whatever_buildings_are_named(
    session: Session, here: Neighbourhood
) -> None:
    topic = deciding(session, here)
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms(buildings=("2 号楼",)))
    assert motion.buildings == []
