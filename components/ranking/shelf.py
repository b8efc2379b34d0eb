"""Every edition, the latest first: what came out, or how far it is (各期红黑榜)."""

import streamlit as st

from components import address, link
from components.edition import opening
from components.edition import words as edition_words
from components.format import clock
from components.language import _, either
from components.ranking import words
from components.reading import read
from components.text import plain
from models.edition import EditionState, Mark
from models.revision import Area
from rules.permission import Visitor
from services.ranking import edition as editions
from services.ranking.edition import Cover

MOST = 20


def show(visitor: Visitor) -> None:
    """The whole page."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Red and black lists"))
        st.space("stretch")
        covers = _of_street(read((Area.RANKING, Area.FIRM), "/", editions.covers))
    st.markdown(
        _(
            "Twice a year the street rates how well each compound is served, by a method that "
            "anybody can read and compute again."
        )
    )
    opening.button(visitor)
    if not covers:
        st.info(_("No edition has been opened yet. The first list will stand here."))
    with st.grid("auto", min_column_width=320, gap="small"):
        for cover in covers[:MOST]:
            _card(cover)
    with st.container(horizontal=True, gap="small"):
        link.to("methods", _("Methods of rating"), "functions")
        link.to("firms", _("Property firms"), "apartment")


def _of_street(covers: list[Cover]) -> list[Cover]:
    """Those of one street, where several have any."""
    streets = {cover.street_code: cover.street for cover in covers}
    if len(streets) <= 1:
        return covers
    picked = st.selectbox(
        _("Street"),
        list(streets),
        index=None,
        format_func=streets.__getitem__,
        key=address.key("street", streets),
        placeholder=_("All streets"),
        label_visibility="collapsed",
        width=180,
    )
    street = address.keep("street", picked)
    return [cover for cover in covers if street in (None, cover.street_code)]


def _card(cover: Cover) -> None:
    """Which edition, what came out, or how far it is."""
    with st.container(border=True, gap="xsmall"):
        link.to(
            "edition", f"**{plain(cover.edition.title)}**", "leaderboard", code=cover.edition.code
        )
        if cover.edition.state is EditionState.PUBLISHED:
            red, black = (cover.marks.get(mark, 0) for mark in (Mark.RED, Mark.BLACK))
            badges = f"{words.badge(Mark.RED)} **{red}**  {words.badge(Mark.BLACK)} **{black}**"
            st.markdown(badges)
        else:
            st.markdown(edition_words.state(cover.edition))
        facts = [cover.street, either(cover.method, cover.method_en)]
        if cover.edition.published_at is not None:
            facts.append(_("published {at}", at=clock(cover.edition.published_at, year=True)))
        st.markdown(f":small[:gray[{plain(' · '.join(facts))}]]")
