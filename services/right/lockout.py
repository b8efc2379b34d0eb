"""Nobody takes the keys of the house away from its last administrator (防止锁死)."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.member import Grant, Member
from models.place import Place
from rules.condition import ALWAYS
from rules.entity import Entity
from rules.permission import TOPMOST, Visitor
from rules.right import Action
from services.entity import entity_for
from services.right.reach import grants_of
from services.visitor import visitor

# What somebody has to read, all of it, to look after the house: people, roles, configuration.
ADMINISTERS = ("place", "member", "role_grant", "definition", "change_set", "change_item")


def locked(session: Session) -> tuple[Entity, ...]:
    """The tables that no living member could look after, as rights are read now.

    Ask under ``services.definition.supposing``. A house without a topmost member has nobody to
    lock out.
    """
    people = [visitor(session, member) for member in _topmost(session)]
    if not people or any(_administers(session, one) for one in people):
        return ()
    lost = [_lost(session, one) for one in people]
    return min(lost, key=len)


def _administers(session: Session, actor: Visitor) -> bool:
    return not _lost(session, actor)


def _lost(session: Session, actor: Visitor) -> tuple[Entity, ...]:
    entities = [entity_for(session, key) for key in ADMINISTERS]
    return tuple(entity for entity in entities if not _reads_all(session, actor, entity))


def _reads_all(session: Session, actor: Visitor, entity: Entity) -> bool:
    """Every column of every row below a topmost place, whatever the row says."""
    tops = [one.path for one in actor.held if one.path.count("/") == TOPMOST]
    own = frozenset(entity.by_name)
    return any(
        grant.names >= own and grant.rows == ALWAYS and any(map(grant.area.has, tops))
        for grant in grants_of(session, actor, entity, Action.READ)
    )


def _topmost(session: Session) -> Iterable[int]:
    asked = (
        select(Grant.member_id)
        .join(Place, col(Place.id) == Grant.place_id)
        .join(Member, col(Member.id) == Grant.member_id)
        .where(col(Place.parent_id).is_(None), col(Member.closed_at).is_(None))
        .distinct()
    )
    return session.exec(asked).all()
