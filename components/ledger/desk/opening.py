"""The first step: opening the books of a compound (开账)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.language import _
from components.text import plain
from models.base import now
from models.place import Place
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.ledger.opening import PERIODS, open_book


def show(here: Place, visitor: Visitor) -> None:
    """What will be there, and the form for whoever may begin."""
    st.info(_("{place} keeps no books here yet.", place=plain(here.name)))
    if not visitor.may(Permission.OPEN_BOOK, here.path):
        st.write(_("The owners' committee or the council opens them."))
        return
    with st.form("nb_open_book", width=560):
        st.write(
            _(
                "The books begin with eight heads of income, their costs apart, and the uses "
                "that the law names. Every entry is written by one person and approved by another."
            )
        )
        today = day_of(now())
        opened_on = st.date_input(
            _("First day of the books"),
            today.replace(month=1, day=1),
            max_value=today,
            key="nb_book_from",
            format="YYYY-MM-DD",
        )
        months = st.selectbox(
            _("Accounts are closed and posted every"),
            PERIODS,
            index=PERIODS.index(3),
            format_func=lambda n: _("{n} months", n=n),
            key="nb_book_months",
        )
        if st.form_submit_button(_("Open the books"), type="primary") and opened_on:
            act_and_rerun(
                _("The books are open. Enter the opening balance first."),
                open_book,
                visitor,
                here.id or 0,
                opened_on,
                months or 3,
            )
    link.to("disclosures", _("What the law of this place asks for"), "gavel", place=here.code)
