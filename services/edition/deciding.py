"""Two persons decide, one publishes, and what is published stays (审定与发布)."""

from contextlib import suppress
from typing import Any

from sqlmodel import Session

from models.edition import Computation, Edition, EditionActKind
from models.notice import Notice, NoticeKind
from models.place import Place
from rules.permission import Permission, Visitor
from rules.ranking import Told
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services.edition.binding import (
    listed_firms,
    must_be_agreed_freely,
    must_be_free_of,
    rated_firms,
)
from services.edition.body import posting
from services.edition.checking import computed_again, recheck
from services.edition.computing import blacks_of
from services.edition.standing import could, put_down, the_edition, told
from services.notice import post_notice
from services.visitor import check, the_place

KIND = EditionActKind
POSTED_DAYS = 30


def approve(session: Session, actor: Visitor, edition_id: int, computation_id: int) -> Edition:
    """Agree that this computation is published; two persons have to (审定)."""
    edition, fresh, _place = _decide(session, actor, edition_id)
    could(session, fresh, edition, KIND.APPROVED, computation=computation_id)
    must_be_free_of(session, fresh, listed_firms(session, computation_id))
    then = put_down(session, fresh, edition, KIND.APPROVED, computation=computation_id)
    told(session, fresh, edition, "edition.approved", agreed=len(then.approved_by))
    return edition


def publish(
    session: Session,
    actor: Visitor,
    edition_id: int,
    computation_id: int,
    progress: Told | None = None,
) -> Edition:
    """Freeze the edition and post its lists (发布).

    It is computed once more from its kept inputs first: what does not come out alike to the
    last byte is not published.
    """
    edition, fresh, place = _decide(session, actor, edition_id)
    then = could(session, fresh, edition, KIND.PUBLISHED, computation=computation_id)
    firms = listed_firms(session, computation_id)
    must_be_free_of(session, fresh, firms)
    must_be_agreed_freely(session, then.approved_by, firms)
    made = _sound(session, edition, progress)
    put_down(session, fresh, edition, KIND.PUBLISHED, computation=computation_id)
    notice = _posted(session, fresh, edition, made, place)
    told(
        session,
        fresh,
        edition,
        "edition.published",
        notice=notice.code,
        result=made.result_sha256,
    )
    return edition


def correct(session: Session, actor: Visitor, edition_id: int, computation_id: int) -> Edition:
    """Put a correction in the place of what was published (更正公告). Not by who computed it."""
    edition, fresh, place = _decide(session, actor, edition_id)
    facts: dict[str, Any] = {
        "computation": computation_id,
        "blacks": blacks_of(session, computation_id),
    }
    could(session, fresh, edition, KIND.CORRECTED, **facts)
    must_be_free_of(session, fresh, listed_firms(session, edition.computation_id))
    put_down(session, fresh, edition, KIND.CORRECTED, **facts)
    made = session.get_one(Computation, computation_id)
    notice = _posted(session, fresh, edition, made, place)
    _must_be_sound(session, edition)
    told(
        session,
        fresh,
        edition,
        "edition.corrected",
        notice=notice.code,
        number=made.number,
        result=made.result_sha256,
    )
    return edition


def cancel(session: Session, actor: Visitor, edition_id: int, reason: str) -> Edition:
    """Give an edition up before it is published, and say why (作废)."""
    edition, fresh, _place = _decide(session, actor, edition_id)
    could(session, fresh, edition, KIND.CANCELLED)
    must_be_free_of(session, fresh, rated_firms(session, edition_id))
    why = must_be_a_reason(reason)
    put_down(session, fresh, edition, KIND.CANCELLED, reason=why)
    told(session, fresh, edition, "edition.cancelled", reason=why)
    return edition


def _decide(session: Session, actor: Visitor, edition_id: int) -> tuple[Edition, Visitor, Place]:
    edition = the_edition(session, edition_id)
    place = the_place(session, edition.place_id)
    return edition, check(session, actor, Permission.DECIDE_EDITION, place), place


def _sound(session: Session, edition: Edition, progress: Told | None) -> Computation:
    made = session.get_one(Computation, edition.computation_id)
    with suppress(ValueError):  # said below, with everything else
        computed_again(made, progress)
    _must_be_sound(session, edition)
    return made


def _must_be_sound(session: Session, edition: Edition) -> None:
    found = recheck(session, edition)
    if not found.sound:
        raise Refused(
            N_("This result does not come out again from its inputs, so it is not published.")
        )


def _posted(
    session: Session, actor: Visitor, edition: Edition, made: Computation, place: Place
) -> Notice:
    title, body = posting(session, edition, made)
    notice = post_notice(session, actor, NoticeKind.RANKING, place, title, body, POSTED_DAYS)
    edition.notice_id = notice.id
    session.add(edition)
    session.flush()
    return notice
