"""Minutes: published once, corrected only by dated additions (会议纪要)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from models.base import now
from models.meeting import Meeting, MeetingOutcome, MinutesAddition
from models.member import Member
from rules import meeting as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import walk
from services.meeting.agenda import items
from services.meeting.calling import leave_line, the_meeting
from services.visitor import check, the_place


@dataclass(frozen=True)
class Conclusion:
    """What the meeting came to about one topic (议题结论). ``None``: it did not come up."""

    outcome: MeetingOutcome | None
    words: str = ""


def file_minutes(
    session: Session,
    actor: Visitor,
    meeting_id: int,
    text: str,
    conclusions: Mapping[int, Conclusion],
) -> Meeting:
    """Publish the minutes and what was concluded on each topic, by its id (发布纪要).

    This is the act that may open a topic's meeting gate.
    """
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    if meeting.cancelled_at is not None:
        raise Refused(N_("This meeting was called off."))
    _must_be_unpublished(session, meeting)
    agenda = {item.topic_id: item for item in items(session, meeting_id)}
    if set(conclusions) - set(agenda):
        raise Refused(N_("Only topics on the agenda can be concluded."))
    meeting.minutes = rule.must_be_minutes(text, meeting.starts_at, now())
    meeting.minutes_by, meeting.minutes_at, meeting.check_in_hash = fresh.member_id, now(), ""
    session.add(meeting)
    topics = [walk.the_topic(session, topic_id) for topic_id in sorted(agenda)]
    for topic_id, conclusion in conclusions.items():
        agenda[topic_id].outcome = conclusion.outcome
        agenda[topic_id].conclusion = conclusion.words.strip()[: rule.LONGEST_CONCLUSION]
        session.add(agenda[topic_id])
    session.flush()
    outcomes = {str(i): agenda[i].outcome for i in sorted(agenda)}
    after = {"characters": len(meeting.minutes)}
    leave_line(
        session,
        fresh,
        "minutes.filed",
        meeting,
        place,
        after=after | {"outcomes": outcomes},
    )
    for topic in topics:
        walk.refresh(session, fresh, topic)
    return meeting


def _must_be_unpublished(session: Session, meeting: Meeting) -> None:
    if meeting.minutes_at is None:
        return
    author = session.get(Member, meeting.minutes_by)
    raise Refused(
        N_("{name} has published the minutes at {at}. Your text is kept: add what is missing."),
        name=author.name if author else "",
        at=meeting.minutes_at,
    )


def add_to_minutes(session: Session, actor: Visitor, meeting_id: int, text: str) -> MinutesAddition:
    """Correct or complete published minutes; what was published stays as it is (纪要补正)."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    if meeting.minutes_at is None:
        raise Refused(N_("There are no minutes yet to add to."))
    text = text.strip()
    if not text or len(text) > rule.LONGEST_ADDITION:
        raise Refused(N_("Write between 1 and {n} characters."), n=rule.LONGEST_ADDITION)
    assert fresh.member_id is not None
    addition = MinutesAddition(meeting_id=meeting_id, text=text, member_id=fresh.member_id)
    session.add(addition)
    session.flush()
    after = {"characters": len(text)}
    leave_line(session, fresh, "minutes.added", meeting, place, after=after)
    return addition
