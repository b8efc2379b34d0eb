"""How a topic moves through its procedure: only through its gates (流转)."""

from dataclasses import asdict
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.place import Place
from models.revision import Area
from models.topic import StepEntry, Topic, TopicState
from rules.calendar import ONE_DAY, day_begins, day_of, deadline
from rules.gate import GateState, Verdict, verdicts, way_out
from rules.permission import Visitor
from rules.procedure import CLOSED, DONE, STAY, StepPlan
from rules.refusal import N_, Refused
from services import facts
from services.plan import current_step, plan
from services.trail import OneTopic, record

MOST_MOVES = 12  # in one act: a step whose gates are met already is passed at once


def the_topic(session: Session, topic_id: int, *, lock: bool = True) -> Topic:
    """The topic with this id, locked for the act that follows; refused when there is none."""
    topic = session.get(Topic, topic_id, with_for_update=lock or None, populate_existing=lock)
    if topic is None:
        raise Refused(N_("There is no such topic."))
    return topic


def must_be_open(topic: Topic) -> None:
    """Refuse an act on a topic that has come to its end."""
    if topic.state is not TopicState.OPEN:
        raise Refused(N_("“{title}” has come to its end."), title=topic.title)


def start(session: Session, actor: Visitor, topic: Topic) -> None:
    """Put a new topic into the first step of its procedure."""
    first = plan(session, topic.version_id).steps[0]
    _enter(session, actor, topic, first)
    refresh(session, actor, topic)


def refresh(session: Session, actor: Visitor, topic: Topic) -> None:
    """Judge the gates again after an act on ``topic``, and move it when they are met.

    Idempotent: nothing has happened since, nothing moves.
    """
    session.flush()
    for _ in range(MOST_MOVES):
        if topic.state is not TopicState.OPEN:
            return
        step = current_step(session, topic)
        moment = now()
        found = verdicts(step, facts.gather(session, topic, step, day_of(moment)), moment)
        expired = topic.due_on is not None and day_of(moment) > topic.due_on
        way = way_out(step, found, expired)
        if way is None:
            _stand(topic, step, found)
            session.add(topic)
            session.flush()
            return
        outcome, target = way
        _move(session, actor, topic, outcome, target, found)
    raise AssertionError("a procedure that never comes to rest")


def _stand(topic: Topic, step: StepPlan, found: list[Verdict]) -> None:
    """Write down what is missing, for whom, and when the clock alone may change it."""
    standing = [_kept(verdict) for verdict in found]
    if standing != topic.standing:
        topic.standing = standing
    pending = [verdict for verdict in found if verdict.state is GateState.PENDING]
    topic.waits_for = list(pending[0].waits_for)  # gates are named in the order of acting
    wakes = [verdict.wake_at for verdict in pending if verdict.wake_at is not None]
    if step.on_expiry != STAY and topic.due_on is not None:
        wakes.append(day_begins(topic.due_on + ONE_DAY))
    topic.wake_at = min(wakes, default=None)


def _kept(verdict: Verdict) -> dict[str, Any]:
    kept = asdict(verdict)
    del kept["wake_at"], kept["waits_for"]
    return kept


def _move(
    session: Session,
    actor: Visitor,
    topic: Topic,
    outcome: str,
    target: str,
    found: list[Verdict],
) -> None:
    """Leave the step by ``outcome`` for ``target``."""
    before = {"step": topic.step_code, "round": topic.round}
    _leave(session, topic, outcome, "", actor)
    if target in (DONE, CLOSED):
        topic.state = _ended(outcome, target, found)
        topic.waits_for, topic.wake_at, topic.due_on = [], None, None
        _stand_still(topic, found)
    else:
        steps = plan(session, topic.version_id)
        if steps.position(target) <= steps.position(topic.step_code):
            topic.round += 1
        _enter(session, actor, topic, steps.step(target))
    session.add(topic)
    session.flush()
    after = {"step": topic.step_code, "round": topic.round, "state": topic.state.value}
    place = session.get_one(Place, topic.place_id)
    about = f"topic:{topic.id}"
    record(
        session,
        actor,
        "topic.moved",
        about,
        place,
        moves=(OneTopic(topic.id or 0),),
        before=before,
        after=after | {"outcome": outcome},
    )


def _stand_still(topic: Topic, found: list[Verdict]) -> None:
    topic.standing = [_kept(verdict) for verdict in found]


def _ended(outcome: str, target: str, found: list[Verdict]) -> TopicState:
    if target == DONE:
        return TopicState.DONE
    if outcome == "expiry":
        return TopicState.EXPIRED
    declined = {v.kind for v in found if v.state is GateState.FAILED} <= {"approval", "two_persons"}
    return TopicState.DECLINED if declined else TopicState.FAILED


def _enter(session: Session, actor: Visitor, topic: Topic, step: StepPlan) -> None:
    moment = now()
    topic.step_code, topic.step_since = step.code, moment
    topic.due_on, topic.due_provisional = None, False
    if step.deadline_days is not None:
        due = deadline(day_of(moment), step.deadline_days)
        topic.due_on, topic.due_provisional = due.on, due.provisional
    session.add(topic)
    session.flush()
    assert topic.id is not None
    session.add(
        StepEntry(
            topic_id=topic.id,
            step_code=step.code,
            step_name=step.name,
            round=topic.round,
            due_on=topic.due_on,
            actor_id=actor.member_id,
        )
    )


def _leave(session: Session, topic: Topic, outcome: str, reason: str, actor: Visitor) -> None:
    entry = session.exec(
        select(StepEntry)
        .where(StepEntry.topic_id == topic.id, col(StepEntry.left_at).is_(None))
        .order_by(col(StepEntry.id).desc())
    ).first()
    if entry is not None:
        entry.left_at, entry.outcome, entry.reason = now(), outcome, reason
        entry.actor_id = actor.member_id
        session.add(entry)


def end(session: Session, actor: Visitor, topic: Topic, state: TopicState, reason: str) -> None:
    """Bring an open topic to an end that is no gate's: merged, withdrawn, closed. With a reason."""
    must_be_open(topic)
    before = {"step": topic.step_code, "state": topic.state.value}
    _leave(session, topic, state.value, reason, actor)
    topic.state, topic.end_reason = state, reason
    topic.waits_for, topic.wake_at, topic.due_on = [], None, None
    session.add(topic)
    place = session.get_one(Place, topic.place_id)
    record(
        session,
        actor,
        f"topic.{state.value}",
        f"topic:{topic.id}",
        place,
        moves=(Area.DELIBERATION,),
        before=before,
        after={"reason": reason, "merged_into": topic.merged_into_id},
    )
