"""Publishing a change set, and rolling it back (发布与撤回): all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from models.base import now
from models.definition import ChangeItem, ChangeSet, ChangeState, DefinitionKind
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.change.checking import as_if
from services.change.drafting import draft_change, leave, must_be_sound, put_item
from services.change.kind import Change, Kind, the_kind
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
from services.definition import digest

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


def undo_change(session: Session, actor: Visitor, set_id: int) -> ChangeSet:
    """Put back what held before each change of a set, in the reverse order.

    One person may: what comes back held before. Refused when something was changed again since,
    or when what was built on it meanwhile would break.
    """
    one_at_a_time(session)
    found = the_set(session, set_id)
    place = place_at(session, found.place_id)
    fresh = allowed(session, actor, Permission.PUBLISH_CHANGES, place)
    if found.state is not ChangeState.PUBLISHED:
        raise Refused(N_("Only what was published can be rolled back."))
    items = items_of(session, found)[::-1]
    for item in items:
        _must_hold_still(session, item)
    asked = [change_of(item, place) for item in items]
    for kind, change in asked:
        kind.must_be_allowed(session, fresh, change)
    _must_be_free(session, asked)
    for kind, change in asked:
        kind.revert(session, fresh, change)
    found.state, found.undone_by, found.undone_at = ChangeState.UNDONE, fresh.member_id, now()
    session.add(found)
    leave(session, fresh, "change.undone", found, place, {"items": len(items)})
    return found


def _must_hold_still(session: Session, item: ChangeItem) -> None:
    holds = the_kind(item.kind).holds(session, item.key)
    if digest(holds) != digest(item.after):
        text = N_("“{key}” was changed again since: roll that change back first.")
        raise Refused(text, key=item.key)


def _must_be_free(session: Session, asked: Sequence[tuple[Kind, Change]]) -> None:
    """What was built on these changes since would stand on nothing."""
    back = [(kind, replace(one, before=one.after, after=one.before)) for kind, one in asked]
    with as_if(session, back):
        for kind, change in back:
            for problem in kind.undo_problems(session, change):
                raise Refused(problem.sentence, **problem.facts)
