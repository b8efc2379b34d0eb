"""Choosing a password: by a one-time link, or while signed in (设置密码)."""

import streamlit as st

from components import gate, link
from components.act import act_and_rerun, why
from components.language import _
from components.sign_in import check, handoff
from components.sign_in.form import LONGEST_TYPED
from components.text import plain
from db.session import glance, transaction
from rules.permission import Visitor
from rules.refusal import Refused
from services.sign_in.link import use_link, whose_link
from services.sign_in.password import WRONG, change_password, forgive, knock, turn_away
from services.sign_in.session import new_ticket

LONGEST_KEY = 60


def advice() -> str:
    """What makes a good password, in one breath."""
    return _(
        "At least 10 characters, Chinese welcome: a short sentence that only you would think of."
    )


def two_fields() -> tuple[str, str]:
    """The new password, twice."""
    typed = [
        st.text_input(
            label,
            key=key,
            type="password",
            max_chars=LONGEST_TYPED,
            autocomplete="new-password",
        )
        for key, label in (("nb_new", _("New password")), ("nb_again", _("Once more")))
    ]
    return typed[0] or "", typed[1] or ""


def hashed(new: str, again: str, username: str) -> str | None:
    """The hash of a good password that was typed twice alike; else say what is wrong."""
    if new != again:
        st.error(_("The two are not the same. Please type them again."), icon=":material/edit:")
        return None
    try:
        return check.hashed(new, username)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None


def by_link() -> None:
    """``/reset?key=…``: whoever holds the link sets the password and is in."""
    key = link.asked("key", LONGEST_KEY)
    try:
        with glance() as session:
            member = whose_link(session, key)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/link_off:")
        link.to("sign_in", _("Sign in"), "login")
        return
    st.write(
        _(
            "For {name}, user name **{username}**.",
            name=plain(member.name),
            username=plain(member.username),
        )
    )
    with st.form("nb_reset"):
        st.caption(advice())
        new, again = two_fields()
        sent = st.form_submit_button(_("Set the password"), type="primary", width="stretch")
    if sent and (password_hash := hashed(new, again, member.username)):
        _use(key, password_hash)


def _use(key: str, password_hash: str) -> None:
    try:
        with transaction() as session:
            member = use_link(session, key, password_hash)
            assert member.id is not None
            ticket = new_ticket(session, member.id)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/link_off:")
        return
    handoff.begin(ticket, "/")
    st.success(_("The password is set. You are being signed in."), icon=":material/check:")


def change(visitor: Visitor) -> None:
    """While signed in: the old one, and the new one twice."""
    with st.form("nb_change_password", border=False):
        old = st.text_input(
            _("Present password"),
            key="nb_old",
            type="password",
            max_chars=LONGEST_TYPED,
            autocomplete="current-password",
        )
        st.caption(advice())
        new, again = two_fields()
        sent = st.form_submit_button(_("Change the password"), type="primary")
    if sent and _knows(visitor, old or "") and (kept := hashed(new, again, visitor.username)):
        done = _("The password is changed. Other browsers are signed out.")
        act_and_rerun(done, change_password, visitor, gate.cookie(), kept)


def _knows(visitor: Visitor, old: str) -> bool:
    """Whether the present password is right; wrong tries count as at the door."""
    with transaction() as session:
        account = knock(session, visitor.username)
    if check.is_right(account, old) and account is not None:
        with transaction() as session:
            forgive(session, account.member_id)
        return True
    if account is not None:
        with transaction() as session:
            turn_away(session, account)
    st.error(_(WRONG), icon=":material/block:")
    return False
