"""Doing one thing: one transaction, one answer to the person who asked."""

import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session
from streamlit.errors import StreamlitAPIException

from components.answer import say
from components.format import fact
from components.language import _, chosen
from components.reading import look_again
from components.text import plain
from db.session import transaction
from rules.refusal import Refused

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def act(
    done: str, deed: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R | None:
    """Run ``deed`` in a transaction; say ``done``, or say why not.

    Whoever calls may go on, draw the page anew or leave it: ``done`` is said in either case.
    Returns what the deed returned, or ``None`` when it was refused.
    """
    result, ok = _tried(deed, *args, **kwargs)
    if ok:
        say(done)
    return result


def _tried(
    deed: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> tuple[R | None, bool]:
    """What the deed returned, and whether it was done; a refusal is told on the spot."""
    result, reason = _attempted(deed, *args, **kwargs)
    if reason is not None:
        st.error(reason[0], icon=f":material/{reason[1]}:")
    return result, reason is None


def unless(
    deed: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs
) -> str:
    """Do it without a word, and return why not; empty when it was done.

    For what happens at every tap, and before the page is drawn.
    """
    _result, reason = _attempted(deed, *args, **kwargs)
    return "" if reason is None else reason[0]


def _attempted(
    deed: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> tuple[R | None, tuple[str, str] | None]:
    """What the deed returned, and why it was not done, with the sign that goes with it."""
    try:
        with transaction() as session:
            result = deed(session, *args, **kwargs)
        look_again()
        return result, None
    except Refused as refusal:
        return None, (why(refusal), "block")
    except IntegrityError:
        return None, (_("Somebody was quicker. Please look again."), "sync_problem")
    except (OperationalError, PoolTimeout, TimeoutError) as error:
        log.warning("the database did not answer in time: %s", error)
        text = _("The house is very busy. Nothing was saved; please try again in a minute.")
        return None, (text, "hourglass_disabled")


def why(refusal: Refused) -> str:
    """The refusal in the visitor's language, for Markdown: its days and moments as people here
    write them, and words of people as they stand."""
    told = {name: fact(value) for name, value in _named(refusal.facts).items()}
    said = {name: plain(value) if isinstance(value, str) else value for name, value in told.items()}
    inner = {name: why(value) for name, value in told.items() if isinstance(value, Refused)}
    return _(refusal.sentence, **(said | inner))


def _named(facts: dict[str, object]) -> dict[str, object]:
    """The facts of a sentence; a name that has an English one, by it for whoever reads English."""
    if chosen() == "zh_CN":
        return facts
    english = {name: facts.get(f"{name}_en") for name in facts}
    return facts | {name: value for name, value in english.items() if value}


def act_and_rerun(
    done: str, deed: Callable[Concatenate[Session, P], object], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Like ``act``; when it was done, draw the page anew so that it shows what is now true."""
    _result, ok = _tried(deed, *args, **kwargs)
    if ok:
        say(done)
        st.rerun()


def redraw() -> None:
    """Draw this fragment anew; the whole page where the whole page is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()
