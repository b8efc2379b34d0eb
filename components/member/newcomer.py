"""A new account with its first role, and the link to hand over (开通账号)."""

import streamlit as st

from components import invitation, label
from components.act import act
from components.language import _
from components.member import where
from models.member import Role
from rules.member import roles_to_give
from rules.permission import Visitor
from services.member.serving import Person, add_member


def ask(visitor: Visitor) -> None:
    """Who, as what, where."""
    roles = roles_to_give(visitor)
    name = st.text_input(_("Full name"), key="nb_new_name", max_chars=50)
    username = st.text_input(
        _("User name, to sign in with"),
        key="nb_new_username",
        max_chars=60,
        help=_("Chinese is welcome: the name itself, or the name with the door."),
    )
    phone = st.text_input(_("Phone (may stay empty)"), key="nb_new_phone", max_chars=30)
    role = st.selectbox(
        _("Role"), roles, format_func=label.role, key="nb_new_role", disabled=len(roles) == 1
    )
    place = where.ask(Role(role), visitor, "nb_new_place")
    ready = bool(name and username and place)
    if st.button(_("Make an account"), type="primary", disabled=not ready, key="nb_new_make"):
        person = Person(username or "", name or "", phone or "")
        place_id = place.id if place else 0
        made = act(_("Account made"), add_member, visitor, person, Role(role), place_id)
        if made is not None:
            invitation.show(made[0].username, made[1])
