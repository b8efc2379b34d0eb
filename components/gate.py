"""Who is at the door (门禁). Every page asks here first."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.language import _
from db.session import glance
from rules.permission import STRANGER, Permission, Visitor, must_be_allowed
from rules.refusal import Refused
from services.sign_in import restore

COOKIE = "nb_session"
_HERE = "nb_visitor"


def cookie() -> str | None:
    """The session cookie that this browser's connection carried."""
    return st.context.cookies.get(COOKIE)


def _run() -> object:
    """What is the same within one script run, and another in the next."""
    context = get_script_run_ctx()
    return id(context.cursors) if context else None


def visitor() -> Visitor:
    """Who is here, asked of the database once in every run."""
    kept = st.session_state.get(_HERE)
    if kept is not None and kept[0] == _run():
        found: Visitor = kept[1]
        return found
    value = cookie()
    if value is None:
        found = STRANGER
    else:
        with glance() as session:
            found = restore(session, value)
    st.session_state[_HERE] = (_run(), found)
    return found


def welcome() -> Visitor:
    """A public page: whoever comes may read it; the stranger's visitor has no rights."""
    return visitor()


def require(permission: Permission | None = None, path: str | None = None) -> Visitor:
    """The signed-in visitor, or a closed door: the page below this line does not run.

    Without ``permission`` it is enough to have signed in.
    """
    here = visitor()
    if not here.signed_in:
        st.title(_("Please sign in"))
        st.write(_("This page is for members. After signing in you come back here."))
        st.page_link("sign_in.py", label=_("Sign in"), icon=":material/login:")
        st.stop()
    if permission is not None:
        try:
            must_be_allowed(here, permission, path)
        except Refused as refusal:
            st.title(_("Not open to you"))
            st.error(_(refusal.sentence, **refusal.facts), icon=":material/lock:")
            st.stop()
    return here
