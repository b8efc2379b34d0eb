"""Which kinds of changes take two people, here and below (发布规则)."""

import streamlit as st

from components.change import words
from components.change.editor import drafted, tell_set
from components.change.pick import HOUSE, places_for, save_into
from components.language import _
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from rules.definition.policy import KEY, two_people
from rules.permission import Visitor
from services import definition
from services import place as places
from services.visitor import the_place

KIND = DefinitionKind.POLICY


def show(visitor: Visitor, begin: str = "") -> None:
    """What takes two people now at a place; a place may ask for more than what is above it.

    It begins with the place of the rule ``begin``, and with what the set in the address says there.
    """
    offered = places_for(visitor)
    where = st.selectbox(
        _("Where it holds"),
        list(offered),
        index=_first(begin, list(offered)),
        format_func=offered.__getitem__,
        key=f"nb_policy_place_{begin}",
    )
    if where is None:
        return
    at = None if where == HOUSE else read((Area.PLACE,), "/", the_place, where)
    path, key = ("/", KEY) if at is None else (at.path, f"{KEY}.{at.code}")
    holding = read((Area.DEFINITION,), "/", definition.bodies, KIND, path)
    above = two_people(one.body for one in holding if one.key != key)
    kept = next((one.body for one in holding if one.key == key), None)
    own = drafted(KIND, key) or ({"two_people": []} if kept is None else dict(kept))
    tell_set(KIND, key)
    if above:
        told = _(", ").join(words.kind(DefinitionKind(code)) for code in sorted(above))
        st.caption(_("Takes two people already: {kinds}", kinds=told))
    left = [kind.value for kind in DefinitionKind if kind.value not in above]
    held = [code for code in own["two_people"] if code in left]
    picked = st.multiselect(
        _("What is drafted by one and published by another"),
        left,
        held,
        format_func=lambda code: words.kind(DefinitionKind(code)),
        key=f"nb_policy_{begin}_{where}",
    )
    if sorted(picked) != sorted(held):
        with st.container(border=True):
            save_into(visitor, KIND, key, {**own, "two_people": picked}, at=where)


def _first(key: str, offered: list[int]) -> int:
    """Where the place of a rule stands among those that are offered."""
    code = key.partition(".")[2]
    found = read((Area.PLACE,), "/", places.by_code, code) if code else None
    where = HOUSE if found is None else found.id
    return offered.index(where) if where in offered else 0
