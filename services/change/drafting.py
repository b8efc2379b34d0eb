"""Drafting a change set (起草变更集): what goes in, what comes out, and who is to publish it."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from models.definition import ChangeItem, ChangeSet, ChangeState, DefinitionKind
from models.place import Place
from models.revision import Area
from rules.definition.parcel import LONGEST_NOTE, LONGEST_TITLE, MOST_ITEMS
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.change.checking import judged
from services.change.kind import Change, Kind, the_kind
from services.change.standing import (
    allowed,
    items_of,
    must_belong,
    open_set,
    place_at,
)
from services.definition import digest
from services.trail import record


def draft_change(
    session: Session, actor: Visitor, title: str, place_id: int | None, note: str = ""
) -> ChangeSet:
    """Begin a set of changes that are to hold at a place; ``None``: in the whole house."""
    place = place_at(session, place_id)
    fresh = allowed(session, actor, Permission.CONFIGURE, place)
    found = begun(session, fresh, title, place, note)
    leave(session, fresh, "change.drafted", found, place)
    return found


def begun(
    session: Session, actor: Visitor, title: str, place: Place | None, note: str
) -> ChangeSet:
    """The row of a new set, for somebody whose right was checked."""
    kept = title.strip()
    if not kept:
        raise Refused(N_("Please give it a name."))
    if len(kept) > LONGEST_TITLE or len(note) > LONGEST_NOTE:
        raise Refused(N_("The name or the note is too long."))
    found = ChangeSet(
        title=kept,
        note=note.strip(),
        place_id=place.id if place else None,
        path=place.path if place else "/",
        drafted_by=actor.member_id,
    )
    session.add(found)
    session.flush()
    return found


def put_item(
    session: Session,
    actor: Visitor,
    set_id: int,
    kind: DefinitionKind,
    key: str,
    after: Mapping[str, Any] | None,
    edit_count: int | None = None,
) -> ChangeItem:
    """Let a set change ``key`` to ``after``; ``None`` takes it away. A draft may still be wrong."""
    found, place, fresh = open_set(session, actor, set_id, edit_count)
    adapter = the_kind(kind)
    must_belong(session, adapter, adapter.must_be_key(key), place)
    change = Change(key, adapter.holds(session, key), after, place, found.id)
    adapter.must_be_allowed(session, fresh, change)
    item = placed(session, found, adapter, key, after)
    session.add(item)
    _edited(session, fresh, found, place, {"kind": kind.value, "code": key})
    return item


def placed(
    session: Session, found: ChangeSet, kind: Kind, key: str, after: Mapping[str, Any] | None
) -> ChangeItem:
    """The item that changes ``key``, not yet added; refused when it would change nothing."""
    items = items_of(session, found)
    known = next((one for one in items if (one.kind, one.key) == (kind.kind, key)), None)
    if known is None and len(items) >= MOST_ITEMS:
        raise Refused(N_("A change set has up to {most} changes."), most=MOST_ITEMS)
    holds = kind.holds(session, key)
    kept = None if after is None else dict(kind.normal(after))
    if digest(kept) == digest(holds):
        if kept is None:
            raise Refused(N_("There is nothing to take away."))
        raise Refused(N_("Nothing has changed."))
    position = max((one.position for one in items), default=-1) + 1
    item = known or ChangeItem(
        change_set_id=found.id or 0, position=position, kind=kind.kind, key=key
    )
    item.before = None if holds is None else dict(holds)
    item.before_sha256, item.after = digest(holds), kept
    return item


def take_item(
    session: Session, actor: Visitor, set_id: int, item_id: int, edit_count: int | None = None
) -> ChangeSet:
    """Take one change out of a set again."""
    found, place, fresh = open_set(session, actor, set_id, edit_count)
    item = _the_item(session, found, item_id)
    session.delete(item)
    _edited(session, fresh, found, place, {"kind": item.kind.value, "removed": item.key})
    return found


def refresh_item(
    session: Session, actor: Visitor, set_id: int, item_id: int, edit_count: int | None = None
) -> ChangeItem:
    """Let a stale change start from what holds now: whoever does so has looked at both."""
    found, place, fresh = open_set(session, actor, set_id, edit_count)
    item = _the_item(session, found, item_id)
    renewed = placed(session, found, the_kind(item.kind), item.key, item.after)
    session.add(renewed)
    _edited(session, fresh, found, place, {"kind": item.kind.value, "code": item.key})
    return renewed


def ask_publication(session: Session, actor: Visitor, set_id: int, edit_count: int) -> ChangeSet:
    """Ask a second person to publish a set in which nothing is wrong (提请发布)."""
    found, place, fresh = open_set(session, actor, set_id, edit_count)
    if found.state is ChangeState.ASKED:
        raise Refused(N_("Publication was asked for already."))
    must_be_sound(session, fresh, found, place)
    found.state, found.asked_by = ChangeState.ASKED, fresh.member_id
    session.add(found)
    leave(session, fresh, "change.asked", found, place)
    return found


def drop_change(session: Session, actor: Visitor, set_id: int) -> ChangeSet:
    """Give a set up; what holds stays as it is (放弃变更集)."""
    found, place, fresh = open_set(session, actor, set_id)
    found.state = ChangeState.DROPPED
    session.add(found)
    leave(session, fresh, "change.dropped", found, place)
    return found


def must_be_sound(
    session: Session, actor: Visitor, found: ChangeSet, place: Place | None, accepted: int = -1
) -> None:
    """Refuse a set that is empty, stale or wrong; and, where ``accepted`` is given, one in which
    more rows would fail than that."""
    checked = judged(session, actor, found, place)
    if not checked.found:
        raise Refused(N_("There is nothing in this change set yet."))
    for one in checked.found:
        if one.stale:
            text = N_("“{key}” was changed by somebody else since. Look at it again.")
            raise Refused(text, key=one.key)
        if one.problems:
            raise Refused(one.problems[0].sentence, **one.problems[0].facts)
    if 0 <= accepted < checked.failing:
        text = N_("{n} rows would not fit any more. Look at them first.")
        raise Refused(text, n=checked.failing)


def leave(
    session: Session,
    actor: Visitor,
    code: str,
    found: ChangeSet,
    place: Place | None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """One line in the trail about a set."""
    told = {"name": found.title, **(after or {})}
    about, moves = f"change_set:{found.id}", (Area.DEFINITION,)
    record(session, actor, code, about, place, moves=moves, after=told)


def _edited(
    session: Session, actor: Visitor, found: ChangeSet, place: Place | None, after: dict[str, str]
) -> None:
    """Whoever was asked to publish was asked for something else: the set is a draft again."""
    found.state, found.asked_by = ChangeState.DRAFT, None
    found.edit_count += 1
    session.add(found)
    session.flush()
    leave(session, actor, "change.edited", found, place, after)


def _the_item(session: Session, found: ChangeSet, item_id: int) -> ChangeItem:
    asked = select(ChangeItem).where(ChangeItem.change_set_id == found.id, ChangeItem.id == item_id)
    item = session.exec(asked).first()
    if item is None:
        raise Refused(N_("This change is no longer in the set."))
    return item
