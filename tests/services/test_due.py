"""By the clock: votes open and are counted, topics move, once each, whatever else fails."""

import logging
import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db import session as database
from db.revision import numbers
from models import base
from models.base import clock_at
from models.choice import Choice
from models.motion import Motion, MotionState
from models.notice import Notice, NoticeKind
from models.revision import Area
from models.task import Task
from models.topic import Topic, TopicState
from models.trail import TrailLine
from services import due
from services.due import Settled, settle_due
from services.motion import put_motion
from services.task.giving import give_task
from tests.ballot_box import QUESTION, answer, deciding, terms
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, decided, raised

DAY = timedelta(days=1)


def settle(moment: object = NOON) -> Settled:
    with clock_at(moment):  # type: ignore[arg-type]
        return settle_due(database.transaction, moment)  # type: ignore[arg-type]


@pytest.fixture
def motion(here: Neighbourhood) -> Motion:
    with database.transaction() as session:
        topic = deciding(session, here)
        return put_motion(session, here.lin, topic.id, QUESTION, terms())


def state_of(motion: Motion) -> MotionState:
    with database.glance() as session:
        return session.get_one(Motion, motion.id).state


def test_a_vote_opens_at_its_hour_and_is_counted_at_its_close(motion: Motion) -> None:
    assert settle(motion.opens_at - timedelta(seconds=1)) == Settled()
    assert settle(motion.opens_at).opened == 1
    assert state_of(motion) is MotionState.OPEN
    assert settle(motion.closes_at - timedelta(seconds=1)).counted == 0
    assert settle(motion.closes_at).counted == 1
    assert state_of(motion) is MotionState.FAILED  # nobody came
    with database.glance() as session:
        posted = session.exec(select(Notice).where(Notice.kind == NoticeKind.RESULT)).one()
        assert posted.motion_id == motion.id


def test_a_house_that_slept_through_a_whole_vote_opens_and_counts_it_at_once(
    motion: Motion,
) -> None:
    done = settle(motion.closes_at + 3 * DAY)
    assert (done.opened, done.counted, done.failed) == (1, 1, 0)
    assert state_of(motion) is MotionState.FAILED


def test_settling_twice_changes_nothing_more(motion: Motion) -> None:
    settle(motion.closes_at)
    with database.glance() as session:
        lines = len(session.exec(select(TrailLine.id)).all())
    assert settle(motion.closes_at) == Settled()
    with database.glance() as session:
        assert len(session.exec(select(TrailLine.id)).all()) == lines


def test_a_topic_that_ran_out_of_time_ends_by_itself(here: Neighbourhood) -> None:
    with database.transaction() as session:
        topic = raised(session, here)
        assert topic.due_on is not None
        last = topic.due_on
    late = base.now().replace(year=last.year, month=last.month, day=last.day, hour=15)
    assert settle(late) == Settled()  # 23:00 in Shanghai: still its last day
    assert settle(late + timedelta(hours=1)).moved == 1
    with database.glance() as session:
        assert session.get_one(Topic, topic.id).state is TopicState.EXPIRED


def test_a_notice_that_has_hung_long_enough_lets_the_topic_go_on(here: Neighbourhood) -> None:
    with database.transaction() as session:
        topic = decided(session, here)
    assert settle().moved == 0
    before = revision_of(here)
    assert settle(NOON + 10 * DAY).moved == 1
    assert revision_of(here) > before  # what was read of it is read again
    with database.glance() as session:
        kept = session.get_one(Topic, topic.id)
        assert [gate["state"] for gate in kept.standing] == ["met", "met", "pending"]
        assert kept.waits_for == ["council", "committee"]


def revision_of(here: Neighbourhood) -> tuple[int, ...]:
    with database.glance() as session:
        return numbers(session, (Area.DELIBERATION,), here.fengyuan.path)


def test_a_task_becomes_late_on_the_board_when_its_day_is_over(here: Neighbourhood) -> None:
    with database.transaction() as session:
        topic = decided(session, here)
        give_task(session, here.lin, topic.id, "签订新合同", "业委会", date(2026, 6, 20))
    with database.glance() as session:
        assert work_of(session, topic)["late"] == 0
    settle(NOON + 11 * DAY)
    with database.glance() as session:
        assert work_of(session, topic) == {"done": 0, "all": 1, "late": 1}
        assert session.exec(select(Task.due_on)).one() == date(2026, 6, 20)


def work_of(session: Session, topic: Topic) -> dict[str, int]:
    standing = session.get_one(Topic, topic.id).standing
    return next(gate["facts"] for gate in standing if gate["kind"] == "work")


def test_one_that_fails_keeps_nobody_else_waiting(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with database.transaction() as session:
        broken, sound = raised(session, here, "修不好的事"), raised(session, here, "修得好的事")
    refresh = due.walk.refresh

    def stumble(session: Session, actor: object, topic: Topic) -> None:
        topic.title = "half done"
        if topic.id == broken.id:
            raise RuntimeError("a broken row")
        refresh(session, actor, topic)  # type: ignore[arg-type]

    monkeypatch.setattr(due.walk, "refresh", stumble)
    with caplog.at_level(logging.ERROR):
        done = settle(NOON + 60 * DAY)
    assert (done.moved, done.failed) == (1, 1)
    assert "a broken row" in caplog.text
    with database.glance() as session:
        assert session.get_one(Topic, broken.id).title == "修不好的事"
        assert session.get_one(Topic, sound.id).state is TopicState.EXPIRED


def test_two_replicas_settle_the_same_things_once(engine: Engine, motion: Motion) -> None:
    start, done = threading.Barrier(2), []

    def replica() -> None:
        start.wait()
        done.append(settle_due(database.transaction, motion.closes_at))

    with clock_at(motion.closes_at):
        threads = [threading.Thread(target=replica) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(settled.failed for settled in done) == 0
    with database.glance() as session:
        codes = select(TrailLine.code).where(col(TrailLine.about) == f"motion:{motion.id}")
        found = session.exec(codes).all()
        assert found.count("motion.opened") == 1
        assert found.count("motion.decided") == 1
        assert len(session.exec(select(Notice).where(Notice.kind == NoticeKind.RESULT)).all()) == 1


def test_the_card_of_a_busy_vote_is_brought_up_to_date(here: Neighbourhood, motion: Motion) -> None:
    settle(motion.opens_at)
    with database.transaction() as session:
        answer(session, session.get_one(Motion, motion.id), here.zhou, "1-102", Choice.FOR)
        topic = session.get_one(Topic, motion.topic_id)
        fresh, topic.standing = topic.standing, []  # as a voter leaves it who found it taken
        session.add(topic)
    assert settle(motion.opens_at + timedelta(hours=1)).moved == 1
    with database.glance() as session:
        assert session.get_one(Topic, motion.topic_id).standing == fresh


def test_a_city_vote_waits_for_whoever_enters_its_result(
    here: Neighbourhood, motion: Motion
) -> None:
    with database.transaction() as session:
        kept = session.get_one(Motion, motion.id)
        kept.binding = "imported"  # type: ignore[assignment]
        session.add(kept)
    done = settle(motion.closes_at + DAY)
    assert (done.opened, done.counted, done.failed) == (1, 0, 0)
    assert state_of(motion) is MotionState.OPEN


def test_nothing_is_due_in_a_quiet_house(here: Neighbourhood) -> None:
    acts: list[Callable[[], Settled]] = [settle, settle]
    assert [act() for act in acts] == [Settled(), Settled()]
    with database.transaction() as session:
        at_step(session, raised(session, here), "yi")
    assert settle() == Settled()
