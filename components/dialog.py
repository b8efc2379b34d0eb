"""Asking for more on top of the page, and only when asked to (对话框)."""

from collections.abc import Callable
from typing import Literal, ParamSpec

import streamlit as st

from components.alone import alone

P = ParamSpec("P")


def opened(
    title: str,
    body: Callable[P, None],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Open ``body`` under ``title``, in the visitor's own language, on this run."""
    width: Literal["medium"] = "medium"
    st.dialog(title, width=width)(alone(body))(*args, **kwargs)
