"""Filters in the address, by their codes (网址中的筛选).

Streamlit's own ``bind="query-params"`` writes the label, so an address would change with the
language and with the name of a place. Here the address holds the code, the widget shows the
label, and going back in the browser sets the widget back.
"""

from collections.abc import Collection

import streamlit as st

from components import link

_SEEN = "nb_address"


def key(name: str, options: Collection[str], default: str | None = None) -> str:
    """The key for the widget that picks ``name``, set to what the address says."""
    widget = f"nb_at_{name}"
    asked = link.asked(name)
    value = asked if asked in options else default
    seen: dict[str, str | None] = st.session_state.setdefault(_SEEN, {})
    known = st.session_state.get(widget, default) in (*options, None)
    if seen.get(widget) != value or widget not in st.session_state or not known:
        st.session_state[widget] = value
        seen[widget] = value
    return widget


def keep(name: str, value: str | None, default: str | None = None) -> str | None:
    """Write what was picked into the address; what holds anyway is left out of it."""
    if value == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value or ""
    st.session_state[_SEEN][f"nb_at_{name}"] = value
    return value
