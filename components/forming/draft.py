"""The form that is being drawn up, while nobody has put it into a change set (表单草稿)."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components import link
from components.language import _
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from rules.form.drawing import Body, blank
from services import change, definition

AREAS = (Area.DEFINITION,)
LONGEST_KEY = 80


@dataclass
class Draft:
    """What is drawn up, under which code, and what it began from (表单草稿)."""

    at: str  # what keeps two drafts of one browser apart
    key: str  # empty: a new form that has no code yet
    number: int | None  # the version that holds; None: there is none
    body: Body
    turn: int = 0  # grows with every change of its parts


def the_draft() -> Draft | None:
    """The draft that the address asks for; ``None`` where there is no such form."""
    key, copy = link.asked("key", LONGEST_KEY), link.asked("copy", LONGEST_KEY)
    set_id = link.asked_id("set")
    at = f"nb_forming_{key}_{copy}_{set_id}"
    if at not in st.session_state:
        begun = _begun(at, key, copy, set_id)
        if begun is None:
            return None
        st.session_state[at] = begun
    found: Draft = st.session_state[at]
    return found


def change_body(draft: Draft, deed: Callable[..., Body], *args: Any) -> None:
    """Let ``deed`` make another body of the draft."""
    draft.body = deed(draft.body, *args)
    draft.turn += 1


def forget(draft: Draft) -> None:
    """Begin again from what holds."""
    for name in [n for n in st.session_state if str(n).startswith(draft.at)]:
        del st.session_state[name]


def _begun(at: str, key: str, copy: str, set_id: int) -> Draft | None:
    if not key and not copy:
        return Draft(at, "", None, blank())
    held = read(AREAS, "/", definition.one, DefinitionKind.FORM, key or copy)
    number = held.number if held is not None else None
    drafted = _in_set(key, set_id) if set_id else None
    if drafted is not None:
        return Draft(at, key, number, drafted)
    if held is None:
        return None
    body: Body = deepcopy(dict(held.body))
    if copy and not key:
        body["name"] = _("{name} (copy)", name=body["name"])[:40]
        return Draft(at, "", None, body)
    return Draft(at, key, number, body)


def _in_set(key: str, set_id: int) -> Body | None:
    """The form as an open change set has it."""
    found = read(AREAS, "/", change.shown, set_id)
    items = found.items if found is not None else ()
    after = next((i.after for i in items if (i.kind, i.key) == (DefinitionKind.FORM, key)), None)
    return deepcopy(dict(after)) if after is not None else None
