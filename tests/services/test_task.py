"""From the decision to the report that all is done: who may, when, and what is kept."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from models import base
from models.photo import Photo
from models.task import Task, TaskNote
from models.topic import Topic, TopicState
from models.trail import TrailLine
from rules.refusal import Refused
from services.photo import Picture
from services.task import giving, progress, sheet
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, decided, raised

DUE = date(2026, 6, 20)
PICTURE = Picture(b"large", b"small", 40, 30, "c" * 64)


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    return decided(session, here)


@pytest.fixture
def task(session: Session, here: Neighbourhood, topic: Topic) -> Task:
    return giving.give_task(session, here.lin, topic.id, "签订新合同", "业委会", DUE, 4_860_000)


def test_a_council_member_gives_out_a_task(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    assert (task.round, task.due_on, task.budget_fen) == (1, DUE, 4_860_000)
    line = session.exec(select(TrailLine).where(TrailLine.code == "task.given")).one()
    assert line.about == f"task:{task.id}"
    work = next(gate for gate in topic.standing if gate["kind"] == "work")
    assert work["facts"] == {"done": 0, "all": 1, "late": 0}


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "shen", "wai"])
def test_a_task_is_not_for_everybody_to_give(
    session: Session, here: Neighbourhood, topic: Topic, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        giving.give_task(session, getattr(here, who), topic.id, "签订新合同", "业委会", DUE)


def test_nothing_is_carried_out_before_it_is_decided(session: Session, here: Neighbourhood) -> None:
    early = raised(session, here)
    with pytest.raises(Refused, match="not at the point"):
        giving.give_task(session, here.lin, early.id, "签订新合同", "业委会", DUE)
    at_step(session, early, "jue")  # the vote is still to come
    with pytest.raises(Refused, match="not at the point"):
        giving.give_task(session, here.lin, early.id, "签订新合同", "业委会", DUE)


def test_nothing_is_carried_out_once_a_topic_has_ended(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    topic.state = TopicState.CLOSED
    with pytest.raises(Refused, match="come to its end"):
        giving.give_task(session, here.lin, topic.id, "签订新合同", "业委会", DUE)


@pytest.mark.parametrize(
    ("due", "budget", "words"),
    [(date(2026, 6, 9), 0, "already passed"), (DUE, -1, "below zero"), (DUE, 10**14, "too large")],
)
def test_a_task_that_cannot_be_is_refused(
    session: Session, here: Neighbourhood, topic: Topic, due: date, budget: int, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        giving.give_task(session, here.lin, topic.id, "签订新合同", "业委会", due, budget)


def test_the_same_task_twice_is_a_double_tap(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    with pytest.raises(Refused, match="already on the list"):
        giving.give_task(session, here.tang, topic.id, "签订新合同", "业委会", DUE)


def test_a_due_day_moves_only_with_a_public_reason(
    session: Session, here: Neighbourhood, task: Task
) -> None:
    later = DUE + timedelta(days=10)
    with pytest.raises(Refused, match="reason"):
        giving.postpone_task(session, here.lin, task.id, later, "")
    with pytest.raises(Refused, match="Nothing has changed"):
        giving.postpone_task(session, here.lin, task.id, DUE, "等厂家供货")
    giving.postpone_task(session, here.lin, task.id, later, "等厂家供货")
    assert task.due_on == later
    note = session.exec(select(TaskNote).where(TaskNote.task_id == task.id)).one()
    assert note.text == "2026-06-20 → 2026-06-30  等厂家供货"
    line = session.exec(select(TrailLine).where(TrailLine.code == "task.postponed")).one()
    assert line.before == {"due_on": "2026-06-20"}


def test_a_task_is_dropped_until_something_is_reported_about_it(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    other = giving.give_task(session, here.lin, topic.id, "写错的任务", "业委会", DUE)
    with pytest.raises(Refused, match="role"):
        giving.drop_task(session, here.ma, other.id, "录入有误")
    giving.drop_task(session, here.lin, other.id, "录入有误")
    assert giving.tasks_of(session, topic) == [task]
    progress.note_progress(session, here.ma, task.id, "已约谈三家企业")
    with pytest.raises(Refused, match="it stays"):
        giving.drop_task(session, here.lin, task.id, "录入有误")


@pytest.mark.parametrize("who", ["ma", "wu", "shi", "lin"])
def test_those_who_do_the_work_report_on_it_with_photos(
    session: Session, here: Neighbourhood, task: Task, who: str
) -> None:
    note = progress.note_progress(session, getattr(here, who), task.id, "已进场", [PICTURE])
    photo = session.exec(select(Photo).where(Photo.about == f"task_note:{note.id}")).one()
    assert photo.path == here.fengyuan.path
    assert session.exec(select(TrailLine).where(TrailLine.code == "task.reported")).one()


@pytest.mark.parametrize("who", ["chen", "zhou", "gao", "qin", "wai"])
def test_others_do_not_report_on_it(
    session: Session, here: Neighbourhood, task: Task, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        progress.note_progress(session, getattr(here, who), task.id, "已进场")


def test_a_finished_task_has_its_day_and_its_cost(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    with pytest.raises(Refused, match="future"):
        progress.finish_task(session, here.ma, task.id, date(2026, 6, 11), 0)
    progress.finish_task(session, here.ma, task.id, date(2026, 6, 10), 4_700_000, "合同已签")
    assert (task.done_on, task.cost_fen) == (date(2026, 6, 10), 4_700_000)
    with pytest.raises(Refused, match="already done"):
        progress.finish_task(session, here.ma, task.id, date(2026, 6, 10), 0)
    with pytest.raises(Refused, match="already done"):
        giving.postpone_task(session, here.lin, task.id, DUE + timedelta(days=1), "等厂家供货")
    work = next(gate for gate in topic.standing if gate["kind"] == "work")
    assert work["facts"]["done"] == 1


def test_what_was_called_done_too_early_is_taken_back(
    session: Session, here: Neighbourhood, task: Task
) -> None:
    with pytest.raises(Refused, match="not done yet"):
        progress.reopen_task(session, here.lin, task.id, "验收没有通过")
    progress.finish_task(session, here.ma, task.id, date(2026, 6, 10), 100)
    with pytest.raises(Refused, match="role"):
        progress.reopen_task(session, here.ma, task.id, "验收没有通过")
    progress.reopen_task(session, here.lin, task.id, "验收没有通过")
    assert (task.done_on, task.cost_fen) == (None, None)


def test_the_work_is_reported_when_every_task_is_done_and_the_notice_has_hung(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    with pytest.raises(Refused, match="1 tasks are not done"):
        progress.report_work(session, here.lin, topic.id, "新物业已进场")
    progress.finish_task(session, here.ma, task.id, date(2026, 6, 10), 100)
    with pytest.raises(Refused, match="role"):
        progress.report_work(session, here.ma, topic.id, "新物业已进场")
    with base.clock_at(NOON + timedelta(days=9)):
        report = progress.report_work(session, here.lin, topic.id, "新物业已进场")
    assert report.reason == ""
    assert topic.step_code == "ping"


def test_unfinished_work_is_reported_only_with_a_public_reason(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    report = progress.report_work(session, here.lin, topic.id, "主体完成", "绿化并入二期")
    assert report.reason == "绿化并入二期"
    line = session.exec(select(TrailLine).where(TrailLine.code == "work.reported")).one()
    assert line.after == {"round": 1, "tasks": 1, "unfinished": 1, "reason": "绿化并入二期"}


def test_work_is_reported_once_and_then_nothing_changes(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    progress.report_work(session, here.lin, topic.id, "主体完成", "绿化并入二期")
    assert topic.step_code == "jue"  # the notice still hangs
    with pytest.raises(Refused, match="already reported"):
        progress.report_work(session, here.tang, topic.id, "主体完成", "绿化并入二期")
    with pytest.raises(Refused, match="already reported"):
        progress.finish_task(session, here.ma, task.id, date(2026, 6, 10), 100)


def test_a_task_of_an_earlier_round_is_history(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    topic.round = 2
    topic.standing = []
    with pytest.raises(Refused, match="earlier round"):
        progress.note_progress(session, here.ma, task.id, "已进场")
    found = sheet.work(session, topic.id)
    assert found.now_on.tasks == ()
    assert [(row.number, row.tasks[0].title) for row in found.earlier] == [(1, "签订新合同")]


def test_a_task_that_is_not_there_is_refused(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no such task"):
        progress.note_progress(session, here.ma, 999, "已进场")


def test_everybody_reads_the_sheet_with_those_in_office_by_name(
    session: Session, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    progress.note_progress(session, here.ma, task.id, "已进场", [PICTURE])
    progress.finish_task(session, here.ma, task.id, date(2026, 6, 10), 4_700_000)
    assert sheet.work(session, topic.id).is_due
    progress.report_work(session, here.lin, topic.id, "新物业已进场")
    assert not sheet.work(session, topic.id).is_due
    found = sheet.work(session, topic.id).now_on
    (row,) = found.tasks
    assert (row.title, row.doer, row.cost_fen) == ("签订新合同", "业委会", 4_700_000)
    assert [(n.text, n.author) for n in row.notes] == [("已进场", "马超")]
    assert [photo.sha256 for photo in row.notes[0].photos] == ["c" * 64]
    assert found.report is not None
    assert (found.report.text, found.report.author) == ("新物业已进场", "林秀英")
    assert (found.budget_fen, found.cost_fen) == (4_860_000, 4_700_000)


def test_the_trail_names_no_person(session: Session, here: Neighbourhood, task: Task) -> None:
    lines = session.exec(select(TrailLine).where(col(TrailLine.code).startswith("task."))).all()
    assert lines
    assert not any("林秀英" in str(line.after) for line in lines)
