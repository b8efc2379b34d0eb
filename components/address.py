"""Filters in the address, by their codes (网址中的筛选).

Streamlit's own ``bind="query-params"`` writes the label, so an address would change with the
language, with the name of a place, with a count in a label. Here the address holds the code,
the widget shows the label, and going back in the browser sets the widget back.
"""

from collections.abc import Collection

import streamlit as st

from components import link

_SEEN = "nb_address"
BETWEEN = "."  # stands between several codes; no code has one


def key(name: str, options: Collection[str], default: str | None = None) -> str:
    """The key for the widget that picks one ``name``, set to what the address says."""
    asked = link.asked(name)
    widget = f"nb_at_{name}"
    gone = st.session_state.get(widget, default) not in (*options, None)
    return _set(widget, asked if asked in options else default, gone)


def keep(name: str, value: str | None, default: str | None = None) -> str | None:
    """Write what was picked into the address; what holds anyway is not added to it."""
    _write(name, value or "", value == default)
    st.session_state[_SEEN][f"nb_at_{name}"] = value
    return value


def keys(name: str, options: Collection[str]) -> str:
    """The key for the widget that picks any number of ``name``, set to what the address says."""
    asked = link.asked(name).split(BETWEEN)
    return _set(f"nb_at_{name}", [code for code in options if code in asked], False)


def keep_all(name: str, values: Collection[str]) -> list[str]:
    """Write all that was picked into the address."""
    found = list(values)
    _write(name, BETWEEN.join(found), not found)
    st.session_state[_SEEN][f"nb_at_{name}"] = found
    return found


def clear(*names: str) -> None:
    """Take filters away. The field for words is bound to the address and told by itself."""
    st.session_state["q"] = ""
    for name in names:
        st.query_params.pop(name, None)


def begin_again(wanted: object) -> None:
    """Another question begins at the first page; ``wanted`` is what a list is asked for."""
    place = f"nb_wanted_{type(wanted).__module__}"
    before = st.session_state.get(place)
    if before is not None and before != wanted:
        st.session_state["page"] = 1
    st.session_state[place] = wanted


def _set(widget: str, value: str | list[str] | None, gone: bool) -> str:
    """Set the widget to ``value`` when the address has changed, or its old value is ``gone``."""
    seen: dict[str, object] = st.session_state.setdefault(_SEEN, {})
    if seen.get(widget) != value or widget not in st.session_state or gone:
        st.session_state[widget] = value
        seen[widget] = value
    return widget


def _write(name: str, code: str, is_default: bool) -> None:
    if is_default:  # an address that says so anyway may have been sent to somebody: it stays
        if st.query_params.get(name) != code:
            st.query_params.pop(name, None)
    elif st.query_params.get(name) != code:
        st.query_params[name] = code
