"""Many topics out of a few (大量议题): rows that the services wrote, copied in bulk.

Every copy keeps the standing, round and procedure of its original; its days lie further back,
as far as nothing falls due by the clock that the original still has before it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, cycle, islice
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table
from sqlmodel import Session, SQLModel, col, func, insert, select

from benchmarks.town import Settled
from models.base import now
from models.benefit import Benefit
from models.meeting import AgendaItem, Meeting
from models.motion import Motion
from models.rating import Rating
from models.statement import Statement
from models.task import Task, WorkReport
from models.topic import (
    Approval,
    Endorsement,
    StepEntry,
    Topic,
    TopicGram,
    TopicState,
    TopicText,
)
from rules.topic import grams, text_hash

COPIED: tuple[type[SQLModel], ...] = (
    Approval,
    Benefit,
    Endorsement,
    Motion,
    Rating,
    StepEntry,
    Task,
    WorkReport,
    Statement,
)
OLDEST, DONE_OLDEST = 90, 700  # days: how far back an open topic began, and a done one
TWIN = Table(
    "twin",
    MetaData(),
    Column("original_id", Integer),
    Column("copy_id", Integer, primary_key=True),
    prefixes=["TEMPORARY"],
)


def multiply(session: Session, settled: Settled, wanted: int) -> None:
    """Copy the originals in turn until the compound has ``wanted`` topics."""
    missing = wanted - session.exec(select(func.count()).select_from(Topic)).one()
    originals = [session.get_one(Topic, one) for one in settled.originals]
    rows = list(islice(_copies(originals), missing))
    made = insert(Topic).returning(col(Topic.id), sort_by_parameter_order=True)
    ids = [int(one or 0) for one in session.scalars(made, rows)]
    by_turn = [one.id or 0 for one in originals]
    TWIN.create(session.connection())
    twins = [{"original_id": a, "copy_id": b} for a, b in zip(cycle(by_turn), ids)]
    _write(session, TWIN, twins)
    _texts(session, rows, ids, by_turn)
    for model in COPIED:
        _copy(session, model)
    _meetings(session, ids, by_turn)
    TWIN.drop(session.connection())


def _copies(originals: list[Topic]) -> Iterator[dict[str, Any]]:
    """The rows of copies, without end: other titles, other days."""
    moment = now()
    for number, topic in zip(count(1), cycle(originals)):
        row = topic.model_dump(exclude={"id"})
        back = timedelta(days=number * 7919 % _days_back(topic, moment))
        row["title"] = f"{topic.title}（第 {number} 件）"
        for name in ("created_at", "step_since", "due_on", "wake_at"):
            row[name] = row[name] - back if row[name] else None
        yield row


def _days_back(topic: Topic, moment: datetime) -> int:
    if topic.state is TopicState.DONE:
        return DONE_OLDEST
    return min(OLDEST, (topic.wake_at - moment).days) if topic.wake_at else OLDEST


def _texts(
    session: Session, rows: list[dict[str, Any]], ids: list[int], originals: list[int]
) -> None:
    """Texts and pairs of characters follow the new titles."""
    bodies = dict(
        session.exec(
            select(TopicText.topic_id, TopicText.body).where(col(TopicText.topic_id).in_(originals))
        ).all()
    )
    texts, pairs = list[dict[str, Any]](), list[dict[str, Any]]()
    for row, topic_id, original in zip(rows, ids, cycle(originals)):
        title, moment = row["title"], row["created_at"]
        known = {"topic_id": topic_id, "created_at": moment}
        texts.append(
            known
            | {
                "number": 1,
                "title": title,
                "body": bodies[original],
                "author_id": row["proposer_id"],
                "reason": "",
                "sha256": text_hash(title, bodies[original]),
                "frozen_at": moment,
            }
        )
        pairs += [known | {"gram": pair} for pair in grams(title)]
    _write(session, TopicText.__table__, texts)  # type: ignore[attr-defined]
    _write(session, TopicGram.__table__, pairs)  # type: ignore[attr-defined]


def _copy(session: Session, model: type[SQLModel]) -> None:
    """All that hangs on an original hangs on its copies too."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    kept = [column for column in table.columns if column.name not in ("id", "topic_id")]
    copied = (
        select(TWIN.c.copy_id, *kept)
        .select_from(table)
        .join(TWIN, TWIN.c.original_id == table.c.topic_id)
    )
    names = ["topic_id", *(column.name for column in kept)]
    session.execute(insert(table).from_select(names, copied))


def _meetings(session: Session, ids: list[int], originals: list[int]) -> None:
    """A meeting for every copy whose original had one."""
    held = session.exec(
        select(AgendaItem, Meeting)
        .join(Meeting, col(Meeting.id) == AgendaItem.meeting_id)
        .where(col(AgendaItem.topic_id).in_(originals))
    ).all()
    found = {item.topic_id: (item, meeting) for item, meeting in held}
    had = [(one, *found[who]) for one, who in zip(ids, cycle(originals)) if who in found]
    made = insert(Meeting).returning(col(Meeting.id), sort_by_parameter_order=True)
    meetings = session.scalars(made, [row[2].model_dump(exclude={"id"}) for row in had])
    items = [
        item.model_dump(exclude={"id", "topic_id", "meeting_id"})
        | {"topic_id": topic_id, "meeting_id": meeting_id}
        for (topic_id, item, _meeting), meeting_id in zip(had, meetings)
    ]
    _write(session, AgendaItem.__table__, items)  # type: ignore[attr-defined]


def _write(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)
