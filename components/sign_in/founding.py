"""The first steps in an empty house: one administrator, one place (首次使用)."""

import streamlit as st

from components.act import why
from components.label import place_kind
from components.language import _
from components.sign_in import handoff
from components.sign_in.password import advice, hashed, two_fields
from db.session import transaction
from models.place import PlaceKind
from rules.refusal import Refused
from rules.sign_in import LONGEST_NAME, LONGEST_USERNAME
from services.sign_in.founding import found_house
from services.sign_in.session import new_ticket

KINDS = [kind for kind in PlaceKind if kind is not PlaceKind.UNIT]


def form() -> None:
    """Ask for the first administrator and the widest place that will be looked after."""
    with st.form("nb_found"):
        name = st.text_input(_("Your name"), key="nb_name", max_chars=LONGEST_NAME)
        username = st.text_input(
            _("User name"),
            key="nb_username",
            max_chars=LONGEST_USERNAME,
            autocomplete="username",
        )
        st.caption(advice())
        new, again = two_fields()
        kind = st.selectbox(
            _("The widest place to look after"),
            KINDS,
            index=KINDS.index(PlaceKind.COMMUNITY),
            key="nb_kind",
            format_func=place_kind,
        )
        place = st.text_input(_("What it is called"), key="nb_place", max_chars=LONGEST_NAME)
        sent = st.form_submit_button(_("Open the house"), type="primary", width="stretch")
    if sent and (password_hash := hashed(new or "", again or "", username or "")):
        _found(username or "", name or "", password_hash, (kind, place or ""))


def _found(username: str, name: str, password_hash: str, top: tuple[PlaceKind, str]) -> None:
    try:
        with transaction() as session:
            founder = found_house(session, username, name, password_hash, top)
            assert founder.member_id is not None
            ticket = new_ticket(session, founder.member_id)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    handoff.begin(ticket, "/")
    st.success(_("The house is open. You are being signed in."), icon=":material/check:")
