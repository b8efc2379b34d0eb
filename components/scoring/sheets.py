"""The score sheets that wait for somebody, and the one that is open (我的评分表)."""

import streamlit as st

from components import link
from components.format import clock
from components.language import _, n_
from components.method.naming import name
from components.scoring import filling
from components.text import plain
from db.session import glance
from rules.firm.tie import SAID, Tie
from rules.permission import Visitor
from services.scoring.reading import Duty, duties

AT_ONCE, MANY = 20, 12


def page(visitor: Visitor) -> None:
    """One sheet when the address asks for it, else all that there are to fill in."""
    entrant_id, code = link.asked_id(), link.asked("sheet", 40)
    if entrant_id and code:
        filling.show(entrant_id, code, visitor)
        return
    st.title(_("Score sheets"))
    with glance() as session:
        found = duties(session, visitor)
    if not found:
        st.info(
            _(
                "No sheet waits for you. When an edition is collecting and you are to score, "
                "your compounds stand here."
            ),
            icon=":material/checklist:",
        )
        return
    signed = sum(duty.signed_at is not None for duty in found)
    left = sum(duty.signed_at is None and duty.tie is None for duty in found)
    done = n_("{n} sheet signed", "{n} sheets signed", signed)
    text = n_("**{n} sheet** waits for you.", "**{n} sheets** wait for you.", left)
    st.markdown(
        text if left else f":green[:material/check_circle:] {_('Nothing is left to fill in.')}"
    )
    st.caption(done)
    for duty in _shown(found):
        _row(duty)


def _shown(found: list[Duty]) -> list[Duty]:
    """Those of the page that was picked, after what was searched for."""
    if len(found) <= MANY:
        return found
    typed = st.text_input(
        _("Find a compound"), key="nb_sheets_find", placeholder=_("Name of compound or firm")
    )
    words = (typed or "").strip()
    kept = [duty for duty in found if words in duty.name or words in duty.firm]
    pages = -(-len(kept) // AT_ONCE)
    at = st.pagination(pages, key="nb_sheets_page") if pages > 1 else 1
    if not kept:
        st.caption(_("No compound is called like that."))
    return kept[(at - 1) * AT_ONCE : at * AT_ONCE]


def _row(duty: Duty) -> None:
    """One compound: what it is, how far the sheet is, and the way in."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(duty.name)}** {_badge(duty)}")
        st.caption(f"{plain(duty.firm)} · {plain(name(duty.form))}")
        if duty.tie is not None:
            st.markdown(f":orange[:material/balance: {_(SAID[Tie(duty.tie)])}]")
            return
        words = _("Look at it") if duty.signed_at else _("Go on") if duty.done else _("Begin")
        if st.button(
            words,
            key=f"nb_sheet_{duty.entrant_id}_{duty.form.code}",
            width="stretch",
            icon=":material/visibility:" if duty.signed_at else ":material/edit_square:",
        ):
            link.go("sheets", id=duty.entrant_id, sheet=duty.form.code)


def _badge(duty: Duty) -> str:
    if duty.signed_at is not None:
        said = _("signed {when}", when=clock(duty.signed_at))
        return f":green-badge[:material/check: {said}]"
    if not duty.done:
        return f":gray-badge[{_('not begun')}]"
    told = _("{done} of {all} lines", done=duty.done, all=len(duty.form.items))
    return f":blue-badge[{told}]"
