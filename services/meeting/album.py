"""Photos of a meeting (会议照片)."""

from collections.abc import Sequence

from sqlmodel import Session

from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.meeting.calling import the_meeting
from services.photo import Picture, add_photo
from services.visitor import check, the_place


def about(meeting_id: int) -> str:
    """What the photos of a meeting hang beside."""
    return f"meeting:{meeting_id}"


def add_photos(
    session: Session, actor: Visitor, meeting_id: int, pictures: Sequence[Picture]
) -> int:
    """Hang up pictures of a meeting; how many."""
    meeting = the_meeting(session, meeting_id)
    place = the_place(session, meeting.place_id)
    fresh = check(session, actor, Permission.CALL_MEETING, place)
    if meeting.cancelled_at is not None:
        raise Refused(N_("This meeting was called off."))
    if not pictures:
        raise Refused(N_("Choose at least one picture."))
    for picture in pictures:
        add_photo(session, fresh, about(meeting_id), place, picture)
    return len(pictures)
