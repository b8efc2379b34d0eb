"""Rolling a change set back (撤回): all of it or nothing, and at once where that opens nothing."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from models.base import now
from models.definition import ChangeItem, ChangeSet, ChangeState, DefinitionKind
from rules.definition.parcel import LONGEST_TITLE
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.right import opens
from services.change.checking import as_if
from services.change.drafting import begun, leave, must_be_sound, placed
from services.change.kind import Change, Kind, the_kind
from services.change.second import needs_second
from services.change.standing import (
    allowed,
    change_of,
    items_of,
    one_at_a_time,
    place_at,
    the_set,
)
from services.definition import digest
from services.right.reading import rights

Asked = Sequence[tuple[Kind, Change]]


def undo_change(session: Session, actor: Visitor, set_id: int) -> ChangeSet:
    """Put back what held before each change of a set, in the reverse order.

    One person may: it is the brake. Refused when something was changed again since, when what was
    built on it meanwhile would break, or when it would open what two people have closed.
    """
    one_at_a_time(session)
    found = the_set(session, set_id)
    place = place_at(session, found.place_id)
    fresh = allowed(session, actor, Permission.PUBLISH_CHANGES, place)
    items = _to_undo(session, found)
    asked = [change_of(item, place) for item in items]
    for kind, change in asked:
        kind.must_be_allowed(session, fresh, change)
    _must_be_free(session, asked)
    if _opens(session, found, asked):
        text = N_("This would open what two people have closed: ask a second person to publish it.")
        raise Refused(text)
    for kind, change in asked:
        kind.revert(session, fresh, change)
    found.state, found.undone_by, found.undone_at = ChangeState.UNDONE, fresh.member_id, now()
    session.add(found)
    leave(session, fresh, "change.undone", found, place, {"items": len(items)})
    return found


def reverse_change(session: Session, actor: Visitor, set_id: int, title: str) -> ChangeSet:
    """Draft what held before as a set of its own, and ask a second person to publish it (提请撤回).

    ``title`` is what it is called, in the words of whoever asks.
    """
    found = the_set(session, set_id)
    place = place_at(session, found.place_id)
    fresh = allowed(session, actor, Permission.CONFIGURE, place)
    items = _to_undo(session, found)
    for kind, change in (change_of(item, place) for item in items):
        kind.must_be_allowed(session, fresh, change)
    made = begun(session, fresh, title[:LONGEST_TITLE], place, "")
    for item in items:
        session.add(placed(session, made, the_kind(item.kind), item.key, item.before))
        session.flush()
    leave(session, fresh, "change.drafted", made, place, {"undoes": set_id})
    must_be_sound(session, fresh, made, place)
    made.state, made.asked_by = ChangeState.ASKED, fresh.member_id
    session.add(made)
    leave(session, fresh, "change.asked", made, place)
    return made


def undo_takes_two(session: Session, set_id: int) -> bool:
    """Whether a second person must publish what held before a set."""
    found = session.get(ChangeSet, set_id)
    if found is None or found.state is not ChangeState.PUBLISHED:
        return False
    place = place_at(session, found.place_id)
    return _opens(session, found, [change_of(one, place) for one in items_of(session, found)])


def _to_undo(session: Session, found: ChangeSet) -> list[ChangeItem]:
    """What a published set changed, the last first, as long as nothing changed it again."""
    if found.state is not ChangeState.PUBLISHED:
        raise Refused(N_("Only what was published can be rolled back."))
    items = items_of(session, found)[::-1]
    for item in items:
        if digest(the_kind(item.kind).holds(session, item.key)) != digest(item.after):
            text = N_("“{key}” was changed again since: roll that change back first.")
            raise Refused(text, key=item.key)
    return items


def _back(asked: Asked) -> list[tuple[Kind, Change]]:
    return [(kind, replace(one, before=one.after, after=one.before)) for kind, one in asked]


def _must_be_free(session: Session, asked: Asked) -> None:
    """What was built on these changes since would stand on nothing."""
    back = _back(asked)
    with as_if(session, back):
        for kind, change in back:
            for problem in kind.undo_problems(session, change):
                raise Refused(problem.sentence, **problem.facts)


def _opens(session: Session, found: ChangeSet, asked: Asked) -> bool:
    """Whether what comes back lets through what is closed now, in a kind that takes two people."""
    back = [
        (kind, change)
        for kind, change in _back(asked)
        if needs_second(session, (kind.kind,), found.path)
    ]
    if any(kind.opens(change) for kind, change in back):
        return True
    if not any(kind.kind is DefinitionKind.RIGHT for kind, _change in back):
        return False
    holding = rights(session)
    with as_if(session, back):
        return opens(holding, rights(session))
