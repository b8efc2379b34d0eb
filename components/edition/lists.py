"""The red and the black list side by side (红黑榜)."""

import streamlit as st

from components import link
from components.edition import words
from components.language import _
from components.reading import read
from components.text import plain
from models.edition import Mark
from models.revision import Area
from services.edition import reading
from services.edition.reading import Head, Result

MOST = 100  # of each list on this page


def show(found: Head) -> None:
    """Both lists of a published edition."""
    edition = found.edition
    computation_id = edition.computation_id or 0
    left, right = st.columns(2)
    sides = (
        (left, Mark.RED, _("Red list"), "workspace_premium"),
        (right, Mark.BLACK, _("Black list"), "flag"),
    )
    for side, mark, title, icon in sides:
        rows = read((Area.RANKING,), edition.path, reading.listed, computation_id, mark)
        with side:
            colour = "red" if mark is Mark.RED else "gray"
            st.subheader(f":{colour}[:material/{icon}:] {title}")
            if not rows:
                st.caption(_("Nobody is on this list: nobody was sure enough to be."))
            for row in rows[:MOST]:
                _row(row)


def _row(row: Result) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            link.to("placing", f"**{plain(row.entrant.name)}**", id=row.placing.id)
            st.space("stretch")
            st.markdown(f"**{words.score(row.placing.score)}**", width="content")
        place = words.interval(row.placing.low, row.placing.high)
        facts = [
            plain(row.entrant.firm_name),
            _("rank {n}, nine of ten draws within {range}", n=row.placing.rank or "–", range=place),
        ]
        st.markdown(f":gray[:small[{' · '.join(facts)}]]")
