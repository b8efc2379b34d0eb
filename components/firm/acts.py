"""What may be done at a firm's page: corrected, spoken for, declared (企业办理)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.firm import form, interest
from components.language import _
from components.reading import read
from components.text import plain
from models.firm import Firm
from models.revision import Area
from rules.permission import Permission, Visitor
from services.firm import tie
from services.firm.sheet import FirmSheet, speakers

AREAS = (Area.FIRM, Area.MEMBER)


def row(found: FirmSheet, visitor: Visitor) -> None:
    """The acts that are open to this visitor; nothing for a stranger."""
    if not visitor.signed_in:
        return
    firm = found.firm
    keeps = visitor.may(Permission.KEEP_FIRMS, firm.path)
    with st.container(horizontal=True, gap="small"):
        if keeps:
            if st.button(_("Correct"), icon=":material/edit:"):
                opened(_("Correct"), form.correct, firm, visitor)
            if st.button(_("Who speaks for it"), icon=":material/record_voice_over:"):
                opened(_("Who speaks for it"), voices, firm, visitor)
        if visitor.may(Permission.SCORE) and st.button(
            _("Declare an interest"), icon=":material/balance:"
        ):
            opened(_("Declare an interest"), interest.declare, firm.id or 0, firm.name, visitor)


def voices(firm: Firm, visitor: Visitor) -> None:
    """The accounts that speak for the firm, and one more."""
    st.write(
        _(
            "They see the firm's results before publication, correct facts and object. Whoever "
            "rates firms cannot be one of them."
        )
    )
    for one in read(AREAS, "/", speakers, firm.id or 0):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(one.name)}** :gray[{plain(one.username)}]", width="content")
            if st.button(
                _("Take the voice"),
                key=f"nb_voice_{one.member_id}",
                icon=":material/person_remove:",
            ):
                done = _("{name} speaks for the firm no more.", name=plain(one.name))
                act_and_rerun(done, tie.take_agent, visitor, firm.id or 0, one.member_id)
    username = st.text_input(_("Account name"), max_chars=40, key="nb_voice")
    if st.button(_("Name this account"), type="primary", key="nb_confirm"):
        done = _("The account speaks for the firm.")
        act_and_rerun(done, tie.name_agent, visitor, firm.id or 0, username or "")
