"""Ends that are no gate's: merged, withdrawn, closed; each with a public reason (终止)."""

from sqlmodel import Session, select

from models.topic import Endorsement, Topic, TopicState
from rules import topic as rules
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import facts, walk
from services.plan import in_first_step
from services.visitor import check, the_place


def merge(session: Session, actor: Visitor, topic_id: int, into_id: int, reason: str) -> Topic:
    """Join a topic to a like one (并入); its supporters are carried over, once a household."""
    if topic_id == into_id:
        raise Refused(N_("A topic cannot be merged into itself."))
    first, second = sorted((topic_id, into_id))  # locked in one order everywhere
    pair = {t.id: t for t in (walk.the_topic(session, first), walk.the_topic(session, second))}
    topic, into = pair[topic_id], pair[into_id]
    walk.must_be_open(into)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.ACCEPT_TOPIC, place)
    check(session, actor, Permission.ACCEPT_TOPIC, the_place(session, into.place_id))
    if topic.compound_id != into.compound_id:
        raise Refused(N_("Only topics of the same compound can be merged."))
    topic.merged_into_id = into_id
    walk.end(session, fresh, topic, TopicState.MERGED, rules.must_be_a_reason(reason))
    if in_first_step(session, into):
        _carry_over(session, topic_id, into_id)
    walk.refresh(session, fresh, into)
    return topic


def _carry_over(session: Session, topic_id: int, into_id: int) -> None:
    number = facts.current_text(session, into_id).number
    known = set(session.exec(select(Endorsement.member_id).where(Endorsement.topic_id == into_id)))
    moving = session.exec(select(Endorsement).where(Endorsement.topic_id == topic_id)).all()
    for given in moving:
        if given.member_id not in known:
            session.add(
                Endorsement(
                    topic_id=into_id,
                    member_id=given.member_id,
                    household=given.household,
                    text_number=number,
                )
            )


def withdraw(session: Session, actor: Visitor, topic_id: int, reason: str) -> Topic:
    """The proposer takes the matter back, before it is put to the vote (撤回)."""
    topic = walk.the_topic(session, topic_id)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PROPOSE, place)
    if topic.proposer_id != fresh.member_id:
        raise Refused(N_("Only its proposer withdraws a topic; the council closes it."))
    if not in_first_step(session, topic):
        raise Refused(N_("It is no longer yours alone: ask the council to close it."))
    walk.end(session, fresh, topic, TopicState.WITHDRAWN, rules.must_be_a_reason(reason))
    return topic


def close(session: Session, actor: Visitor, topic_id: int, reason: str) -> Topic:
    """End a topic by hand (关闭); the reason is public."""
    topic = walk.the_topic(session, topic_id)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.CLOSE_TOPIC, place)
    walk.end(session, fresh, topic, TopicState.CLOSED, rules.must_be_a_reason(reason))
    return topic
