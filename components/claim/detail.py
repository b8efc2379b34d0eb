"""One claim: what came back, who acts, the evidence, every step (清收详情)."""

import streamlit as st

from components import link
from components.claim import acts, words
from components.claim.listing import AREAS, charge, goto
from components.custom import panel
from components.format import clock, day
from components.language import _
from components.ledger.words import head as head_name
from components.reading import read
from components.text import plain
from models.base import now
from rules.calendar import day_of
from rules.claim import Size
from rules.permission import Permission, Visitor
from services.claim.sheet import Sheet, sheet


def show(claim_id: int, visitor: Visitor) -> None:
    """Draw it; a sentence and a way on where there is none."""
    found = read(AREAS, "/", sheet, claim_id, day_of(now()))
    if found is None:
        st.title(_("There is no such claim."))
        _back()
        return
    row = found.row
    may = visitor.may(Permission.RECOVER, found.path)
    _back()
    st.title(plain(row.title))
    st.markdown(f"{words.marks(row)} :gray[{plain(row.place)}]")
    _answer(found)
    if may:
        acts.row(found, visitor)
    _facts(found, may)
    panel("claim", claim_id, found.path, visitor)
    _history(found)


def _back() -> None:
    st.button(
        _("The whole register"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=goto,
        args=(0,),
    )


def _answer(found: Sheet) -> None:
    row = found.row
    size = words.size(row.claimed)
    if row.back == Size():
        told = _("Nothing of {size} has come back yet", size=size)
        st.markdown(f"### :orange[:material/hourglass_top: {told}]")
    else:
        told = _("{back} of {size} has come back", back=words.size(row.back), size=size)
        st.markdown(f"### :green[:material/task_alt: {told}]")


def _facts(found: Sheet, whole: bool) -> None:
    row = found.row
    facts = {
        _("Held by"): words.holder(row, whole),
        _("Who acts"): charge(row),
        _("Evidence"): plain(found.evidence),
    }
    if row.head:
        facts[_("Head")] = head_name(row.head)
    if row.recovered_on:
        facts[_("Recovered on")] = day(row.recovered_on, year=True)
    st.table(
        {"": list(facts), _("Fact"): list(facts.values())},
        border="horizontal",
        hide_index=True,
        hide_header=True,
    )
    if found.entries:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(_("Money in the books"), width="content")
            for entry_id, number in found.entries:
                link.to("entry", _("No. {n}", n=number), "receipt", id=entry_id)


def _history(found: Sheet) -> None:
    """Every step, the latest first; nobody can change one."""
    st.subheader(_("Step by step"))
    for note in found.notes:
        with st.container(border=True, gap="xsmall"):
            st.markdown(
                f":gray[{clock(note.created_at, year=True)}] :gray-badge[{words.state(note.state)}]"
            )
            st.text(note.text)
