"""Saying what ties oneself to a firm, so that one does not score it (利害关系申报)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.firm import where
from components.format import day
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.revision import Area
from rules.calendar import day_of
from rules.firm.tie import LONGEST_TEXT
from rules.permission import Permission, Visitor
from services.firm import reading, sheet, tie
from services.firm.sheet import Declared

AREAS = (Area.FIRM, Area.MEMBER, Area.PLACE)


def show(visitor: Visitor) -> None:
    """Mine first; for whoever runs editions, everybody's."""
    st.title(_("Declared interests"))
    st.write(
        _(
            "Whoever works for a firm, is related to somebody there, or has money with it says so "
            "here, and does not score it. Managers and those who speak for a firm are kept from "
            "it anyway."
        )
    )
    if st.button(_("Declare an interest"), type="primary", icon=":material/balance:"):
        opened(_("Declare an interest"), choose, visitor)
    _mine(visitor)
    _all(visitor)


def choose(visitor: Visitor) -> None:
    """Which firm, and what ties."""
    said = st.text_input(_("Search for the firm"), max_chars=40, key="nb_firm_search")
    today = day_of(now())
    found = read(AREAS, "/", reading.firms, (said or "").strip(), today)
    if not found:
        st.info(_("No firm is registered yet, or none fits."))
        return
    names = {firm.id: firm.name for firm in found}
    firm_id = st.selectbox(
        _("Firm"), list(names), format_func=names.__getitem__, key="nb_interest_firm"
    )
    if firm_id:
        declare(firm_id, names[firm_id], visitor)


def declare(firm_id: int, firm: str, visitor: Visitor) -> None:
    """What ties, in a few words."""
    st.caption(plain(firm))
    text = st.text_area(
        _("What ties you to it? Those who run the rating read it"),
        max_chars=LONGEST_TEXT,
        key="nb_interest",
        height=90,
        placeholder=_("My sister works there"),
    )
    if st.button(_("Declare it"), type="primary", key="nb_confirm"):
        done = _("Declared. You will not be asked to score this firm.")
        act_and_rerun(done, tie.declare_interest, visitor, firm_id, text or "")


def _mine(visitor: Visitor) -> None:
    assert visitor.member_id is not None
    mine = read(AREAS, "/", sheet.my_interests, visitor.member_id)
    if not mine:
        st.caption(_("You have declared nothing."))
        return
    st.subheader(_("What you declared"))
    for one in mine:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            _card(one, "")
            st.space("stretch")
            if st.button(_("Withdraw"), key=f"nb_interest_{one.firm_id}", icon=":material/undo:"):
                done = _("The declaration is withdrawn.")
                act_and_rerun(done, tie.withdraw_interest, visitor, one.firm_id)


def _all(visitor: Visitor) -> None:
    """What was declared about the firms of the street, for who runs its editions."""
    for street in where.streets(visitor):
        if not visitor.may(Permission.RUN_EDITION, street.path):
            continue
        found = read(AREAS, street.path, sheet.interests, street.path)
        st.subheader(_("Declared by everybody at {place}", place=plain(street.name)))
        if not found:
            st.caption(_("Nobody has declared anything."))
        for one in found:
            with st.container(border=True):
                _card(one, one.name)


def _card(one: Declared, who: str) -> None:
    told = f"**{plain(one.firm)}**" + (f" · {plain(who)}" if who else "")
    since = _("declared on {day}", day=day(day_of(one.declared_at), year=True))
    st.markdown(f"{told}  \n{plain(one.text)}  \n:gray[:small[{since}]]", width="content")
