"""Publishing a change set (发布): all of it or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from models.base import now
from models.definition import ChangeSet, ChangeState, DefinitionKind
from rules.permission import Permission, Visitor
from services.change.drafting import draft_change, leave, must_be_sound, put_item
from services.change.kind import Change, the_kind
from services.change.second import must_be_second, must_need_nobody
from services.change.standing import (
    allowed,
    change_of,
    items_of,
    must_be_latest,
    must_be_open,
    one_at_a_time,
    place_at,
    the_set,
)

Given = tuple[DefinitionKind, str, Mapping[str, Any] | None]


def publish_change(
    session: Session, actor: Visitor, set_id: int, edit_count: int, accepted: int = 0
) -> ChangeSet:
    """Let everything in a set hold from here on. ``accepted``: so many rows may fail by it."""
    one_at_a_time(session)
    found = the_set(session, set_id)
    place = place_at(session, found.place_id)
    fresh = allowed(session, actor, Permission.PUBLISH_CHANGES, place)
    must_be_open(found)
    must_be_latest(found, edit_count)
    items = items_of(session, found)
    must_be_second(session, found, fresh, [item.kind for item in items])
    for kind, change in (asked := [change_of(item, place) for item in items]):
        kind.must_be_allowed(session, fresh, change)
    must_be_sound(session, fresh, found, place, max(accepted, 0))
    for kind, change in asked:
        kind.apply(session, fresh, change)
    found.state, found.published_by, found.published_at = (
        ChangeState.PUBLISHED,
        fresh.member_id,
        now(),
    )
    session.add(found)
    leave(session, fresh, "change.published", found, place, {"items": len(items)})
    return found


def publish_at_once(
    session: Session,
    actor: Visitor,
    title: str,
    place_id: int | None,
    given: Sequence[Given],
    note: str = "",
) -> ChangeSet:
    """Draft and publish in one act what takes no second person."""
    place = place_at(session, place_id)
    fresh = allowed(session, actor, Permission.PUBLISH_CHANGES, place)
    must_need_nobody(session, [kind for kind, _key, _after in given], place)
    for kind, key, after in given:
        adapter = the_kind(kind)
        change = Change(key, adapter.holds(session, key), after, place)
        adapter.must_be_allowed(session, fresh, change)
    found = draft_change(session, actor, title, place_id, note)
    for kind, key, after in given:
        put_item(session, actor, found.id or 0, kind, key, after)
    return publish_change(session, actor, found.id or 0, found.edit_count)
