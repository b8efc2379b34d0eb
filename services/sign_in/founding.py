"""The first administrator of an empty house (首次使用)."""

from sqlalchemy import text
from sqlmodel import Session, select

from models.member import Grant, Member, Role
from models.place import Place, PlaceKind
from models.revision import Area
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.sign_in import must_be_name, must_be_username
from services.place import plant
from services.trail import HOUSE, record
from services.visitor import visitor


def is_empty(session: Session) -> bool:
    """Whether nobody lives here yet: no member at all."""
    return session.exec(select(Member.id).limit(1)).first() is None


def found_house(
    session: Session,
    username: str,
    name: str,
    password_hash: str,
    top: tuple[PlaceKind, str] = (PlaceKind.STREET, ""),
) -> Visitor:
    """Make the first administrator, and the ``top`` place when there is none.

    Only while there is no member at all. Two who try at the same time stand in line.
    """
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer anyway
        session.execute(text("LOCK TABLE member IN SHARE ROW EXCLUSIVE MODE"))
    if not is_empty(session):
        raise Refused(N_("This house has an administrator already. Please sign in."))
    member = Member(
        username=must_be_username(username), name=must_be_name(name), password_hash=password_hash
    )
    session.add(member)
    session.flush()
    place = _top_place(session, *top)
    assert member.id is not None and place.id is not None
    session.add(Grant(member_id=member.id, role=Role.ADMINISTRATOR, place_id=place.id))
    session.flush()
    founder = visitor(session, member.id)
    about, areas = f"member:{member.id}", (Area.MEMBER, Area.PLACE)
    record(session, founder, "house.founded", about, place, moves=areas)
    return founder


def _top_place(session: Session, kind: PlaceKind, name: str) -> Place:
    top = session.exec(select(Place).where(Place.parent_id == None)).first()  # noqa: E711
    return top or plant(session, HOUSE, kind, must_be_name(name), kind.value, None)
