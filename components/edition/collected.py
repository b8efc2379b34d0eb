"""How much was collected, by indicator and by compound (采集进度)."""

import streamlit as st

from components import bar
from components.edition import words
from components.language import _, n_
from components.reading import read
from components.scoring import desk, upload
from components.text import plain
from models.revision import Area
from rules.permission import Visitor
from services.edition import reading
from services.edition.reading import Head, Standing

MOST = 300  # compounds that lack something, in the table


def show(found: Head, told: Standing, visitor: Visitor) -> None:
    """A bar for each indicator, and the compounds that still lack a figure."""
    edition = found.edition
    if upload.is_open():  # one thing at a time, where the eye already is
        desk.panel(edition, visitor)
        return
    seen = read((Area.RANKING,), edition.path, reading.progress, edition.id or 0)
    whole = len(seen.measured) * seen.compounds
    there = sum(seen.measured.values())
    st.markdown(_("**{there} of {all} figures** are there.", there=f"{there:,}", all=f"{whole:,}"))
    columns = st.columns(2)
    for number, (code, count) in enumerate(seen.measured.items()):
        with columns[number % 2]:
            text = f"{plain(words.leaf(found.body, code))} · {count:,} / {seen.compounds:,}"
            bar.show(count, seen.compounds, text)
    desk.panel(edition, visitor)
    if not seen.lacking:
        st.success(_("Every compound has every figure."), icon=":material/check_circle:")
        return
    lacking = seen.lacking[:MOST]
    st.subheader(n_("{n} compound lacks figures", "{n} compounds lack figures", len(seen.lacking)))
    st.dataframe(
        {
            _("Compound"): [row[0] for row in lacking],
            _("Property firm"): [row[1] for row in lacking],
            _("Missing"): [words.leaves(found.body, row[2]) for row in lacking],
        },
        hide_index=True,
        height="auto",
        alt=_("The compounds that lack figures, and which"),
    )
    st.caption(_("What is missing never speaks against a compound by itself."))
