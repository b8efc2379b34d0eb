"""Who I am here, and where I am signed in (我的账号)."""

import streamlit as st

from components import gate
from components.act import act, act_and_rerun
from components.dialog import opened
from components.format import clock
from components.label import role
from components.language import _
from components.reading import read
from components.sign_in import handoff, password
from components.text import plain
from db.session import glance
from models.revision import Area
from models.sign_in import SignInSession
from rules.permission import Visitor
from services.place import above
from services.sign_in import digest
from services.sign_in.session import close_all, close_other, open_sessions


def person(visitor: Visitor) -> None:
    """Name and user name, and the way out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(visitor.name)}**")
        st.caption(_("User name {username}", username=plain(visitor.username)))
        st.space("stretch")
        if st.button(_("Sign out"), icon=":material/logout:", key="nb_sign_out"):
            handoff.end()


def roles(visitor: Visitor) -> None:
    """What I am trusted with, and where."""
    st.subheader(_("My roles"))
    if not visitor.held:
        st.info(_("You have no role yet. An administrator can give you one."))
    for held in visitor.held:
        places = read((Area.PLACE,), held.path, above, held.path)
        names = " › ".join(plain(place.name) for place in places[-3:])
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(role(held.role), color="gray")
            st.markdown(names)


def browsers(visitor: Visitor) -> None:
    """Where I am signed in: what I do not know I can throw out."""
    st.subheader(_("Where I am signed in"))
    with glance() as session:
        kept = open_sessions(session, visitor.member_id)
    here = digest(gate.cookie() or "")
    for row in kept:
        _browser(visitor, row, here == row.cookie_hash)
    if st.button(_("Sign out everywhere"), icon=":material/logout:", key="nb_sign_out_everywhere"):
        opened(_("Sign out everywhere?"), _sure, visitor)


def _browser(visitor: Visitor, row: SignInSession, this_one: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(row.browser or _("A browser")))
        st.space("stretch")
        if this_one:
            st.badge(_("this one"), icon=":material/check:", color="green")
        elif st.button(_("Sign out"), key=f"nb_close_{row.id}", type="tertiary"):
            assert row.id is not None
            act_and_rerun(_("That browser is signed out."), close_other, visitor, row.id)
    begun, last = clock(row.created_at), clock(row.seen_at)
    st.caption(_("since {begun}, last used {last}", begun=begun, last=last))


def safety(visitor: Visitor) -> None:
    """The password."""
    st.subheader(_("Password"))
    if st.button(_("Change the password"), icon=":material/key:", key="nb_open_change"):
        opened(_("Change the password"), password.change, visitor)


def _sure(visitor: Visitor) -> None:
    st.write(_("Every browser is signed out, this one too. Then you sign in again."))
    if st.button(_("Sign out everywhere"), type="primary", key="nb_everywhere_sure"):
        act(_("You are signed out everywhere."), close_all, visitor)
        handoff.end()
