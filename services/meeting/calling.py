"""Calling a meeting, moving it, calling it off (召集会议)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.meeting import Meeting
from models.place import Place
from models.revision import Area
from models.topic import Topic
from rules import meeting as rule
from rules.meeting import Call
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services import walk
from services.field.filling import fill_new
from services.meeting.agenda import days_needed, items, put_on, topics_to_discuss
from services.trail import record
from services.visitor import check, the_place


def the_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting with this id, locked for the act that follows; refused when there is none."""
    meeting = session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    if meeting is None:
        raise Refused(N_("There is no such meeting."))
    return meeting


def must_be_on(meeting: Meeting) -> None:
    """Refuse an act on a meeting that was called off or has its minutes."""
    if meeting.cancelled_at is not None:
        raise Refused(N_("This meeting was called off."))
    if meeting.minutes_at is not None:
        raise Refused(N_("The minutes of this meeting are published: nothing changes any more."))


def call_meeting(
    session: Session,
    actor: Visitor,
    place_id: int,
    call: Call,
    topic_ids: Sequence[int],
    *,
    own: Mapping[str, Any] | None = None,
) -> Meeting:
    """Announce a meeting with its agenda (会议通知). Each topic gets the notice it needs.

    ``own``: what administrators ask besides.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    rule.must_be_callable_by(call.kind, fresh.roles_at(place.path))
    moment = now()
    call = rule.must_make_sense(call, moment)
    topics = topics_to_discuss(session, place, topic_ids)
    for topic in topics:
        rule.must_give_notice(moment, call.starts_at, days_needed(session, topic), topic.title)
    _must_not_repeat(session, fresh, place, call)
    assert place.id is not None
    assert fresh.member_id is not None
    meeting = Meeting(
        place_id=place.id,
        path=place.path,
        announced_at=moment,
        called_by=fresh.member_id,
        **vars(call),
    )
    session.add(meeting)
    session.flush()
    fill_new(session, fresh, meeting, place.path, own or {})
    put_on(session, meeting, topics)
    after = _said(meeting) | {"topics": [topic.id for topic in topics]}
    leave_line(session, fresh, "meeting.called", meeting, place, after=after)
    for topic in topics:
        walk.refresh(session, fresh, topic)
    return meeting


def _must_not_repeat(session: Session, actor: Visitor, place: Place, call: Call) -> None:
    """Two taps on one button are one meeting."""
    same = select(Meeting.id).where(
        Meeting.place_id == place.id,
        Meeting.called_by == actor.member_id,
        Meeting.title == call.title,
        Meeting.starts_at == call.starts_at,
        col(Meeting.cancelled_at).is_(None),
    )
    if session.exec(same).first() is not None:
        raise Refused(N_("You have already called “{title}” for this time."), title=call.title)


def change_meeting(
    session: Session, actor: Visitor, meeting_id: int, call: Call, edit_count: int
) -> Meeting:
    """Change the invitation before the meeting begins (变更会议).

    Another time is a new announcement: its notice runs from this moment. ``edit_count`` is
    what the editor saw; whoever comes second is told, and nothing is overwritten.
    """
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    rule.must_be_callable_by(call.kind, fresh.roles_at(place.path))
    must_be_on(meeting)
    if meeting.edit_count != edit_count:
        raise Refused(N_("Somebody changed this meeting meanwhile. Look at it, then change it."))
    moment = now()
    if meeting.starts_at <= moment:
        raise Refused(N_("The meeting has begun: it can no longer be changed."))
    call = rule.must_make_sense(call, moment)
    topics = _topics(session, meeting)
    before = _said(meeting)
    if call.starts_at != meeting.starts_at:
        for topic in topics:
            rule.must_give_notice(moment, call.starts_at, days_needed(session, topic), topic.title)
        meeting.announced_at = moment
    meeting.sqlmodel_update(vars(call))
    meeting.edit_count += 1
    session.add(meeting)
    leave_line(
        session, fresh, "meeting.changed", meeting, place, before=before, after=_said(meeting)
    )
    for topic in topics:
        walk.refresh(session, fresh, topic)
    return meeting


def add_topic(session: Session, actor: Visitor, meeting_id: int, topic_id: int) -> Meeting:
    """Put one more topic on the agenda (增补议题). Too late for its notice: only talked over."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    must_be_on(meeting)
    if meeting.starts_at <= now():
        raise Refused(N_("The meeting has begun: the agenda is closed."))
    assert meeting.id is not None
    there = {item.topic_id for item in items(session, meeting.id)}
    topic = topics_to_discuss(session, place, [topic_id])[0]
    if topic_id in there:
        raise Refused(N_("“{title}” is on the agenda already."), title=topic.title)
    rule.must_have_few_topics(len(there) + 1)
    put_on(session, meeting, [topic])
    meeting.edit_count += 1
    session.add(meeting)
    leave_line(session, fresh, "agenda.added", meeting, place, after={"topic": topic_id})
    walk.refresh(session, fresh, topic)
    return meeting


def cancel_meeting(session: Session, actor: Visitor, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off, with a public reason (取消会议)."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    must_be_on(meeting)
    topics = _topics(session, meeting)
    meeting.cancel_reason = must_be_a_reason(reason)
    meeting.cancelled_at, meeting.check_in_hash = now(), ""
    meeting.edit_count += 1
    session.add(meeting)
    after = {"reason": meeting.cancel_reason}
    leave_line(session, fresh, "meeting.cancelled", meeting, place, after=after)
    for topic in topics:
        walk.refresh(session, fresh, topic)
    return meeting


def _topics(session: Session, meeting: Meeting) -> list[Topic]:
    """The topics on the agenda, locked in order."""
    assert meeting.id is not None
    ids = sorted(item.topic_id for item in items(session, meeting.id))
    return [walk.the_topic(session, topic_id) for topic_id in ids]


def _said(meeting: Meeting) -> dict[str, Any]:
    """What the invitation says, for the trail. A link may hold a password: it stays out."""
    return {
        "kind": meeting.kind.value,
        "title": meeting.title,
        "venue": meeting.venue,
        "online": bool(meeting.link),
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "due": meeting.due_count,
    }


def leave_line(
    session: Session,
    actor: Visitor,
    code: str,
    meeting: Meeting,
    place: Place,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """One line of the trail about ``meeting``."""
    about = f"meeting:{meeting.id}"
    moves = (Area.DELIBERATION,)
    record(session, actor, code, about, place, moves=moves, before=before, after=after)
