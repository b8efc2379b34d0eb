"""A body that is being drawn up (草稿): begun from nothing, from what holds, or from a set."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components import link
from components.change.editor import drafted
from components.language import _
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from rules.definition.drawing import Body
from services import definition

AREAS = (Area.DEFINITION,)
LONGEST_KEY, LONGEST_NAME = 80, 40


@dataclass
class Draft:
    """What is drawn up, under which code, and what it began from (草稿)."""

    at: str  # what keeps two drafts of one browser apart
    key: str  # empty: a new one that has no code yet
    number: int | None  # the version that holds; None: there is none
    body: Body
    turn: int = 0  # grows with every change of its parts


def the_draft(kind: DefinitionKind, prefix: str, new: Callable[[], Body]) -> Draft | None:
    """The draft that the address asks for by ``key``, ``copy`` and ``set``; ``None`` where there
    is no such thing. Without ``key`` and ``copy`` it begins as ``new`` says."""
    key, copy = link.asked("key", LONGEST_KEY), link.asked("copy", LONGEST_KEY)
    at = f"{prefix}_{key}_{copy}_{link.asked_id('set')}"
    if at not in st.session_state:
        begun = _begun(kind, at, key, copy) if key or copy else Draft(at, "", None, new())
        said = drafted(kind, key)
        if said is not None:
            begun = Draft(at, key, begun.number if begun else None, said)
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


def _begun(kind: DefinitionKind, at: str, key: str, copy: str) -> Draft | None:
    held = read(AREAS, "/", definition.one, kind, key or copy)
    if held is None:
        return None
    body: Body = deepcopy(dict(held.body))
    if copy and not key:
        body["name"] = _("{name} (copy)", name=body["name"])[:LONGEST_NAME]
        return Draft(at, "", None, body)
    return Draft(at, key, held.number, body)
