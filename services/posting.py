"""Posting a decision that no vote has posted: of a meeting, an approval, a committee (决定公示)."""

from sqlmodel import Session

from models.notice import Notice, NoticeKind
from models.procedure import GateKind
from rules.benefit import must_tell
from rules.notice import awaits_posting
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import facts, walk
from services.notice import post_notice
from services.plan import current_step
from services.visitor import check, the_place

SHORTEST, LONGEST = 10, 2000  # characters of what was decided


def post_decision(session: Session, actor: Visitor, topic_id: int, text: str) -> Notice:
    """Post what was decided, for as long as the step asks; the topic goes on when that is over.

    The result of a vote is posted by the count itself, and never by hand.
    """
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PUT_MOTION, place)
    if not awaits_posting(topic.standing):
        raise Refused(N_("There is nothing to be posted about “{title}” now."), title=topic.title)
    text = must_tell(text, SHORTEST, LONGEST)
    step = current_step(session, topic)
    gate = step.gate(GateKind.NOTICE)
    assert gate is not None
    version = facts.current_text(session, topic_id)
    rows = [
        [N_("Matter"), {"said": topic.title}],
        [N_("Step"), {"said": step.name}],
        [N_("Text decided on"), {"sentence": N_("Version {n}"), "facts": {"n": version.number}}],
        [N_("Fingerprint of the text"), {"said": version.sha256}],
    ]
    body = {"sections": [{"title": N_("What was decided"), "rows": rows}], "text": text}
    days = gate.number("days")
    notice = post_notice(
        session, fresh, NoticeKind.DECISION, place, topic.title, body, days, topic=topic
    )
    walk.refresh(session, fresh, topic)
    return notice
