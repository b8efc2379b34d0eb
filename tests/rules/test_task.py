"""Work: in time or late, done or not, and when all of it may be called done."""

from dataclasses import dataclass
from datetime import date

import pytest

from rules import task as rule
from rules.refusal import Refused
from rules.task import Standing, TaskState, standing

TODAY = date(2026, 6, 10)


@dataclass
class Work:
    due_on: date
    done_on: date | None = None


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (10, None, Standing(TaskState.OPEN)),  # the due day itself is in time
        (9, None, Standing(TaskState.LATE, 1)),
        (1, None, Standing(TaskState.LATE, 9)),
        (5, 5, Standing(TaskState.DONE)),
        (5, 8, Standing(TaskState.DONE_LATE, 3)),
        (30, 8, Standing(TaskState.DONE)),
    ],
)
def test_a_task_stands_where_its_days_say(due: int, done: int | None, expected: Standing) -> None:
    work = Work(date(2026, 6, due), date(2026, 6, done) if done else None)
    assert standing(work, TODAY) == expected
    assert standing(work, TODAY).finished is (done is not None)


@pytest.mark.parametrize(
    ("title", "doer", "missing"),
    [
        ("", "物业", "what is to be done"),
        ("修", "物业", "what is to be done"),
        ("修" * 81, "物业", "what is to be done"),
        ("修路", " ", "who does it"),
        ("修路", "物" * 61, "who does it"),
    ],
)
def test_a_task_says_what_and_who(title: str, doer: str, missing: str) -> None:
    with pytest.raises(Refused, match=missing):
        rule.must_be_a_task(title, doer)
    assert rule.must_be_a_task(" 修  路 ", "安居物业") == ("修 路", "安居物业")


def test_a_due_day_lies_ahead() -> None:
    assert rule.must_lie_ahead(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="already passed"):
        rule.must_lie_ahead(date(2026, 6, 9), TODAY)
    with pytest.raises(Refused, match="10 years"):
        rule.must_lie_ahead(date(2037, 1, 1), TODAY)


def test_what_is_done_was_done_between_then_and_now() -> None:
    began = date(2026, 6, 1)
    assert rule.must_have_happened(began, began, TODAY) == began
    with pytest.raises(Refused, match="future"):
        rule.must_have_happened(date(2026, 6, 11), began, TODAY)
    with pytest.raises(Refused, match="before the step"):
        rule.must_have_happened(date(2026, 5, 31), began, TODAY)


def test_a_list_of_tasks_has_an_end() -> None:
    rule.must_have_room(rule.MOST_TASKS - 1)
    with pytest.raises(Refused, match="50"):
        rule.must_have_room(rule.MOST_TASKS)


@pytest.mark.parametrize("text", ["", "  \n", "长" * 501])
def test_a_note_says_something(text: str) -> None:
    with pytest.raises(Refused, match="1 to 500"):
        rule.must_be_a_note(text)


DONE, OPEN = Work(TODAY, TODAY), Work(TODAY)


def test_when_all_is_done_no_reason_is_asked_or_kept() -> None:
    assert rule.must_be_all_done([DONE, DONE], "随便说说") == ""


@pytest.mark.parametrize(
    ("tasks", "words"), [([DONE, OPEN, OPEN], "2 tasks are not done"), ([], "No task was given")]
)
def test_what_is_not_done_needs_a_public_reason(tasks: list[Work], words: str) -> None:
    with pytest.raises(Refused, match=words):
        rule.must_be_all_done(tasks, " ")
    with pytest.raises(Refused, match="reason"):
        rule.must_be_all_done(tasks, "无")
    assert rule.must_be_all_done(tasks, " 余下部分并入二期 ") == "余下部分并入二期"
