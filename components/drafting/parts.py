"""What may be done with one part of a draft (部件操作): the menu beside it."""

import streamlit as st

from components.language import _

UP, DOWN = -1, 1


def menu(offered: dict[str, str], key: str) -> str | None:
    """What was picked of what is offered, on this run."""
    return st.menu_button(
        "",
        list(offered),
        format_func=offered.__getitem__,
        key=key,
        icon=":material/more_vert:",
        type="tertiary",
        help=_("What to do with it"),
    )
