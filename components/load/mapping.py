"""Saying which heading is which column (对应字段)."""

import streamlit as st

from components.language import _
from components.load.chosen import Chosen
from components.table import words
from components.text import plain
from rules.load.layout import Layout
from services.load.opening import Opening, usual_keys


def ask(here: Opening, file: Chosen) -> Layout:
    """The layout: proposed, and corrected by hand."""
    proposed = file.layout
    unknown = [h for h, name in zip(proposed.headings, proposed.columns) if h and not name]
    every = sum(1 for heading in proposed.headings if heading)
    label = _("{n} of {all} headings are known", n=every - len(unknown), all=every)
    missing = _missing(here, proposed.columns)
    with st.expander(label, expanded=bool(missing), icon=":material/table_edit:"):
        if unknown:
            named = _(", ").join(plain(one) for one in unknown[:8])
            st.caption(_("Passed over: {names}", names=named))
        columns = _columns(here, file)
        keys = _keys(here, file, columns)
        clears = st.toggle(
            _("An empty cell empties the field"),
            proposed.clears,
            help=_("Otherwise an empty cell leaves what is there."),
            key=f"nb_load_clears_{file.top.sha256}",
        )
    if lacking := _missing(here, columns):
        names = plain(_(", ").join(lacking))
        st.warning(
            _("A new row needs these, and no heading is set to them: {names}", names=names),
            icon=":material/warning:",
        )
    return Layout(proposed.row, proposed.headings, columns, keys, clears)


def _missing(here: Opening, columns: tuple[str, ...]) -> list[str]:
    """What a new row must say and no heading stands for: told before the file is checked."""
    needed = [one for one in here.columns if one.required and one.name not in columns]
    return [words.column(one) for one in needed]


def _columns(here: Opening, file: Chosen) -> tuple[str, ...]:
    known = {one.name: words.column(one) for one in here.columns}
    known["id"] = words.column(here.entity.by_name["id"])
    picked = []
    with st.container(horizontal=True, gap="small"):
        for at, (heading, name) in enumerate(zip(file.layout.headings, file.layout.columns)):
            if not heading:
                picked.append("")
                continue
            found = st.selectbox(
                plain(heading),
                ["", *known],
                index=[*("", *known)].index(name),
                format_func=lambda one: known.get(one, _("– pass over –")),
                key=f"nb_load_{file.top.sha256}_{at}",
                width=200,
            )
            picked.append(found or "")
    return tuple(picked)


def _keys(here: Opening, file: Chosen, columns: tuple[str, ...]) -> tuple[str, ...]:
    known = {one.name: words.column(one) for one in here.entity.columns}
    able = [name for name in dict.fromkeys(columns) if name]
    proposed = file.layout.keys or usual_keys(here.entity, columns)
    picked = st.multiselect(
        _("A row is known by"),
        able,
        [name for name in proposed if name in able],
        format_func=lambda name: known.get(name, name),
        help=_("A row with the same values is changed. Without any, every row is a new one."),
        placeholder=_("Nothing: every row is new"),
        key=f"nb_load_keys_{file.top.sha256}",
    )
    return tuple(picked)
