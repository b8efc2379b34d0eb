"""Every dashboard, by whose questions it answers (看板目录)."""

import streamlit as st

from components import link
from components.dashboard.page import title
from components.dashboard.words import AUDIENCES
from components.language import _, either, n_
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.dashboard import Audience
from rules.permission import Permission, Visitor
from services.dashboard import dashboards


def show(visitor: Visitor) -> None:
    """Those that this visitor may open."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Dashboards"))
        st.space("stretch")
        if visitor.may(Permission.CONFIGURE):
            link.to("dashboard", _("New dashboard"), "add", part="edit")
    every = read((Area.DEFINITION,), "/", dashboards)
    found = [board for board in every if board.public or visitor.signed_in]
    if not found:
        st.info(_("No dashboard has been drawn up yet. Begin with a metric, then put it on one."))
        return
    order = list(Audience)
    with st.grid("auto", min_column_width=300, gap="small"):
        for board in sorted(found, key=lambda board: (order.index(board.audience), board.key)):
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.caption(_(AUDIENCES[board.audience]))
                link.to("dashboard", f"**{title(board)}**", "monitoring", key=board.key)
                intro = either(board.intro, board.intro_en)
                st.markdown(plain(intro))
                words = n_("{n} figure", "{n} figures", len(board.tiles))
                kept = _("for everybody") if board.public else _("for members")
                st.markdown(f":small[:gray[{words} · {kept}]]")
    if rest := len(every) - len(found):
        st.caption(n_("{n} more is for members.", "{n} more are for members.", rest))
        link.to("sign_in", _("Sign in"), "login", next=link.here())
