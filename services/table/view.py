"""Lists as somebody wants to see them again (保存的视图): his own, or shared with a role."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, or_, select

from models.history import SavedView
from models.member import Role
from models.revision import Area
from rules.permission import Permission, Visitor, must_be_signed_in
from rules.refusal import N_, Refused
from rules.table import body_of, read_body
from services.right import reach
from services.trail import changed, record
from services.visitor import check, the_place, visitor

MOST = 50  # views of one person of one table
LONGEST_NAME = 40


def views(session: Session, here: Visitor, key: str) -> tuple[SavedView, ...]:
    """His own views of a table, and those that are shared with a role of his; by name."""
    if not here.signed_in:
        return ()
    own = col(SavedView.member_id) == here.member_id
    shared = or_(own, col(SavedView.shared_with) != "")
    found = select(SavedView).where(SavedView.entity == key, shared).order_by(SavedView.name)
    return tuple(one for one in session.exec(found) if _is_for(one, here))


def keep_view(
    session: Session,
    actor: Visitor,
    key: str,
    name: str,
    body: Mapping[str, Any],
    shared: tuple[str, int] | None = None,
) -> SavedView:
    """Keep a list under a name; ``shared`` with a role at a place by whoever configures there.

    The name of an own view that is there already is written over.

    Raises:
        Refused: the table may not be read; the name is empty or too long; no right to share.
    """
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    seen = reach(session, fresh, key)
    kept, left_out = read_body(seen.entity, seen.names, body)
    if left_out:
        raise left_out[0]
    view = _own(session, fresh, key, _must_be_name(name))
    view.body = body_of(kept, seen.entity, seen.names)
    view.shared_with, view.place_id, view.path = "", None, "/"
    if shared is not None:
        _share(session, fresh, view, *shared)
    session.add(view)
    session.flush()
    changed(session, (Area.REGISTER,), None)
    if shared is not None:
        about, place = f"saved_view:{view.id}", the_place(session, shared[1])
        after = {"name": view.name, "table": key, "role": view.shared_with}
        record(session, fresh, "view.shared", about, place, moves=(Area.REGISTER,), after=after)
    return view


def remove_view(session: Session, actor: Visitor, view_id: int) -> None:
    """Take a view away: one's own, or a shared one by whoever configures at its place.

    Raises:
        Refused: there is none, or it is somebody else's.
    """
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    view = session.get(SavedView, view_id)
    if view is None or (view.member_id != fresh.member_id and not view.shared_with):
        raise Refused(N_("There is no such view."))
    place = None if view.place_id is None else the_place(session, view.place_id)
    if view.member_id != fresh.member_id and place is not None:
        check(session, fresh, Permission.CONFIGURE, place)
    before = {"name": view.name, "table": view.entity, "role": view.shared_with}
    about = f"saved_view:{view_id}"
    record(session, fresh, "view.removed", about, place, moves=(Area.REGISTER,), before=before)
    session.delete(view)
    session.flush()


def _is_for(view: SavedView, here: Visitor) -> bool:
    if view.member_id == here.member_id:
        return True
    return any(
        held.role.value == view.shared_with and held.path.startswith(view.path)
        for held in here.held
    )


def _must_be_name(name: str) -> str:
    kept = " ".join(name.split())
    if not kept:
        raise Refused(N_("Give the view a name."))
    if len(kept) > LONGEST_NAME:
        raise Refused(N_("At most {n} characters."), n=LONGEST_NAME)
    return kept


def _own(session: Session, actor: Visitor, key: str, name: str) -> SavedView:
    mine = select(SavedView).where(SavedView.member_id == actor.member_id, SavedView.entity == key)
    known = session.exec(mine.limit(MOST + 1)).all()
    same = next((one for one in known if one.name == name), None)
    if same is None and len(known) >= MOST:
        raise Refused(N_("You keep {n} views of this table already. Remove one first."), n=MOST)
    return same or SavedView(entity=key, name=name, member_id=actor.member_id or 0)


def _share(session: Session, actor: Visitor, view: SavedView, role: str, place_id: int) -> None:
    place = the_place(session, place_id)
    check(session, actor, Permission.CONFIGURE, place)
    if role not in {one.value for one in Role}:
        raise Refused(N_("There is no such role."))
    view.shared_with, view.place_id, view.path = role, place.id, place.path
