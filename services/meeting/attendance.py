"""Who came: signed in by the code on the wall, or entered by the chair (签到)."""

import hashlib
import hmac
import secrets

from sqlmodel import Session, col, select

from models.base import now
from models.meeting import Attendance, Meeting
from rules import meeting as rule
from rules.permission import Permission, Visitor, must_be_signed_in
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services.meeting.calling import leave_line, must_be_on, the_meeting
from services.visitor import check, the_place, visitor

CODE_BYTES = 9  # twelve characters: short enough for a QR code that reads from the back row


def _digest(code: str) -> str:
    return hashlib.sha256(f"check-in {code}".encode()).hexdigest()


def open_check_in(session: Session, actor: Visitor, meeting_id: int) -> str:
    """A fresh code to show in the room (签到码). It replaces the one before; its hash is kept."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    must_be_on(meeting)
    if now() > meeting.ends_at:
        raise Refused(N_("The meeting has ended. Enter by hand who came."))
    code = secrets.token_urlsafe(CODE_BYTES)
    meeting.check_in_hash = _digest(code)
    session.add(meeting)
    leave_line(session, fresh, "check_in.opened", meeting, place)
    return code


def check_in(session: Session, actor: Visitor, meeting_id: int, code: str) -> Attendance:
    """Sign in with the code from the room. Who does not belong to the place is a guest (列席)."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    must_be_on(meeting)
    rule.must_be_check_in_time(meeting.starts_at, meeting.ends_at, now())
    if not is_current(meeting, code):
        raise Refused(N_("This code is not valid any more. Scan the one on the chair's screen."))
    came = _sheet(session, meeting)
    if any(row.member_id == fresh.member_id for row in came):
        raise Refused(N_("You have signed in already."))
    guest = not rule.is_counted(fresh.roles_at(place.path))
    # The chair may have written the name before its owner reached for the phone: one person, once.
    row = next((r for r in came if r.member_id is None and r.name == fresh.name), None)
    row = row or Attendance(meeting_id=meeting_id, name=fresh.name, guest=guest)
    row.member_id, row.by_code = fresh.member_id, True
    session.add(row)
    session.flush()
    after = {"by_code": True, "guest": row.guest}
    leave_line(session, fresh, "attendance.entered", meeting, place, after=after)
    return row


def is_current(meeting: Meeting, code: str) -> bool:
    """Whether ``code`` is the one that opens the sheet of ``meeting`` now."""
    return bool(meeting.check_in_hash) and hmac.compare_digest(meeting.check_in_hash, _digest(code))


def enter_by_hand(
    session: Session, actor: Visitor, meeting_id: int, names: str, guest: bool = False
) -> list[Attendance]:
    """The chair writes down those without an account or a phone, a name a line (手工签到)."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    must_be_on(meeting)
    if now() < rule.check_in_opens(meeting.starts_at):
        rule.must_be_check_in_time(meeting.starts_at, meeting.ends_at, now())
    there = {row.name for row in _sheet(session, meeting)}
    rows = []
    for name in rule.must_be_names(names):
        if name in there:
            raise Refused(
                N_("{name} is on the sheet already. For another person of this name add the flat."),
                name=name,
            )
        there.add(name)
        rows.append(
            Attendance(meeting_id=meeting_id, name=name, guest=guest, entered_by=fresh.member_id)
        )
    session.add_all(rows)
    session.flush()
    after = {"by_code": False, "guest": guest, "people": len(rows)}
    leave_line(session, fresh, "attendance.entered", meeting, place, after=after)
    return rows


def strike(session: Session, actor: Visitor, attendance_id: int, reason: str) -> None:
    """Take back a line of the sheet that was entered by mistake (更正签到)."""
    row = session.get(Attendance, attendance_id)
    if row is None:
        raise Refused(N_("This line is no longer on the sheet."))
    meeting = the_meeting(session, row.meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    must_be_on(meeting)
    after = {"reason": must_be_a_reason(reason)}
    before = {"by_code": row.by_code, "guest": row.guest}
    session.delete(row)
    session.flush()
    leave_line(session, fresh, "attendance.struck", meeting, place, before=before, after=after)


def _sheet(session: Session, meeting: Meeting) -> list[Attendance]:
    mine = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return list(session.exec(mine.order_by(col(Attendance.id))))
