"""Showing firms their results, and the window in which they may object (告知与申诉期)."""

from sqlmodel import Session, col, select

from models.edition import Edition, EditionActKind, Entrant
from models.firm import FirmAgent
from models.member import Member
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.edition.computing import blacks_of, show_firms
from services.edition.standing import could, put_down, the_edition, told
from services.visitor import check, the_place


def serve(session: Session, actor: Visitor, edition_id: int) -> Edition:
    """Show every firm its own results (告知). A firm that would be black must have a voice."""
    edition, fresh = _run(session, actor, edition_id)
    could(session, fresh, edition, EditionActKind.SERVED)
    _must_be_spoken_for(session, edition)
    then = put_down(session, fresh, edition, EditionActKind.SERVED)
    show_firms(session, edition, then)
    told(session, fresh, edition, "edition.served", blacks=len(then.blacks))
    return edition


def open_window(session: Session, actor: Visitor, edition_id: int) -> Edition:
    """Begin the days of objection, when the firms have had theirs to look (申诉期)."""
    edition, fresh = _run(session, actor, edition_id)
    could(session, fresh, edition, EditionActKind.WINDOW_OPENED)
    _must_be_spoken_for(session, edition)  # its account may have been closed since
    put_down(session, fresh, edition, EditionActKind.WINDOW_OPENED)
    closes = edition.window_closes_at
    assert closes is not None
    told(session, fresh, edition, "edition.window_opened", closes_at=closes.isoformat())
    return edition


def close_window(session: Session, actor: Visitor, edition_id: int) -> Edition:
    """End the days of objection, when they are over."""
    edition, fresh = _run(session, actor, edition_id)
    put_down(session, fresh, edition, EditionActKind.WINDOW_CLOSED)
    told(session, fresh, edition, "edition.window_closed")
    return edition


def _run(session: Session, actor: Visitor, edition_id: int) -> tuple[Edition, Visitor]:
    edition = the_edition(session, edition_id)
    place = the_place(session, edition.place_id)
    return edition, check(session, actor, Permission.RUN_EDITION, place)


def unspoken(session: Session, computation_id: int | None) -> list[str]:
    """The firms that would be black and have nobody to read it for them."""
    spoken = (
        select(FirmAgent.firm_id)
        .join(Member, col(Member.id) == FirmAgent.member_id)
        .where(col(Member.closed_at).is_(None))
    )
    wanted = select(Entrant.firm_name).where(
        col(Entrant.id).in_(blacks_of(session, computation_id)),
        col(Entrant.firm_id).not_in(spoken),
    )
    return sorted(set(session.exec(wanted)))


def _must_be_spoken_for(session: Session, edition: Edition) -> None:
    silent = unspoken(session, edition.computation_id)
    if silent:
        raise Refused(
            N_("Nobody speaks for {firm} yet. Please name its agent, so that it can be heard."),
            firm=silent[0],
        )
