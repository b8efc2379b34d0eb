"""What waits for each persona, and what goes on around him."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.base import clock_at
from models.choice import Choice, Regime
from models.meeting import Meeting, MeetingKind
from models.place import Place
from models.topic import Topic, TopicState
from rules.permission import Visitor
from services import walk
from services.draft import keep_draft
from services.home.around import around
from services.home.waiting import MOST, Waiting, drafts, waiting
from services.motion.desk import Authority, record_proxy
from services.rating import rate
from services.task.giving import give_task
from services.trail import HOUSE
from tests.ballot_box import answer, head_of, opened
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, decided, raised, reported

DAY = timedelta(days=1)


def of(session: Session, who: Visitor) -> Waiting:
    session.flush()
    assert who.member_id is not None
    return waiting(session, who.member_id, who.held, NOON - timedelta(hours=12))


def titles(rows: Sequence[object]) -> list[str]:
    return [row.title for row in rows]  # type: ignore[attr-defined]


def meeting(session: Session, here: Neighbourhood, place: Place, title: str, days: int) -> Meeting:
    made = Meeting(
        place_id=place.id,
        path=place.path,
        kind=MeetingKind.COUNCIL,
        title=title,
        announced_at=NOON - 3 * DAY,
        starts_at=NOON + days * DAY,
        ends_at=NOON + days * DAY + timedelta(hours=2),
        due_count=3,
        called_by=here.lin.member_id,
    )
    session.add(made)
    return made


def test_nothing_waits_in_a_quiet_house(session: Session, here: Neighbourhood) -> None:
    for visitor in here.visitors.values():
        assert of(session, visitor) == Waiting()


def test_an_owner_finds_the_vote_that_he_has_not_answered(
    session: Session, here: Neighbourhood
) -> None:
    motion, _opens_at = opened(session, here)
    (row,) = of(session, here.zhou).ballots
    assert (row.motion_id, row.heads, row.closes_at) == (motion.id, 1, motion.closes_at)
    assert of(session, here.sun).ballots  # a co-owner may answer for both
    for who in (here.chen, here.lin, here.wai):
        assert not of(session, who).ballots
    answer(session, motion, here.zhou, "1-102", Choice.FOR, hours=1)
    assert not of(session, here.zhou).ballots


def test_who_holds_an_authority_finds_the_vote_that_he_answers_for(
    session: Session, here: Neighbourhood
) -> None:
    motion, opens_at = opened(session, here)
    head = head_of(session, motion, "1-102")
    with clock_at(opens_at):
        given = Authority(here.chen.name, "委托书 1 号", holder_username="chen")
        record_proxy(session, here.lin, motion.id, head.id, given)
    (row,) = of(session, here.chen).ballots
    assert (row.motion_id, row.heads) == (motion.id, 1)
    answer(session, motion, here.zhou, "1-102", Choice.FOR, hours=1)  # the owner himself
    assert not of(session, here.chen).ballots


def test_a_household_is_asked_once_in_a_residents_vote(
    session: Session, here: Neighbourhood
) -> None:
    opened(session, here, Regime.RESIDENTS)
    assert of(session, here.chen).ballots  # a tenant has a voice here
    assert not of(session, here.wai).ballots


def test_meetings_wait_where_one_lives_and_where_one_serves(
    session: Session, here: Neighbourhood
) -> None:
    meeting(session, here, here.fengyuan, "停车议事会", 1)
    meeting(session, here, here.places["fengyuan-2"], "2 号楼板凳会", 2)
    meeting(session, here, here.places["qinghe"], "清河里议事会", 3)
    meeting(session, here, here.fengyuan, "开过的会", -2)
    called_off = meeting(session, here, here.fengyuan, "取消的会", 1)
    called_off.cancelled_at = NOON
    assert titles(of(session, here.chen).meetings) == ["停车议事会"]  # lives in building 1
    assert titles(of(session, here.sun).meetings) == ["停车议事会", "2 号楼板凳会"]
    assert titles(of(session, here.lin).meetings) == ["停车议事会", "2 号楼板凳会", "清河里议事会"]
    assert titles(of(session, here.wai).meetings) == ["清河里议事会"]


def test_topics_wait_for_the_role_that_acts_next_the_late_ones_first(
    session: Session, here: Neighbourhood
) -> None:
    first = at_step(session, raised(session, here, "东门停车太乱"), "yi")
    late = at_step(session, raised(session, here, "楼道堆物太多"), "yi")
    late.due_on = date(2026, 6, 1)
    raised(session, here, "等居民附议的事")
    found = of(session, here.lin)
    assert titles(found.topics) == ["楼道堆物太多", "东门停车太乱"]
    assert found.topics_total == 2
    assert titles(of(session, here.wu).topics) == titles(found.topics)
    for who in (here.chen, here.ma, here.qin, here.shen):
        assert not of(session, who).topics
    first.state = TopicState.CLOSED
    assert titles(of(session, here.lin).topics) == ["楼道堆物太多"]


def test_a_long_list_is_counted_and_cut(session: Session, here: Neighbourhood) -> None:
    for number in range(MOST + 2):
        at_step(session, raised(session, here, f"第 {number} 件要开会的事"), "yi")
    found = of(session, here.lin)
    assert (len(found.topics), found.topics_total) == (MOST, MOST + 2)


def test_a_result_waits_for_those_concerned_until_they_have_rated(
    session: Session, here: Neighbourhood
) -> None:
    topic = reported(session, here)
    assert titles(of(session, here.chen).ratings) == [topic.title]
    assert not of(session, here.wai).ratings
    assert not of(session, here.lin).ratings
    rate(session, here.chen, topic.id or 0, 5, "很好")
    assert not of(session, here.chen).ratings
    assert of(session, here.zhou).ratings


def test_a_result_of_one_building_waits_for_that_building(
    session: Session, here: Neighbourhood
) -> None:
    topic = reported(session, here)
    building = here.places["fengyuan-2"]
    topic.place_id, topic.path = building.id or 0, building.path
    assert not of(session, here.chen).ratings
    assert of(session, here.sun).ratings


def test_work_waits_for_those_who_do_it(session: Session, here: Neighbourhood) -> None:
    topic = decided(session, here)
    give_task(session, here.lin, topic.id or 0, "签合同", "业委会", date(2026, 6, 20))
    give_task(session, here.lin, topic.id or 0, "保洁进场", "安居物业", date(2026, 6, 12))
    assert titles(of(session, here.ma).tasks) == ["保洁进场", "签合同"]
    with clock_at(NOON + 10 * DAY):  # the notice has hung long enough
        walk.refresh(session, HOUSE, topic)
    assert not of(session, here.lin).tasks  # for the council the topic itself waits
    assert titles(of(session, here.lin).topics) == [topic.title]
    topic.round = 2
    assert not of(session, here.ma).tasks


def test_what_was_begun_is_remembered_for_its_author_alone(
    session: Session, here: Neighbourhood
) -> None:
    keep_draft(session, here.chen, "propose", {"title": "东门"})
    with clock_at(NOON + DAY):
        keep_draft(session, here.chen, "minutes:7", {"text": "会上"})
    assert drafts(session, here.chen.member_id or 0) == ("minutes:7", "propose")
    assert drafts(session, here.zhou.member_id or 0) == ()


@pytest.fixture
def three(session: Session, here: Neighbourhood) -> list[Topic]:
    quiet = raised(session, here, "没有期限的事")
    quiet.due_on = None
    soon = raised(session, here, "快到期限的事")
    soon.due_on = date(2026, 6, 11)
    motion, _opens_at = opened(session, here)
    voting = session.get_one(Topic, motion.topic_id)
    session.flush()
    return [voting, soon, quiet]


def test_around_me_votes_come_first_then_what_is_due(
    session: Session, here: Neighbourhood, three: list[Topic]
) -> None:
    found = around(session, here.fengyuan.path)
    assert titles(found.cards) == [topic.title for topic in three]
    assert (found.open_total, found.voting_total) == (3, 1)
    assert around(session, here.places["qinghe"].path).open_total == 0
