"""Rating: once each, by those affected, after the work; and what too few satisfied lead to."""

import pytest
from sqlmodel import Session, select

from models.member import Grant, Member, Role
from models.place import PlaceKind, VotingRule
from models.topic import Topic, TopicState
from models.trail import TrailLine
from rules.permission import Visitor
from rules.refusal import Refused
from services import rating
from services.place import plant
from services.trail import HOUSE
from services.visitor import visitor
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, decided, raised, reported


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    return reported(session, here)


RATERS = ("chen", "zhou", "sun", "he", "zhu")


def test_a_tenant_rates_the_result_with_a_reason(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    given = rating.rate(session, here.chen, topic.id, 4, " 干净多了 ")
    assert (given.score, given.reason, given.round) == (4, "干净多了", 1)
    assert given.household == f"unit:{here.places['fengyuan-1-101'].id}"
    line = session.exec(select(TrailLine).where(TrailLine.code == "topic.rated")).one()
    assert line.after == {"round": 1}  # which mark is nobody's business


def test_everybody_rates_once(session: Session, here: Neighbourhood, topic: Topic) -> None:
    rating.rate(session, here.chen, topic.id, 4, "很好")
    with pytest.raises(Refused, match="once"):
        rating.rate(session, here.chen, topic.id, 1, "改主意了")


@pytest.mark.parametrize("who", ["lin", "ma", "shi", "qin", "shen", "wai"])
def test_who_is_not_affected_does_not_rate(
    session: Session, here: Neighbourhood, topic: Topic, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        rating.rate(session, getattr(here, who), topic.id, 5, "很好")


def test_a_topic_of_one_building_is_rated_by_those_who_live_there(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    building = here.places["fengyuan-2"]
    topic.place_id, topic.path = building.id, building.path
    with pytest.raises(Refused, match="role"):
        rating.rate(session, here.chen, topic.id, 5, "很好")
    assert rating.rate(session, here.sun, topic.id, 5, "很好").score == 5


@pytest.mark.parametrize(
    ("score", "reason", "words"), [(0, "很好", "1 to 5"), (6, "很好", "1 to 5"), (3, "", "why")]
)
def test_a_mark_without_sense_is_refused(
    session: Session, here: Neighbourhood, topic: Topic, score: int, reason: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        rating.rate(session, here.chen, topic.id, score, reason)


def test_nothing_is_rated_before_the_work_is_reported_done(
    session: Session, here: Neighbourhood
) -> None:
    early = decided(session, here)
    with pytest.raises(Refused, match="once the work"):
        rating.rate(session, here.chen, early.id, 5, "很好")
    pushed = raised(session, here, "东门停车太乱")
    at_step(session, pushed, "ping")  # no report, whatever the step says
    with pytest.raises(Refused, match="once the work"):
        rating.rate(session, here.chen, pushed.id, 5, "很好")


def test_with_five_raters_and_too_few_satisfied_the_topic_reopens_by_itself(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for who, score in zip(RATERS, (5, 4, 3, 2, 1)):
        assert topic.step_code == "ping"
        rating.rate(session, getattr(here, who), topic.id, score, "如实说")
    assert (topic.step_code, topic.round, topic.state) == ("yi", 2, TopicState.OPEN)
    with pytest.raises(Refused, match="once the work"):
        rating.rate(session, here.chen, topic.id, 5, "很好")


def test_at_sixty_percent_exactly_it_stays(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for who, score in zip(RATERS, (5, 4, 4, 2, 1)):
        rating.rate(session, getattr(here, who), topic.id, score, "如实说")
    assert (topic.step_code, topic.round) == ("ping", 1)


def test_the_sheet_shows_marks_and_reasons_with_names_masked(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    assert rating.ratings(session, topic.id).is_open
    rating.rate(session, here.chen, topic.id, 5, "很好")
    rating.rate(session, here.zhou, topic.id, 2, "电梯还是慢")
    found = rating.ratings(session, topic.id).round(1)
    assert found.marks.counts == (0, 1, 0, 0, 1)
    assert [(r.score, r.reason, r.author) for r in found.reasons] == [
        (2, "电梯还是慢", "周**"),
        (5, "很好", "陈**"),
    ]
    assert found.members == {here.chen.member_id, here.zhou.member_id}
    assert rating.ratings(session, topic.id).asked == rating.Asked(60, 5)
    session.add(VotingRule(place_id=here.fengyuan.id, names_public=True))
    assert rating.ratings(session, topic.id).round(1).reasons[0].author == "周建国"


def test_an_earlier_round_stays_readable(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for who in RATERS:
        rating.rate(session, getattr(here, who), topic.id, 1, "不满意")
    sheet = rating.ratings(session, topic.id)
    assert not sheet.is_open
    assert [row.number for row in sheet.rounds] == [1]
    assert sheet.round(2).marks.raters == 0


def newcomer(session: Session, here: Neighbourhood) -> Visitor:
    place = plant(session, HOUSE, PlaceKind.UNIT, "1-301", "fy-1-301", here.places["fengyuan-1"])
    member = Member(username="xin", name="新邻居")
    session.add(member)
    session.flush()
    session.add(Grant(member_id=member.id, role=Role.OWNER, place_id=place.id))
    session.flush()
    return visitor(session, member.id)


def test_who_moved_in_yesterday_may_rate_today(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    assert rating.rate(session, newcomer(session, here), topic.id, 5, "很好").score == 5
