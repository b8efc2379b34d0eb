"""Changing, merging, withdrawing, closing a topic, behind one quiet menu (更多操作)."""

from collections.abc import Callable

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read
from components.text import plain
from models.revision import Area
from models.topic import Topic
from rules.permission import Permission, Visitor
from rules.procedure import Plan
from rules.topic import LONGEST_BODY, LONGEST_TITLE
from services.topic import reading
from services.topic.ending import close, merge, withdraw
from services.topic.proposing import amend
from services.topic.reading import Account


def show(told: Account, plan: Plan, visitor: Visitor) -> None:
    """One button that opens what is allowed; no button where nothing is."""
    topic = told.topic
    begins = plan.steps[0].code == topic.step_code
    mine = topic.proposer_id == visitor.member_id
    chairs = visitor.may(Permission.ACCEPT_TOPIC, topic.path)
    words = {
        "amend": (_("Change the text"), begins and (mine or chairs)),
        "merge": (_("Merge into another"), chairs),
        "withdraw": (_("Withdraw"), begins and mine),
        "close": (_("Close"), visitor.may(Permission.CLOSE_TOPIC, topic.path)),
    }
    allowed = {code: text for code, (text, open_to) in words.items() if open_to}
    if not allowed:
        return
    picked = st.menu_button(
        _("More"),
        list(allowed),
        format_func=allowed.__getitem__,
        icon=":material/more_horiz:",
        key="nb_more",
    )
    if picked == "amend":
        opened(allowed["amend"], _amend, told, visitor)
    elif picked == "merge":
        opened(allowed["merge"], _merge, topic, visitor)
    elif picked is not None:
        opened(allowed[picked], _end, topic, visitor, withdraw if picked == "withdraw" else close)


def _amend(told: Account, visitor: Visitor) -> None:
    text = told.texts[-1]
    if text.frozen_at is not None:
        st.warning(_("Neighbours support the present words. After a change they are asked again."))
    title = st.text_input(_("Title"), text.title, max_chars=LONGEST_TITLE, key="nb_title")
    ask = _("What is it about?")
    body = st.text_area(ask, text.body, max_chars=LONGEST_BODY, key="nb_body", height=220)
    reason = st.text_input(_("Why do you change it?"), max_chars=300, key="nb_reason")
    if st.button(_("Save the new version"), type="primary", key="nb_confirm"):
        words = (title or "", body or "", reason or "")
        act_and_rerun(_("The new version is saved."), amend, visitor, told.topic.id or 0, *words)


def _merge(topic: Topic, visitor: Visitor) -> None:
    words = st.text_input(_("Search topics"), topic.title, key="nb_merge_words")
    root = "/".join(topic.path.split("/")[:5]) + "/"
    found = read((Area.DELIBERATION,), root, reading.similar, root, words or "", topic.id or 0)
    if not found:
        st.info(_("No open topic resembles these words."))
        return
    titles = {row.id: plain(row.title) for row, _percent in found}
    ask = _("Which one?")
    into = st.radio(ask, list(titles), format_func=titles.__getitem__, key="nb_merge_into")
    reason = st.text_input(_("Reason"), max_chars=500, key="nb_reason")
    st.caption(_("Supporters go along. This cannot be undone."))
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Merged."), merge, visitor, topic.id or 0, into or 0, reason or "")


def _end(topic: Topic, visitor: Visitor, deed: Callable[..., Topic]) -> None:
    st.warning(_("This ends the topic and cannot be undone. Everybody can read the reason."))
    reason = st.text_area(_("Reason"), max_chars=500, key="nb_reason")
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The topic is ended."), deed, visitor, topic.id or 0, reason or "")
