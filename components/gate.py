"""Who is at the door (门禁). Every page asks here first."""

from collections.abc import Callable
from typing import NoReturn, TypeVar

import streamlit as st
from sqlalchemy import Engine

from components import link
from components.act import why
from components.language import _, switch
from components.run import memo
from db import session as database
from db.session import glance
from db.setting import setting
from rules.permission import CLOSED, STRANGER, Permission, Visitor, must_be_allowed
from rules.refusal import Refused
from services.sign_in import restore
from services.sign_in.founding import is_empty

T = TypeVar("T")
_HERE = "visitor"
_settled: list[Engine] = []  # a house that has members never becomes empty again


def cookie() -> str | None:
    """The session cookie that this browser's connection carried."""
    return st.context.cookies.get(setting().cookie)


def visitor() -> Visitor:
    """Who is here, asked of the database once in every run."""
    notes = memo()
    found: Visitor | None = notes.get(_HERE)
    if found is not None:
        return found
    value = cookie()
    if value is None:
        found = STRANGER
    else:
        with glance() as session:
            found = restore(session, value)
    notes[_HERE] = found
    return found


def welcome(*, founding: bool = False) -> Visitor:
    """A public page: whoever comes may read it; the stranger's visitor has no rights.

    In a house without members every page leads to the one that is for ``founding`` it.
    """
    here = visitor()
    if not founding and not here.signed_in and nobody_lives_here():
        st.switch_page("first_run.py")
    return here


def nobody_lives_here() -> bool:
    """Whether this house waits for its first administrator."""
    engine = database.engine()
    if engine in _settled:
        return False
    with glance() as session:
        empty = is_empty(session)
    if not empty:
        _settled[:] = [engine]
    return empty


def require(permission: Permission | None = None, path: str | None = None) -> Visitor:
    """The signed-in visitor, or a closed door: the page below this line does not run.

    Without ``permission`` it is enough to have signed in.
    """
    here = welcome()
    if not here.signed_in:
        st.title(_("Please sign in"))
        st.write(_("This page is for members. After signing in you come back here."))
        ask_in()
        _close()
    if permission is not None:
        try:
            must_be_allowed(here, permission, path)
        except Refused as refusal:
            st.title(_("Not open to you"))
            st.error(why(refusal), icon=":material/lock:")
            st.caption(_("Roles are given by the council, the street or an administrator."))
            link.to("home", _("Today"), "today")
            _close()
    return here


def refused(here: Visitor, refusal: Refused) -> None:
    """Why something is not shown. Whoever came without an account has no role that could be
    too small: he is asked to sign in, since it may well be open to him."""
    if here.signed_in:
        st.error(why(refusal), icon=":material/lock:")
        return
    by_role = refusal.sentence == CLOSED
    said = _("This is not open to everybody: sign in first.") if by_role else why(refusal)
    st.info(said, icon=":material/lock:")
    ask_in()


def sought(
    what: str, here: Visitor, find: Callable[[], T], must: Callable[[T], object]
) -> T | None:
    """What an address asks for, where it is there and open to the visitor; else a word about it.

    ``what`` names its kind; ``find`` and ``must`` refuse.
    """
    try:
        found = find()
    except Refused as refusal:
        st.title(what)
        st.info(why(refusal))
        return None
    try:
        must(found)
    except Refused as refusal:
        st.title(_("Please sign in"))
        refused(here, refusal)
        return None
    return found


def ask_in() -> None:
    """A stranger signs in, and comes back to this very address."""
    if st.button(_("Sign in"), type="primary", icon=":material/login:", key="nb_ask_in"):
        link.go("sign_in", next=link.here())


def _close() -> NoReturn:
    """Nothing of the page below runs; a closed door speaks both languages too."""
    switch()
    st.stop()
