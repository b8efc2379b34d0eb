"""Change sets for the tests: drafted, asked for, published by a second person (变更集样本)."""

from typing import Any

from sqlmodel import Session

from models.definition import ChangeSet, DefinitionKind
from rules.permission import Visitor
from services.change import ask_publication, draft_change, publish_change, put_item
from tests.neighbourhood import Neighbourhood

POLICY = DefinitionKind.POLICY
LOOSE = {"two_people": ["right"]}


def drafted(
    session: Session,
    who: Visitor,
    place_id: int | None,
    *given: tuple[DefinitionKind, str, dict[str, Any] | None],
    title: str = "一次变更",
) -> ChangeSet:
    """An open set with these changes."""
    found = draft_change(session, who, title, place_id)
    for kind, key, after in given:
        put_item(session, who, found.id or 0, kind, key, after)
    return found


def published(
    session: Session,
    here: Neighbourhood,
    place_id: int | None,
    *given: tuple[DefinitionKind, str, dict[str, Any] | None],
) -> ChangeSet:
    """A set that 管理员 drafted and, where its place has two, 林秀英 published."""
    found = drafted(session, here.guan, place_id, *given)
    ask_publication(session, here.guan, found.id or 0, found.edit_count)
    return publish_change(session, here.lin, found.id or 0, found.edit_count)
