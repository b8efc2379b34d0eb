"""Taking an entry back, from the entry itself (红冲)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.format import yuan
from components.language import _
from components.text import plain
from models.base import now
from models.ledger import EntryKind
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.ledger.reading.entry import Whole
from services.ledger.reversal import reverse_entry

LONGEST_REASON = 200


def button(found: Whole, visitor: Visitor) -> None:
    """For whoever writes the books; never on a reversal, nor on what was taken back already."""
    one = found.row
    if one.kind is EntryKind.REVERSAL or one.reversed_by is not None:
        return
    if not visitor.may(Permission.POST_ENTRY, found.path):
        return
    if st.button(_("Take this entry back"), icon=":material/undo:", key="nb_reverse"):
        opened(_("Take this entry back"), _ask, found, visitor)


def _ask(found: Whole, visitor: Visitor) -> None:
    one = found.row
    st.markdown(f"**#{one.number} {plain(one.purpose)}** · {yuan(one.amount_fen)}")
    st.write(
        _(
            "Both stay in the books: this entry, and one that mirrors it and is linked to it. "
            "Somebody else approves it. Then write the right one anew."
        )
    )
    today = day_of(now())
    day = st.date_input(
        _("Day of the reversal (in an open period)"),
        today,
        min_value=one.day,
        max_value=today,
        key="nb_reverse_day",
        format="YYYY-MM-DD",
    )
    reason = st.text_input(
        _("Reason (everybody can read it)"), max_chars=LONGEST_REASON, key="nb_reverse_reason"
    )
    link.to("bookkeeping", _("Bookkeeping"), "edit_note", place=found.code)
    if st.button(_("Hand it in for approval"), type="primary", key="nb_confirm") and day:
        done = _("Handed in. Somebody else approves it.")
        act_and_rerun(done, reverse_entry, visitor, one.id, day, reason or "")
