"""The form that everybody knows: name, password, in (登录表单)."""

import streamlit as st

from components import link
from components.language import _
from components.sign_in import check, handoff
from components.text import plain
from db.session import transaction
from db.setting import setting
from rules import persona
from rules.permission import Visitor
from rules.sign_in import LONGEST_USERNAME
from services.sign_in.password import WRONG, Account, knock, let_in, turn_away

LONGEST_TYPED = 200
_USERNAME, _PASSWORD, _PERSONA = "nb_username", "nb_password", "nb_persona"


def sign_in() -> None:
    """Ask who it is; on success go on to where the visitor wanted to go."""
    if setting().demo:
        _personas()
    with st.form("nb_sign_in"):
        username = st.text_input(
            _("User name"), key=_USERNAME, max_chars=LONGEST_USERNAME, autocomplete="username"
        )
        password = st.text_input(
            _("Password"),
            key=_PASSWORD,
            max_chars=LONGEST_TYPED,
            type="password",
            autocomplete="current-password",
        )
        sent = st.form_submit_button(_("Sign in"), type="primary", width="stretch")
    if sent:
        _try(username or "", password or "")
    st.caption(_("Forgot the password? An administrator gives you a link to set a new one."))


def _try(username: str, password: str) -> None:
    if not username.strip() or not password:
        st.error(_("Please write your name and your password."), icon=":material/edit:")
        return
    with transaction() as session:
        account = knock(session, username)
    right = check.is_right(account, password)
    if account is not None and right:
        _welcome(account)
    else:
        _turn_away(account)


def _welcome(account: Account) -> None:
    with transaction() as session:
        ticket = let_in(session, account)
    handoff.begin(ticket, link.local(link.asked("next", link.LONGEST_PATH)))
    st.info(_("Welcome, {name}. One moment…", name=plain(account.name)), icon=":material/login:")


def _turn_away(account: Account | None) -> None:
    if account is not None:
        with transaction() as session:
            turn_away(session, account)
    st.error(_(WRONG), icon=":material/block:")


def _personas() -> None:
    """In the demo only: whom one can be, and what each is there for."""
    names = [username for username, _purpose in persona.ACCOUNTS]
    purposes = dict(persona.ACCOUNTS)
    st.info(_("This is a demo. Pick somebody to be; everything you do here is a game."))
    st.selectbox(
        _("Sign in as"),
        names,
        index=None,
        key=_PERSONA,
        format_func=lambda name: f"{name} · {_(purposes[name])}",
        on_change=_become,
    )


def _become() -> None:
    """Fill the form with the persona's name and the password that all of them share."""
    if picked := st.session_state.get(_PERSONA):
        st.session_state[_USERNAME] = picked
        st.session_state[_PASSWORD] = persona.PASSWORD


def already_in(visitor: Visitor) -> None:
    """For who comes here signed in: where to go on."""
    st.write(_("You are signed in as {name}.", name=plain(visitor.name)))
    link.to("home", _("What waits for me"), "today")
    link.to("account", _("My account"), "account_circle")
