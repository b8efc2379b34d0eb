"""Parts of a page that run alone: each run asks again who is here (单独运行).

A fragment and a dialog run without the page around them, and so without its gate. Whoever has
signed out since, in this browser or from another, must not go on in what is still open.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from components import gate
from components.answer import answering

P = ParamSpec("P")


def alone(body: Callable[P, None]) -> Callable[P, None]:
    """``body`` for whoever is here now; for anybody else the whole page is drawn anew."""
    here = gate.visitor().member_id

    @wraps(body)
    def asked(*args: P.args, **kwargs: P.kwargs) -> None:
        if gate.visitor().member_id != here:
            st.rerun()
        with answering():
            body(*args, **kwargs)

    return asked


def part(body: Callable[P, None]) -> Callable[P, None]:
    """A part of the page that is drawn without the rest: a fragment that asks (局部)."""

    @wraps(body)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> None:
        st.fragment(alone(body))(*args, **kwargs)

    return drawn
