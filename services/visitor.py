"""Who is here, read afresh (来访者)."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.member import Grant, Member, Role
from models.place import Place
from rules.permission import STRANGER, Held, Permission, Visitor, must_be_allowed
from rules.refusal import N_, Refused

_HELD = (  # said once: every act asks it
    select(Grant.role, Grant.place_id, Place.path)
    .join(Place, col(Place.id) == Grant.place_id)
    .where(Grant.member_id == bindparam("member"))
    .order_by(col(Place.path), col(Grant.role))
)


def visitor(session: Session, member_id: int | None) -> Visitor:
    """The member with the roles held right now; a stranger when there is none."""
    member = session.get(Member, member_id) if member_id is not None else None
    if member is None or member.closed_at is not None:
        return STRANGER
    rows = session.exec(_HELD, params={"member": member_id})
    held = tuple(Held(Role(role), place_id, path) for role, place_id, path in rows)
    return Visitor(member.id, member.name, member.username, held)


def check(session: Session, actor: Visitor, permission: Permission, place: Place) -> Visitor:
    """The actor as the database knows him now; refused when he may not do this here.

    Every service that writes begins with this, so that a right taken away a second
    ago is gone, whatever the page still shows.
    """
    fresh = visitor(session, actor.member_id)
    must_be_allowed(fresh, permission, place.path)
    return fresh


def the_place(session: Session, place_id: int) -> Place:
    """The place with this id; refused when there is none."""
    place = session.get(Place, place_id)
    if place is None:
        raise Refused(N_("There is no such place."))
    return place
