"""Minutes: published once, corrected only by dated additions (会议纪要)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.base import now
from models.meeting import AgendaItem, Meeting, MeetingOutcome, MinutesAddition
from models.member import Member
from models.photo import Draft
from models.topic import Topic
from rules import meeting as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import walk
from services.draft import drop_draft
from services.meeting.agenda import announced_at, items
from services.meeting.calling import leave_line, the_meeting
from services.visitor import check, the_place


@dataclass(frozen=True)
class Conclusion:
    """What the meeting came to about one topic (议题结论). ``None``: it did not come up."""

    outcome: MeetingOutcome | None
    words: str = ""


def form(meeting_id: int) -> str:
    """What the draft of these minutes is called."""
    return f"minutes:{meeting_id}"


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
    topics = [walk.the_topic(session, topic_id) for topic_id in sorted(agenda)]
    _must_be_decidable(meeting, agenda, topics, conclusions)
    meeting.minutes = rule.must_be_minutes(text, meeting.starts_at, now())
    meeting.minutes_by, meeting.minutes_at, meeting.check_in_hash = fresh.member_id, now(), ""
    session.add(meeting)
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
    drop_draft(session, fresh, form(meeting_id))
    for topic in topics:
        walk.refresh(session, fresh, topic)
    return meeting


def _must_be_decidable(
    meeting: Meeting,
    agenda: Mapping[int, AgendaItem],
    topics: Sequence[Topic],
    conclusions: Mapping[int, Conclusion],
) -> None:
    """What was not announced in time is talked over, and not agreed on (议程锁定)."""
    titles = {topic.id: topic.title for topic in topics}
    for topic_id, conclusion in conclusions.items():
        item = agenda[topic_id]
        told = announced_at(meeting, item)
        in_time = rule.announced_in_time(told, meeting.starts_at, item.days_needed)
        if conclusion.outcome is MeetingOutcome.PROCEED and not in_time:
            raise Refused(
                N_("“{title}” was not announced in time: talk it over again at a next meeting."),
                title=titles[topic_id],
            )


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
    drop_draft(session, fresh, form(meeting_id))
    session.flush()
    after = {"characters": len(text)}
    leave_line(session, fresh, "minutes.added", meeting, place, after=after)
    return addition


def others_writing(session: Session, meeting_id: int, member_id: int) -> list[tuple[str, datetime]]:
    """Who else has begun these minutes, and when last kept: two editors learn of each other."""
    rows = session.exec(
        select(Member.name, Draft.created_at)
        .join(Draft, col(Draft.member_id) == Member.id)
        .where(Draft.form == form(meeting_id), Draft.member_id != member_id)
    )
    return list(rows)
