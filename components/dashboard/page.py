"""A dashboard: what its reader came to ask stands first (看板)."""

import streamlit as st

from components import gate, link
from components.dashboard import editor
from components.dashboard import tile as tiles
from components.dashboard.asked import Asked, asked, narrowed
from components.language import _, either
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.dashboard import Dashboard, Tile, TileKind
from rules.permission import Permission, Visitor
from services.dashboard import dashboard, must_read

DEFINED = (Area.DEFINITION,)


def show(visitor: Visitor) -> None:
    """The dashboard that the address names; ``part=edit`` opens what it is made of."""
    if link.asked("part") == "edit" and visitor.may(Permission.CONFIGURE):
        editor.show(visitor)
        return
    board = _board(visitor)
    if board is None:
        link.to("dashboards", _("All dashboards"), "monitoring")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(title(board))
        st.space("stretch")
        if visitor.may(Permission.CONFIGURE):
            link.to("dashboard", _("Change this dashboard"), "edit", key=board.key, part="edit")
    if intro := either(board.intro, board.intro_en):
        st.caption(plain(intro))
    found = asked(board, visitor)
    if found is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    narrowed(found)
    _tiles(found)
    if board.public:
        st.caption(_("Everybody sees the same figures here, with an account or without."))


def _board(visitor: Visitor) -> Dashboard | None:
    """The dashboard, where there is one that is open to the visitor; else a word about it."""

    def find() -> Dashboard:
        return read(DEFINED, "/", dashboard, link.asked("key"))

    return gate.sought(_("Dashboard"), visitor, find, lambda board: must_read(board, visitor))


def title(board: Dashboard) -> str:
    """What it is called."""
    return plain(either(board.title, board.title_en))


def _tiles(found: Asked) -> None:
    """Figures first, four abreast; then pictures, two abreast; the wide ones alone."""
    figures = [one for one in found.board.tiles if one.kind is TileKind.FIGURE]
    if figures:
        with st.grid("auto", min_column_width=230, gap="small"):
            for one in figures:
                tiles.show(found, one)
    beside: list[Tile] = []
    for one in (one for one in found.board.tiles if one.kind is not TileKind.FIGURE):
        if one.wide:
            _abreast(found, beside)
            beside = []
            tiles.show(found, one)
        else:
            beside.append(one)
    _abreast(found, beside)


def _abreast(found: Asked, beside: list[Tile]) -> None:
    if beside:
        with st.grid("auto", min_column_width=380, gap="small"):
            for one in beside:
                tiles.show(found, one)
