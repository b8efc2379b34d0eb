"""The close: the ballots are counted once and for good (表决结果)."""

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.base import now
from models.choice import Regime
from models.motion import Ballot, Binding, Motion, MotionState, Voter
from models.revision import Area
from models.topic import Topic, TopicState
from rules import motion as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.tally import Measure, Tally, readings
from services import count as counting
from services import walk
from services.motion.opening import open_motion
from services.motion.posting import post_result, post_withdrawal
from services.motion.putting import the_motion
from services.trail import HOUSE, record
from services.visitor import check, the_place


def decide_motion(session: Session, actor: Visitor, motion_id: int) -> Motion:
    """Count at the close; before it only when every head has answered (计票).

    By the clock the house does it itself; anybody who comes by after the close may start it,
    for it can only come out one way. Once decided it stays decided.
    """
    topic, motion = the_motion(session, motion_id, lock=True)
    if motion.state is MotionState.ANNOUNCED and now() >= motion.opens_at:
        motion = open_motion(session, motion_id)
    rule.must_be_undecided(motion.state)
    place = the_place(session, topic.place_id)
    if topic.state is not TopicState.OPEN:
        return _lapsed(session, topic, motion)
    tally = counting.tally(session, motion, motion.silence)
    if now() < motion.closes_at:
        check(session, actor, Permission.PUT_MOTION, place)
        _must_be_complete(session, motion)
    if motion.binding is Binding.IMPORTED:
        raise Refused(N_("Enter the result that the city's system published."))
    motion.result = _result(session, motion, tally)
    return _settled(session, HOUSE, topic, motion, tally)


def import_result(
    session: Session,
    actor: Visitor,
    motion_id: int,
    document: str,
    heads: Measure,
    area_cm2: Measure,
) -> Motion:
    """Enter the result that the city's own system published, with its document (导入结果)."""
    topic, motion = the_motion(session, motion_id, lock=True)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PUT_MOTION, place)
    rule.must_be_undecided(motion.state)
    if motion.binding is not Binding.IMPORTED:
        raise Refused(N_("The ballots of this vote are counted here."))
    rule.must_be_a_published_result(document, heads, area_cm2)
    motion.document = document.strip()
    motion.total_heads, motion.total_area_cm2 = heads.total, area_cm2.total
    figures = {"heads": heads.figures(), "area_cm2": area_cm2.figures()}
    motion.result = {"imported": figures}
    tally = counting.imported(motion)
    motion.result = {"imported": figures, "counted": tally.figures(), "flips": False}
    return _settled(session, fresh, topic, motion, tally)


def _lapsed(session: Session, topic: Topic, motion: Motion) -> Motion:
    """A vote on what has come to its end decides nothing: it ends as the topic did (撤回)."""
    motion.state, motion.decided_at = MotionState.WITHDRAWN, now()
    motion.end_reason = topic.end_reason
    session.add(motion)
    place, about = the_place(session, topic.place_id), f"motion:{motion.id}"
    after = {"reason": motion.end_reason}
    moves = (Area.DELIBERATION,)
    record(session, HOUSE, "motion.withdrawn", about, place, moves=moves, after=after)
    post_withdrawal(session, HOUSE, topic, motion, place)
    return motion


def _must_be_complete(session: Session, motion: Motion) -> None:
    answered = counting.tally(session, motion).heads
    if answered.participating < answered.total or not answered.total:
        raise Refused(
            N_("{n} have not answered yet. Before the close it is counted only when all have."),
            n=answered.total - answered.participating,
        )


def _result(session: Session, motion: Motion, tally: Tally) -> dict[str, Any]:
    """Everything that the result page shows, frozen: it must not change with the code."""
    votes = counting.votes(session, motion.id or 0)
    result: dict[str, Any] = {"counted": tally.figures(), "flips": False}
    if motion.regime is Regime.OWNERS:
        each = readings(motion.matter or 0, votes)
        result["readings"] = {name: reading.figures() for name, reading in each._asdict().items()}
        result["flips"] = each.flips
    result["channels"] = channels(session, motion.id or 0)
    silent = [vote for vote in votes if vote.choice is None]
    result["silent"] = {
        "delivered": sum(vote.heads for vote in silent if vote.delivered),
        "undelivered": sum(vote.heads for vote in silent if not vote.delivered),
    }
    return result


def channels(session: Session, motion_id: int) -> dict[str, dict[str, int]]:
    """How many heads, and how much area, answered by which channel (按途径)."""
    rows = session.exec(
        select(Ballot.channel, func.count(), func.sum(Voter.area_cm2))
        .join(Voter, col(Voter.id) == Ballot.voter_id)
        .where(Ballot.motion_id == motion_id, col(Ballot.replaced_at).is_(None))
        .group_by(col(Ballot.channel))
    )
    return {str(channel): {"heads": n, "area_cm2": int(area)} for channel, n, area in rows}


def _settled(
    session: Session, actor: Visitor, topic: Topic, motion: Motion, tally: Tally
) -> Motion:
    """Write the outcome, post it, and let the topic go on."""
    motion.state = MotionState.PASSED if rule.carried(tally) else MotionState.FAILED
    motion.decided_at = now()
    session.add(motion)
    session.flush()
    place = the_place(session, topic.place_id)
    post_result(session, actor, topic, motion, place)
    after = {"state": motion.state, "heads": tally.heads.figures(), "quorum": tally.quorum}
    about, moves = f"motion:{motion.id}", (Area.DELIBERATION,)
    record(session, actor, "motion.decided", about, place, moves=moves, after=after)
    walk.refresh(session, actor, topic)
    return motion
