"""What waits for the street's office to witness (见证)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.permission import Permission, Visitor
from services.log.witness import Unwitnessed, cosign, unwitnessed

LONGEST_LINE = 300


def panel(path: str, visitor: Visitor) -> None:
    """Published checkpoints that nobody has cosigned yet; drawn for the office alone."""
    if not visitor.may(Permission.WITNESS, path):
        return
    for row in read((Area.LEDGER,), path, unwitnessed, path):
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            told = _("{place}: its log, now of {n} entries, waits for your witness",
                     place=plain(row.place), n=row.size)  # fmt: skip
            st.markdown(told, width="stretch")
            if st.button(_("Witness"), key=f"nb_witness_{row.checkpoint_id}", type="primary"):
                opened(_("Witness"), _ask, row, visitor)


def _ask(row: Unwitnessed, visitor: Visitor) -> None:
    st.write(
        _(
            "The office says that this history follows from the one it saw before. Every entry is "
            "hashed anew first; a rewritten one is refused."
        )
    )
    st.code(row.text, language=None)
    line = st.text_area(
        _("If the office keeps its key elsewhere: the line it signed there (may stay empty)"),
        max_chars=LONGEST_LINE,
        key="nb_witness_line",
    )
    if st.button(_("Witness"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Witnessed"), cosign, visitor, row.checkpoint_id, line or "")
