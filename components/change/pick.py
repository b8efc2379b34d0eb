"""Where an editor's result goes (存入变更集): into a change set, or into force at once.

Every editor of something configured ends here::

    if st.button(_("Save"), type="primary", key="nb_save"):
        into_change(visitor, DefinitionKind.FORM, key, body)
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st
from sqlmodel import Session

from components import link
from components.act import act
from components.change import words
from components.change.editor import in_set, the_set
from components.dialog import opened
from components.language import _, either
from components.reading import read
from components.text import plain
from models.definition import ChangeSet, DefinitionKind
from models.place import Place
from models.revision import Area
from rules.definition.parcel import LONGEST_NOTE, LONGEST_TITLE
from rules.permission import GRANTED, Permission, Visitor
from services import change, definition
from services import place as places
from services.change.kind import the_kind
from services.visitor import the_place

AREAS = (Area.DEFINITION,)
HOUSE = 0  # stands for the whole house among the ids of places
Given = tuple[DefinitionKind, str, Mapping[str, Any] | None]


class Back(NamedTuple):
    """Where its editor leads when something holds (去处)."""

    page: str
    query: Mapping[str, str]
    done: Callable[[], None] = lambda: None  # what the editor does with its draft then


class Target(NamedTuple):
    """Where changes go (存入何处). ``set_id`` is 0 for a new set."""

    set_id: int
    title: str
    place_id: int | None
    note: str


def into_change(
    visitor: Visitor,
    kind: DefinitionKind,
    key: str,
    after: Mapping[str, Any] | None,
    *,
    title: str = "",
    back: Back | None = None,
) -> None:
    """Ask where ``after`` is to go; ``None`` takes ``key`` away. ``title`` names a new set;
    ``back`` is the page to be on when it was published at once."""
    all_into_change(visitor, ((kind, key, after),), title=title, back=back)


def all_into_change(
    visitor: Visitor, given: Sequence[Given], *, title: str = "", back: Back | None = None
) -> None:
    """The same for several changes that belong together."""
    opened(_("Save the change"), _ask, visitor, tuple(given), title, None, back)


def save_into(
    visitor: Visitor,
    kind: DefinitionKind,
    key: str,
    after: Mapping[str, Any] | None,
    *,
    at: int | None = None,
) -> None:
    """The same at the end of a form that is a dialog itself; ``at`` is the id of a place that was
    asked for already, or ``HOUSE``."""
    _ask(visitor, ((kind, key, after),), "", at)


def places_for(visitor: Visitor) -> dict[int, str]:
    """Where the visitor may configure: the whole house, what he serves, what lies below."""
    paths = tuple(sorted({held.path for held in visitor.held}))
    offered: list[Place] = [
        place
        for place in read((Area.PLACE,), "/", places.boards, paths)
        if visitor.may(Permission.CONFIGURE, place.path)
    ]
    found: dict[int, str] = {}
    for held in visitor.held:
        if Permission.CONFIGURE in GRANTED[held.role]:
            found[held.place_id] = read((Area.PLACE,), "/", the_place, held.place_id).name
    found |= {place.id or 0: place.name for place in offered}
    if visitor.may_everywhere(Permission.CONFIGURE):
        found = {HOUSE: words.place("")} | found
    return found


def _ask(
    visitor: Visitor,
    given: tuple[Given, ...],
    title: str,
    at: int | None = None,
    back: Back | None = None,
) -> None:
    place_id = _place(visitor, given) if at is None else at
    if place_id is None:
        return
    for kind, key, after in given:
        sign = "delete" if after is None else "edit"
        st.markdown(
            f":material/{sign}: {words.kind(kind)} · **{plain(_called(kind, key, after))}**"
        )
    where = place_id or None
    sets = _sets(where)
    asked = link.asked_id("set")
    picked = st.selectbox(
        _("Change set"),
        [HOUSE, *sets],
        index=[HOUSE, *sets].index(asked) if asked in sets else 0,
        format_func=lambda number: sets.get(number) or _("A new one"),
        key="nb_into_set",
        help=_("What belongs together is published, and rolled back, together."),
    )
    called, note = title or _called(*given[0]), ""
    if not picked:
        called = st.text_input(
            _("Name of a change set"),
            called[:LONGEST_TITLE],
            max_chars=LONGEST_TITLE,
            key="nb_into_title",
        )
        note = st.text_input(_("What it is for"), max_chars=LONGEST_NOTE, key="nb_into_note")
    _buttons(visitor, given, Target(picked or 0, called or "", where, note or ""), back)


def _sets(place_id: int | None) -> dict[int, str]:
    """The open sets of a place; the one in the address too, however many began after it."""
    sets = dict(read(AREAS, "/", change.open_at, place_id))
    asked = the_set()
    if asked is not None and asked.found.place_id == place_id:
        sets.setdefault(asked.found.id or 0, asked.found.title)
    return sets


def _place(visitor: Visitor, given: tuple[Given, ...]) -> int | None:
    """Where it belongs; asked only for what is new."""
    if any(the_kind(kind).house_wide for kind, _key, _after in given):
        return HOUSE
    homes = [
        read((Area.DEFINITION, Area.PROCEDURE, Area.FIRM), "/", change.home_of, kind, key)
        for kind, key, _after in given
    ]
    home = next((home for home in homes if home is not None), None)
    if home is not None:
        return home.place_id or HOUSE
    told = next((one for kind, key, _after in given if (one := in_set(kind, key))), None)
    if told is not None:  # only that set knows it: it goes on there, never into a second one
        return told.place_id or HOUSE
    offered = places_for(visitor)
    if not offered:
        st.info(_("Your role does not allow this here."))
        return None
    if len(offered) == 1:
        return next(iter(offered))
    return st.selectbox(
        _("Where it holds"),
        list(offered),
        format_func=offered.__getitem__,
        key="nb_into_place",
        help=_("There and everywhere below."),
    )


def _buttons(visitor: Visitor, given: tuple[Given, ...], target: Target, back: Back | None) -> None:
    path, may = "/", visitor.may_everywhere(Permission.PUBLISH_CHANGES)
    if target.place_id is not None:
        path = read((Area.PLACE,), "/", the_place, target.place_id).path
        may = visitor.may(Permission.PUBLISH_CHANGES, path)
    kinds = tuple({kind for kind, _key, _after in given})
    takes_two = read(AREAS, "/", change.needs_second, kinds, path)
    if takes_two:
        st.caption(_("A second person publishes this: it does not hold before."))
    with st.container(horizontal=True):
        if st.button(_("Into the change set"), type="primary", key="nb_into_save"):
            found = act(_("Saved in the change set."), _save, visitor, target, given)
            if found is not None:
                if back is not None:
                    back.done()
                link.go("change", id=found.id)
        at_once = may and not takes_two and not target.set_id
        if at_once and st.button(_("Publish at once"), icon=":material/publish:", key="nb_at_once"):
            _publish(visitor, given, target, back)


def _publish(visitor: Visitor, given: tuple[Given, ...], target: Target, back: Back | None) -> None:
    done = _("Published. It holds from now on.")
    where = (target.title, target.place_id, given, target.note)
    if act(done, change.publish_at_once, visitor, *where) is None:
        return
    if back is None:
        st.rerun()
    back.done()
    link.go(back.page, **back.query)


def _save(
    session: Session, visitor: Visitor, target: Target, given: tuple[Given, ...]
) -> ChangeSet:
    number = target.set_id
    if not number:
        place = (target.title, target.place_id, target.note)
        number = change.draft_change(session, visitor, *place).id or 0
    for kind, key, after in given:
        change.put_item(session, visitor, number, kind, key, after)
    return session.get_one(ChangeSet, number)


def _called(kind: DefinitionKind, key: str, after: Mapping[str, Any] | None) -> str:
    """What people call what changes; what is taken away, as it is called now."""
    if after is None:
        held = read(AREAS, "/", definition.one, kind, key)
        after = None if held is None else held.body
    return either(*the_kind(kind).name(key, after))
