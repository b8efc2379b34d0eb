"""Sharing: what was delivered, told once, and found again by everybody."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.photo import Photo
from models.task import Task
from models.topic import Category, Topic, TopicState
from models.trail import TrailLine
from rules.refusal import Refused
from services.benefit import reading
from services.benefit.publishing import Delivered, publish_benefit
from services.covenant import Words, of_topic
from services.photo import Picture
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, raised, reported

DELIVERED = Delivered(
    title="电动车棚建成",
    summary="两处车棚、六十个充电位，自六月起免费停放。",
    delivered_by="安居物业",
    done_on=date(2026, 6, 1),
    due_on=date(2026, 6, 5),
    households=312,
    cost_fen=4_860_000,
)
PICTURE = Picture(b"large", b"small", 40, 30, "d" * 64)
COVENANT = Words("电动车停放公约", "进棚停放，不飞线充电，不占消防通道。", date(2026, 7, 1))


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    return at_step(session, raised(session, here), "xiang")


def changed(**more: object) -> Delivered:
    return Delivered(**DELIVERED.__dict__ | more)  # type: ignore[arg-type]


def test_a_published_result_ends_the_topic_well(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    made = publish_benefit(session, here.lin, topic.id, DELIVERED, [PICTURE])
    assert (made.households, made.cost_fen, made.path) == (312, 4_860_000, topic.path)
    assert topic.state is TopicState.DONE
    assert session.exec(select(Photo).where(Photo.about == f"benefit:{made.id}")).one()
    line = session.exec(select(TrailLine).where(TrailLine.code == "benefit.published")).one()
    assert line.after["households"] == 312


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "qin", "wai"])
def test_a_result_is_not_for_everybody_to_publish(
    session: Session, here: Neighbourhood, topic: Topic, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        publish_benefit(session, getattr(here, who), topic.id, DELIVERED)


def test_a_result_is_published_once(session: Session, here: Neighbourhood, topic: Topic) -> None:
    publish_benefit(session, here.lin, topic.id, DELIVERED)
    with pytest.raises(Refused, match="already published"):
        publish_benefit(session, here.tang, topic.id, DELIVERED)


def test_a_result_is_not_published_before_its_time(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="not come to sharing"):
        publish_benefit(session, here.lin, reported(session, here).id, DELIVERED)


def test_a_procedure_without_a_sharing_step_publishes_when_it_is_done(
    session: Session, here: Neighbourhood
) -> None:
    done = raised(session, here)
    done.state = TopicState.DONE
    assert publish_benefit(session, here.lin, done.id, DELIVERED).topic_id == done.id


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": ""}, "title"),
        ({"summary": "好"}, "characters"),
        ({"delivered_by": ""}, "who does it"),
        ({"done_on": date(2026, 6, 11)}, "future"),
        ({"households": 0}, "at least one"),
        ({"cost_fen": -1}, "below zero"),
    ],
)
def test_a_result_that_cannot_be_is_refused(
    session: Session, here: Neighbourhood, topic: Topic, more: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        publish_benefit(session, here.lin, topic.id, changed(**more))


def test_a_covenant_goes_into_the_register_with_the_result(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    publish_benefit(session, here.lin, topic.id, DELIVERED, covenant=COVENANT)
    (found,) = of_topic(session, topic.id)
    assert reading.sharing(session, topic.id).covenants == (found,)
    assert (found.title, found.number, found.place) == ("电动车停放公约", 1, "枫园小区")


def test_the_form_begins_with_what_the_tasks_say(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for title, doer, done, cost in (
        ("建棚", "安居物业", 1, 100),
        ("通电", "供电所", 8, 50),
        ("验收", "安居物业", 3, 0),
    ):
        session.add(
            Task(
                topic_id=topic.id,
                title=title,
                doer=doer,
                due_on=date(2026, 6, 5),
                done_on=date(2026, 6, done),
                cost_fen=cost,
                set_by=here.lin.member_id,
            )
        )
    session.flush()
    found = reading.sharing(session, topic.id).suggested
    assert found is not None
    assert (found.delivered_by, found.done_on, found.due_on, found.cost_fen) == (
        "安居物业、供电所",
        date(2026, 6, 8),
        date(2026, 6, 5),
        150,
    )


def test_results_are_found_by_words_and_category_and_come_with_totals(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    publish_benefit(session, here.lin, topic.id, DELIVERED, [PICTURE])
    other = at_step(session, raised(session, here, "修儿童滑梯"), "xiang")
    late = changed(title="滑梯 100% 修好", households=40, done_on=date(2026, 6, 9), cost_fen=0)
    publish_benefit(session, here.lin, other.id, late)
    found = reading.benefits(session, here.fengyuan.path)
    assert (found.total, found.households, found.cost_fen, found.in_time) == (2, 352, 4_860_000, 1)
    assert [row.title for row in found.rows] == ["滑梯 100% 修好", "电动车棚建成"]
    assert found.rows[1].photo.sha256 == "d" * 64
    assert reading.benefits(session, "/", words="电动车棚").total == 1
    assert reading.benefits(session, "/", words="100%").total == 1
    assert reading.benefits(session, "/", words="%").total == 1  # a sign, not a wildcard
    assert reading.benefits(session, "/", category=Category.PETS).total == 0
    assert reading.benefits(session, here.places["qinghe"].path).total == 0


def test_results_come_page_by_page(session: Session, here: Neighbourhood, topic: Topic) -> None:
    publish_benefit(session, here.lin, topic.id, DELIVERED)
    other = at_step(session, raised(session, here, "修儿童滑梯"), "xiang")
    publish_benefit(session, here.lin, other.id, changed(title="滑梯修好"))
    first = reading.benefits(session, "/", page=1, rows=1)
    second = reading.benefits(session, "/", page=2, rows=1)
    assert (first.total, len(first.rows)) == (2, 1)
    assert {first.rows[0].id, second.rows[0].id} == {1, 2}
