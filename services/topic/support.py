"""Standing behind a text (附议): households are counted, not heads."""

from sqlmodel import Session, select

from models.base import now
from models.place import Place
from models.topic import Endorsement, Topic
from rules.permission import BELONGING, Permission, Visitor
from rules.refusal import N_, Refused
from services import facts, walk
from services.plan import in_first_step
from services.trail import OneTopic, record
from services.visitor import check, the_place


def household(session: Session, actor: Visitor, path: str) -> str:
    """Whose voice this is: the unit where the member lives, else the member himself."""
    homes = sorted(
        (h for h in actor.held if h.role in BELONGING and h.path.startswith(path)),
        key=lambda h: (len(h.path), h.place_id),
    )
    if not homes:
        return f"member:{actor.member_id}"
    return f"unit:{homes[-1].place_id}"


def endorse(session: Session, actor: Visitor, topic_id: int) -> Endorsement:
    """Support the present text (附议); the first support freezes it by its hash."""
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.ENDORSE, place)
    if not in_first_step(session, topic):
        raise Refused(N_("Support was gathered in the first step; now take part in the next one."))
    text = facts.current_text(session, topic_id)
    given = session.exec(
        select(Endorsement).where(
            Endorsement.topic_id == topic_id, Endorsement.member_id == fresh.member_id
        )
    ).first()
    if given is not None and given.text_number == text.number:
        raise Refused(N_("You already support this."))
    assert fresh.member_id is not None
    given = given or Endorsement(
        topic_id=topic_id, member_id=fresh.member_id, household="", text_number=0
    )
    given.household = household(session, fresh, place.path)
    given.text_number = text.number
    if text.frozen_at is None:
        text.frozen_at = now()
        session.add(text)
    session.add(given)
    _endorsed(session, fresh, topic, place, "topic.endorsed", text.number)
    walk.refresh(session, fresh, topic)
    return given


def take_back(session: Session, actor: Visitor, topic_id: int) -> None:
    """Withdraw one's support while support is still being gathered."""
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.ENDORSE, place)
    given = session.exec(
        select(Endorsement).where(
            Endorsement.topic_id == topic_id, Endorsement.member_id == fresh.member_id
        )
    ).first()
    if given is None or not in_first_step(session, topic):
        raise Refused(N_("There is no support to take back."))
    session.delete(given)
    _endorsed(session, fresh, topic, place, "topic.unendorsed", given.text_number)
    walk.refresh(session, fresh, topic)


def _endorsed(
    session: Session, actor: Visitor, topic: Topic, place: Place, code: str, number: int
) -> None:
    about = f"topic:{topic.id}"
    after = {"text": number}
    record(session, actor, code, about, place, moves=(OneTopic(topic.id or 0),), after=after)
