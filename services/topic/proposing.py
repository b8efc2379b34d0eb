"""Raising a matter and changing its text (民提)."""

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from models.base import now
from models.place import Place
from models.revision import Area
from models.topic import Category, Topic, TopicGram, TopicState, TopicText
from rules import topic as rules
from rules.permission import Permission, Visitor
from rules.procedure import Plan
from rules.refusal import N_, Refused
from services import facts, walk
from services.place import compound_of, voting_rule
from services.plan import in_first_step, newest
from services.trail import OneTopic, record
from services.visitor import check, the_place


def propose(
    session: Session,
    actor: Visitor,
    place_id: int,
    title: str,
    body: str,
    category: Category,
    *,
    procedure: str = "",
) -> Topic:
    """Raise a matter at a place (民提). It begins the newest version of the place's procedure.

    Some matters have a ``procedure`` of their own, whatever the place walks otherwise.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.PROPOSE, place)
    _must_not_repeat(session, fresh, place, rules.must_be_a_title(title))
    return put_before(session, fresh, place, title, body, category, procedure=procedure)


def put_before(
    session: Session,
    actor: Visitor,
    place: Place,
    title: str,
    body: str,
    category: Category,
    *,
    procedure: str = "",
) -> Topic:
    """Put a matter before a place; the caller has checked the right to."""
    title, body = rules.must_be_a_title(title), rules.must_be_a_body(body)
    compound = compound_of(session, place.path)
    begun = newest(session, procedure) if procedure else _procedure(session, compound)
    assert place.id is not None
    assert actor.member_id is not None
    topic = Topic(
        place_id=place.id,
        path=place.path,
        compound_id=compound.id if compound else None,
        title=title,
        category=Category(category),
        proposer_id=actor.member_id,
        version_id=begun.version_id,
        step_code=begun.steps[0].code,
        step_since=now(),
    )
    session.add(topic)
    session.flush()
    _write_text(session, actor, topic, title, body, "")
    after = {"title": title, "category": topic.category.value}
    about, moves = f"topic:{topic.id}", (OneTopic(topic.id or 0),)
    record(session, actor, "topic.proposed", about, place, moves=moves, after=after)
    walk.start(session, actor, topic)
    return topic


def _procedure(session: Session, compound: Place | None) -> Plan:
    if compound is None or compound.id is None:
        return newest(session, "wumin")
    return newest(session, voting_rule(session, compound.id).procedure_code)


def _must_not_repeat(session: Session, actor: Visitor, place: Place, title: str) -> None:
    """Two taps on one button are one proposal."""
    same = select(Topic.id).where(
        Topic.place_id == place.id,
        Topic.proposer_id == actor.member_id,
        Topic.title == title,
        Topic.state == TopicState.OPEN,
    )
    if session.exec(same).first() is not None:
        raise Refused(N_("You have already proposed “{title}”."), title=title)


def _write_text(
    session: Session, actor: Visitor, topic: Topic, title: str, body: str, reason: str
) -> TopicText:
    assert topic.id is not None
    assert actor.member_id is not None
    last = facts.newest_text(session, topic.id)
    text = TopicText(
        topic_id=topic.id,
        number=last.number + 1 if last else 1,
        title=title,
        body=body,
        author_id=actor.member_id,
        reason=reason,
        sha256=rules.text_hash(title, body),
    )
    session.add(text)
    session.execute(delete(TopicGram).where(col(TopicGram.topic_id) == topic.id))
    found = [{"topic_id": topic.id, "gram": g, "created_at": now()} for g in rules.grams(title)]
    if found:
        session.execute(insert(TopicGram), found)
    session.flush()
    return text


def amend(
    session: Session, actor: Visitor, topic_id: int, title: str, body: str, reason: str
) -> TopicText:
    """Change the text of a topic that is not yet past its first step.

    Before the first support the words simply change; after it a new version begins, the
    difference is shown, and supporters are asked again.
    """
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PROPOSE, place)
    chairs = fresh.may(Permission.ACCEPT_TOPIC, place.path)
    if topic.proposer_id != fresh.member_id and not chairs:
        raise Refused(N_("Only its proposer or the council changes the text."))
    if not in_first_step(session, topic):
        raise Refused(
            N_("The text is fixed since deliberation began; withdraw it or propose anew.")
        )
    title, body = rules.must_be_a_title(title), rules.must_be_a_body(body)
    last = facts.current_text(session, topic_id)
    if (last.title, last.body) == (title, body):
        raise Refused(N_("Nothing has changed."))
    reason = rules.must_be_a_reason(reason)
    before = {"text": last.number, "sha256": last.sha256}
    text = _write_text(session, fresh, topic, title, body, reason)
    topic.title = title
    session.add(topic)
    after = {"text": text.number, "sha256": text.sha256, "reason": reason}
    record(
        session,
        fresh,
        "topic.amended",
        f"topic:{topic.id}",
        place,
        moves=(Area.DELIBERATION,),
        before=before,
        after=after,
    )
    walk.refresh(session, fresh, topic)
    return text
