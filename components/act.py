"""Doing one thing: one transaction, one answer to the person who asked."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from components.format import fact
from components.language import _
from db.session import transaction
from rules.refusal import Refused

P = ParamSpec("P")
R = TypeVar("R")

_ANSWER = "nb_answer"


def act(
    done: str, deed: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R | None:
    """Run ``deed`` in a transaction; say ``done``, or say why not.

    Returns what the deed returned, or ``None`` when it was refused.
    """
    try:
        with transaction() as session:
            result = deed(session, *args, **kwargs)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
    except IntegrityError:
        st.error(_("Somebody was quicker. Please look again."), icon=":material/sync_problem:")
        return None
    st.toast(done, icon=":material/check:")
    return result


def why(refusal: Refused) -> str:
    """The refusal in the visitor's language, its days and moments as people here write them."""
    return _(refusal.sentence, **{name: fact(value) for name, value in refusal.facts.items()})


def act_and_rerun(
    done: str, deed: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Like ``act``; when it was done, draw the page anew so that it shows what is now true."""

    def told(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> bool:
        deed(session, *args, **kwargs)
        return True

    if act(done, told, *args, **kwargs):
        st.session_state[_ANSWER] = done
        st.rerun()


def last_answer() -> None:
    """Say again what was done just before a rerun, so that the answer is not lost with it."""
    if answer := st.session_state.pop(_ANSWER, None):
        st.toast(answer, icon=":material/check:")
