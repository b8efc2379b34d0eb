"""The workbench of one draft: what is kept, what is not kept yet, and the way back (编辑台).

What somebody changes stays beside the kept draft until it is kept; steps back are offered for
as long as nobody else has changed the draft.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from sqlmodel import Session

from components.act import act_and_rerun
from components.language import _
from rules.method import read_body
from rules.refusal import Refused

MOST_STEPS_BACK = 30
_BENCH = "nb_method_bench"

Plain = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """What lies on the bench, and how it is kept (编辑中的草稿)."""

    at: str  # what keeps two drafts of one browser apart
    edit_count: int
    body: Mapping[str, Any]
    save: Callable[[Session, int, Plain], tuple[int, Plain]]


@dataclass
class Bench:
    """One person's work on one draft (编辑台)."""

    at: str
    edit_count: int
    kept: Plain
    body: Plain  # with what is not kept yet
    behind: list[Plain] = field(default_factory=list)
    fresh: int = 0  # moves when the inputs must begin anew

    @property
    def unkept(self) -> bool:
        """Whether something is not kept yet; what an input spells out as it was is no change."""
        if self.body == self.kept:
            return False
        try:
            return read_body(self.body) != read_body(self.kept)
        except Refused:
            return True

    def key(self, name: str) -> str:
        """The key of an input: it begins anew whenever the body is set from outside of it."""
        return f"nb_{name}_{self.at}_{self.fresh}"


def bench(draft: Draft) -> Bench:
    """The workbench at which ``draft`` lies; cleared when somebody else has changed it."""
    found = st.session_state.get(_BENCH)
    body = dict(draft.body)
    if not isinstance(found, Bench) or found.at != draft.at:
        found = Bench(draft.at, draft.edit_count, body, body)
    elif found.edit_count != draft.edit_count and found.kept == body:
        found.edit_count = draft.edit_count  # something else of the same set was changed
    elif found.edit_count != draft.edit_count and not found.unkept:
        fresh = found.fresh + 1
        found = Bench(draft.at, draft.edit_count, body, body, fresh=fresh)
    st.session_state[_BENCH] = found
    return found


def is_stale(here: Bench, draft: Draft) -> bool:
    """Whether somebody else has kept a change while there is one here that is not kept."""
    return here.edit_count != draft.edit_count


def put(here: Bench, body: Mapping[str, Any]) -> None:
    """Set the body from outside of the inputs, and draw them anew."""
    here.body = dict(body)
    here.fresh += 1
    st.rerun()


def discard(here: Bench) -> None:
    """Back to what is kept."""
    put(here, here.kept)


def take_theirs(here: Bench, draft: Draft) -> None:
    """Give up what is not kept here for what somebody else has kept."""
    here.edit_count, here.kept, here.behind = draft.edit_count, dict(draft.body), []
    put(here, here.kept)


def keep(here: Bench, draft: Draft) -> None:
    """Keep in the draft what is on the bench."""
    before = here.kept
    act_and_rerun(_("Kept in the draft."), _kept, draft, here, [*here.behind, before])


def back(here: Bench, draft: Draft) -> None:
    """The draft as it was before the last change that was kept here."""
    here.body = here.behind[-1]
    here.fresh += 1
    act_and_rerun(_("One step back."), _kept, draft, here, here.behind[:-1])


def _kept(session: Session, draft: Draft, here: Bench, behind: list[Plain]) -> Bench:
    here.edit_count, body = draft.save(session, here.edit_count, here.body)
    here.kept, here.body = body, dict(body)
    here.behind = behind[-MOST_STEPS_BACK:]
    return here
