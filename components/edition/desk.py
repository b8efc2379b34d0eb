"""The officers' desk of an edition: what is next, and everything behind it (期次工作台)."""

from collections.abc import Callable

import streamlit as st

from components import address
from components.edition import collected, decision, draft, heard, moves, record, words
from components.language import _
from components.reading import read
from models.base import this_minute
from models.edition import EditionState
from models.revision import Area
from rules.edition.next import Step, next_step
from rules.permission import Visitor
from rules.refusal import N_
from services.edition import reading
from services.edition.reading import Head, Standing

AREAS = (Area.RANKING, Area.FIRM, Area.MEMBER)
View = Callable[[Head, Standing, Visitor], None]
VIEWS: dict[str, tuple[str, View]] = {
    "collect": (N_("Figures"), collected.show),
    "draft": (N_("Draft"), draft.show),
    "hearing": (N_("Firms"), heard.show),
    "decide": (N_("To decide"), decision.show),
    "record": (N_("What was done"), record.show),
}
TO_DO = {Step.ANSWER, Step.COMPUTE_CORRECTION, Step.DECIDE_CORRECTION}
_FIRST = {
    EditionState.COLLECTING: "collect",
    EditionState.COMPUTED: "draft",
    EditionState.PREVIEW: "hearing",
    EditionState.OBJECTION: "hearing",
    EditionState.DECIDING: "decide",
    EditionState.PUBLISHED: "hearing",
    EditionState.CANCELLED: "record",
}


def waits(found: Head) -> bool:
    """Whether the street has to act on what is published."""
    told = read(AREAS, found.edition.path, reading.standing, found.edition.id or 0)
    return next_step(told.stand, this_minute(), found.body.terms).step in TO_DO


def show(found: Head, visitor: Visitor) -> None:
    """The state line with the main act, and the view that was picked."""
    edition = found.edition
    told = read(AREAS, edition.path, reading.standing, edition.id or 0)
    comes = next_step(told.stand, this_minute(), found.body.terms)
    with st.container(border=True):
        _walk(edition.state)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{words.next_step(comes)}**", width="content")
            st.space("stretch")
            moves.main(found, comes, visitor)
        if who := words.who(comes):
            st.caption(who)
    first = _FIRST[edition.state]
    picked = st.segmented_control(
        _("View"),
        list(VIEWS),
        format_func=lambda code: _(VIEWS[code][0]),
        key=address.key("view", list(VIEWS), first),
        required=True,
        label_visibility="collapsed",
    )
    view = address.keep("view", picked, first) or first
    VIEWS[view][1](found, told, visitor)


def _walk(state: EditionState) -> None:
    """The stages in one line, with the one it is in."""
    if state is EditionState.CANCELLED:
        st.markdown(f":gray[:material/cancel: {words.stage(state)}]")
        return
    at = words.WALK.index(state)
    parts = []
    for number, one in enumerate(words.WALK):
        name = words.stage(one)
        if number < at or state is EditionState.PUBLISHED:
            parts.append(f":green[:material/check_circle: {name}]")
        elif number == at:
            parts.append(f"**:orange[:material/radio_button_checked: {name}]**")
        else:
            parts.append(f":gray[:material/radio_button_unchecked: {name}]")
    st.markdown(" :gray[→] ".join(parts))
