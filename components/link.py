"""Ways from one page to another: every one is an address that can be sent to a neighbour (链接)."""

import streamlit as st

from db.setting import setting

LONGEST_ID = 9  # digits


def to(page: str, label: str, icon: str | None = None, **query: object) -> None:
    """A link to ``page`` with ``query`` in its address."""
    st.page_link(
        f"{page}.py",
        label=label,
        icon=f":material/{icon}:" if icon else None,
        query_params={name: str(value) for name, value in query.items()} or None,
    )


def go(page: str, **query: object) -> None:
    """Leave for ``page`` at once."""
    st.switch_page(f"{page}.py", query_params={name: str(value) for name, value in query.items()})


def asked(name: str) -> str:
    """What the address says for ``name``: hostile until checked; at most 80 characters."""
    return str(st.query_params.get(name, ""))[:80]


def asked_id(name: str = "id") -> int:
    """The row number in the address; 0 where there is none that could be one."""
    text = asked(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def origin() -> str:
    """The address of this house as the visitor's browser knows it, for pictures and downloads."""
    return (st.context.url or setting().public_url).rstrip("/")


def main(page: str, label: str, icon: str) -> None:
    """The one main act of a screen, when it is to go somewhere."""
    if st.button(label, type="primary", icon=f":material/{icon}:", key=f"nb_go_{page}"):
        st.switch_page(f"{page}.py")
