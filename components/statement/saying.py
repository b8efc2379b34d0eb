"""Saying something, and hiding what hurts somebody (发表与管理)."""

import streamlit as st

from components.act import act_and_rerun
from components.language import _
from components.reading import read_topic
from components.statement.answering import ICON
from components.text import plain
from models.revision import Area
from models.statement import Stance
from models.topic import Topic
from rules.permission import Visitor
from rules.statement import LONGEST, alike
from services.statement import Said, answer, hide, restore, say_something, statements

AREAS = (Area.DELIBERATION,)


def show(topic: Topic, visitor: Visitor) -> None:
    """One sentence; what nearly says the same is pointed out while one writes."""
    st.caption(_("One thought in one sentence. It is read without your name."))
    text = st.text_input(
        _("Your statement"),
        max_chars=LONGEST,
        key="nb_statement",
        live="500ms",
        placeholder=_("The east gate needs a lamp"),
    )
    shown = {row.id: row for row in _read(topic) if not row.hidden}
    near = alike(text or "", [(row.id, row.text) for row in shown.values()])
    if near:
        st.caption(
            _("Nearly the same was said. Agreeing with it counts for more than a second one.")
        )
    for i in near:
        _agree_instead(shown[i], visitor)
    if st.button(_("Say it"), type="primary", icon=":material/send:", key="nb_send_statement"):
        done = _("Said. Now your neighbours can answer it.")
        act_and_rerun(done, say_something, visitor, topic.id or 0, text or "")


def _read(topic: Topic) -> list[Said]:
    return read_topic((), topic.id or 0, statements, topic.id or 0)


def _agree_instead(row: Said, visitor: Visitor) -> None:
    icon = f":material/{ICON[Stance.AGREE]}:"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(row.text))
        st.space("stretch")
        if st.button(_("Agree with it"), icon=icon, key=f"nb_agree_{row.id}"):
            act_and_rerun(_("You agree with it."), answer, visitor, row.id, Stance.AGREE)


def moderate(topic: Topic, visitor: Visitor) -> None:
    """Hide a statement, or show it again; the reason, the name and the day are public."""
    by_id = {row.id: row for row in _read(topic)}
    hidden = _("hidden")
    picked = st.selectbox(
        _("Statement"),
        list(by_id),
        format_func=lambda i: f"{i} {by_id[i].text}" + (f" ({hidden})" if by_id[i].hidden else ""),
        key="nb_moderate_which",
    )
    row = by_id[picked]
    st.caption(_("Everybody can read that you did it, when, and why."))
    reason = st.text_input(
        _("Reason"),
        max_chars=500,
        key="nb_reason",
        placeholder=_("It names a neighbour and his flat"),
    )
    if row.hidden:
        words, done, deed = _("Show it again"), _("The statement is shown again."), restore
    else:
        words, done, deed = _("Hide it"), _("The statement is hidden."), hide
    if st.button(words, type="primary", key="nb_confirm"):
        act_and_rerun(done, deed, visitor, row.id, reason or "")
