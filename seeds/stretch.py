"""Longer stretches of a topic's way, for stories that begin in the middle (演示路程)."""

from datetime import timedelta

from db.session import transaction
from models.choice import Choice
from models.meeting import MeetingKind
from models.topic import Category
from rules.calendar import day_of
from seeds.story import Town, accept, answer, call, count, hold, put, raise_topic, support
from services.rating import rate
from services.task.giving import give_task
from services.task.progress import finish_task, note_progress, report_work

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
THRESHOLD = 12  # 5 % of the 239 homes and shops, rounded up
DAY = timedelta(days=1)


def to_discussion(town: Town, ago: int, title: str, body: str, kind: Category) -> int:
    """Raised, supported and accepted."""
    topic = raise_topic(town, ago, "zhou", title, body, kind)
    support(town, ago - 1, topic, THRESHOLD + 2, ago % 9)
    accept(town, ago - 2, topic, "属于小区公共事务，同意受理")
    return topic


def to_decision(town: Town, ago: int, title: str, body: str, kind: Category) -> int:
    """Discussed in a meeting that lets it go on."""
    topic = to_discussion(town, ago, title, body, kind)
    meeting = call(town, ago - 3, ago - 20, [topic], f"{title}议事会", MeetingKind.COUNCIL)
    minutes = f"会议讨论了“{title}”。到会居民各抒己见，意见已逐条记录。会议同意提交表决。"
    hold(town, ago - 20, meeting, [topic], minutes)
    return topic


def passed(
    town: Town, ago: int, title: str, body: str, kind: Category, question: str, matter: int
) -> int:
    """Voted on, and passed."""
    topic = to_decision(town, ago, title, body, kind)
    motion = put(town, ago - 21, ago - 37, ago - 47, topic, question, matter)
    answers = ([FOR] * 8 + [AGAINST] + [ABSTAIN]) * 30
    answer(town, ago - 40, motion, answers[:215])
    count(town, ago - 47, motion)
    return topic


def carry_out(town: Town, ago: int, topic: int, title: str, cost_fen: int) -> None:
    """One task, given out, reported on, done, and the report that all is done."""
    with town.at(ago, 9), transaction() as session:
        due = day_of(town.moment(ago - 10))
        task = give_task(session, town.people["wu"], topic, title, "安居物业", due, cost_fen)
        task_id = task.id or 0
    with town.at(ago - 4), transaction() as session:
        note_progress(session, town.people["ma"], task_id, "材料已到场，本周内完成。")
    with town.at(ago - 8), transaction() as session:
        done = day_of(town.moment(ago - 8))
        finish_task(session, town.people["ma"], task_id, done, cost_fen - 60_000)
    with town.at(ago - 8, 17), transaction() as session:
        report_work(session, town.people["wu"], topic, f"{title}已完成，请大家评议。")


def rate_it(town: Town, ago: int, topic: int, scores: list[int], reasons: tuple[str, ...]) -> None:
    """Neighbours rate the result."""
    with town.at(ago, 18), transaction() as session:
        for n, (neighbour, score) in enumerate(zip(town.neighbours(len(scores)), scores)):
            rate(session, neighbour, topic, score, reasons[n % len(reasons)])
