"""What has followed from an edition, and drawing it (结果运用)."""

import streamlit as st

from components import label, link
from components.act import act, act_and_rerun
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.consequence import ConsequenceKind
from models.edition import Edition
from models.revision import Area
from rules.permission import Permission, Visitor
from services.consequence.drawing import draw
from services.consequence.followed import Row, followed

AREAS = (Area.RANKING, Area.DELIBERATION)
Kind = ConsequenceKind
MOST = 12  # shown here; a city's edition may have hundreds


def show(edition: Edition, visitor: Visitor) -> None:
    """Topics and awards; the button, while a row waits for what follows from it."""
    found = read(AREAS, edition.path, followed, edition.id or 0)
    draws = found.missing and visitor.may(Permission.DECIDE_EDITION, edition.path)
    if not found.rows and not draws:
        return
    st.subheader(_("What follows from it"))
    if draws:
        told = n_(
            "{n} row waits for what follows from it: a question to the owners, or an award.",
            "{n} rows wait for what follows from them: a question to the owners, or an award.",
            found.missing,
        )
        st.warning(told, icon=":material/pending_actions:")
        if st.button(_("Draw the consequences"), type="primary", icon=":material/account_tree:"):
            done = _("The owners are asked, the red rows are marked.")
            act_and_rerun(done, draw, visitor, edition.id or 0)
    escalated = {row.entrant_id for row in found.rows if row.kind is Kind.ESCALATION}
    topics = [row for row in found.rows if row.kind is Kind.OWNERS_TOPIC]
    awards = [row for row in found.rows if row.kind is Kind.AWARD and row.counts]
    if topics:
        st.markdown(f"**{_('Put before the owners')}**")
        with st.grid("auto", min_column_width=300, gap="small"):
            for row in topics[:MOST]:
                _topic(row, row.entrant_id in escalated)
        _rest(len(topics))
        st.caption(_("Nobody is dismissed by a listing: the owners decide."))
    if awards:
        names = "、".join(f"{row.compound}（{row.firm}）" for row in awards[:MOST])
        st.markdown(f"**{_('Marked for awards')}** {plain(names)}")
        _rest(len(awards))


def _rest(number: int) -> None:
    """In a city's edition: how many more there are, and where they stand."""
    if number > MOST:
        told = n_(
            "{n} more: it stands on the page of its compound.",
            "{n} more: each stands on the page of its compound.",
            number - MOST,
        )
        st.caption(told)


def drawn(edition: Edition, visitor: Visitor) -> None:
    """Right after publication, so that no black row stands without its question."""
    act(_("The owners are asked, the red rows are marked."), draw, visitor, edition.id or 0)


def _topic(row: Row, escalated: bool) -> None:
    with st.container(border=True, gap="xxsmall"):
        link.to("topic", f"**{plain(row.compound)}**", "topic", id=row.topic_id)
        told = [plain(row.firm)]
        if row.topic_state is not None:
            told.append(label.state(row.topic_state))
        badges = ""
        if escalated:
            badges = f":orange-badge[{_('{n} editions in a row', n=row.run)}] "
        if not row.counts:
            badges += f":green-badge[{_('counts no more')}] "
        st.markdown(f"{badges}:gray[{' · '.join(told)}]")
