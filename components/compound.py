"""Which compound a page is about, among those where the visitor has a duty (小区选择)."""

import streamlit as st

from components import address, link
from components.language import _
from components.reading import read
from components.text import plain
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services import gazetteer

FEW = 20


def pick(visitor: Visitor, permission: Permission) -> Place | None:
    """The compound picked, kept in the address; ``None`` where the visitor has none."""
    held = {h.path for h in visitor.held if visitor.may(permission, h.path)}
    paths = tuple(sorted(held))
    offered = {place.code: place for place in _compounds(paths)}
    if len(offered) >= FEW:
        words = st.text_input(
            _("Find a compound"),
            key="nb_compound_words",
            max_chars=40,
            placeholder=_("Find a compound"),
            label_visibility="collapsed",
            icon=":material/search:",
            width=220,
        )
        offered = {place.code: place for place in _compounds(paths, words or link.asked("place"))}
    if len(offered) <= 1:
        only = next(iter(offered.values()), None)
        if only is not None:
            st.markdown(f":gray[{plain(only.name)}]", width="content")
        return only
    first = next(iter(offered))
    code = st.selectbox(
        _("Compound"),
        list(offered),
        format_func=lambda code: offered[code].name,
        key=address.key("place", offered, first),
        label_visibility="collapsed",
        width=220,
    )
    return offered[address.keep("place", code, first) or first]


def _compounds(paths: tuple[str, ...], words: str = "") -> list[Place]:
    return read((Area.PLACE,), "/", gazetteer.compounds, paths, words)


def none_yet() -> None:
    """Say what is missing when there is no compound to show."""
    st.info(_("No compound is set up here yet. An administrator adds places first."))
