"""Whether a set takes a second person, and who has had a hand in it (两人发布)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import literal
from sqlmodel import Session, col, select

from models.definition import ChangeSet, ChangeState, DefinitionKind
from models.member import Grant, Member
from models.place import Place
from models.trail import TrailLine
from rules.definition.policy import two_people
from rules.permission import GRANTED, Permission, Visitor
from rules.refusal import N_, Refused
from services.definition import bodies

HOUSE = "/"
HANDS = ("change.drafted", "change.edited", "change.imported", "change.asked")


def needs_second(session: Session, kinds: Iterable[DefinitionKind], path: str) -> bool:
    """Whether somebody else must publish changes of ``kinds`` at a place."""
    holding = (policy.body for policy in bodies(session, DefinitionKind.POLICY, path))
    return bool(two_people(holding) & {kind.value for kind in kinds})


def must_need_nobody(
    session: Session, kinds: Iterable[DefinitionKind], place: Place | None
) -> None:
    """Refuse to publish at once what takes two."""
    if needs_second(session, kinds, place.path if place else "/"):
        raise Refused(N_("This takes a second person: ask for publication first."))


def hands(session: Session, set_id: int) -> frozenset[int]:
    """Everybody who drafted, edited or asked: the trail knows, and nobody can rewrite it."""
    found = session.exec(
        select(TrailLine.actor_id)
        .where(TrailLine.about == f"change_set:{set_id}", col(TrailLine.code).in_(HANDS))
        .distinct()
    )
    return frozenset(member for member in found if member is not None)


def seconds(session: Session, found: ChangeSet) -> tuple[str, ...]:
    """The names of those who may publish it, and had no hand in it."""
    roles = [role for role, granted in GRANTED.items() if Permission.PUBLISH_CHANGES in granted]
    asked = (
        select(Member.name)
        .join(Grant, col(Grant.member_id) == Member.id)
        .join(Place, col(Place.id) == Grant.place_id)
        .where(col(Grant.role).in_(roles), _reaches(found.path), col(Member.closed_at).is_(None))
        .where(col(Member.id).not_in(hands(session, found.id or 0)))
        .distinct()
        .order_by(Member.name)
    )
    return tuple(session.exec(asked))


def _reaches(path: str) -> Any:
    """Whether what is held at a place reaches ``path``; the whole house, from a topmost place."""
    if path == HOUSE:
        return col(Place.parent_id).is_(None)
    return literal(path).startswith(col(Place.path))


def must_be_second(
    session: Session, found: ChangeSet, actor: Visitor, kinds: Iterable[DefinitionKind]
) -> None:
    """Refuse whoever publishes alone what takes two."""
    if not needs_second(session, kinds, found.path):
        return
    if found.state is not ChangeState.ASKED:
        raise Refused(N_("This takes a second person: ask for publication first."))
    if actor.member_id in hands(session, found.id or 0):
        text = N_("You worked on this change set yourself: somebody else must publish it.")
        raise Refused(text)
