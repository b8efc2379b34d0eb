"""The words of a topic, version by version, with what changed between them (议题文本)."""

import difflib
from itertools import pairwise

import streamlit as st

from components.format import clock
from components.language import _
from components.text import plain
from models.topic import TopicText


def show(texts: tuple[TopicText, ...]) -> None:
    """The present text, and how it came to be."""
    newest = texts[-1]
    st.text(newest.body)
    frozen = _("frozen at the first support") if newest.frozen_at else _("not supported yet")
    facts = [_("Version {n}", n=newest.number), frozen, f"`{newest.sha256[:12]}`"]
    st.caption(" · ".join(facts), help=_("SHA-256 of title and text: {hash}", hash=newest.sha256))
    if len(texts) > 1:
        with st.popover(_("What changed"), icon=":material/difference:"):
            for before, after in reversed(list(pairwise(texts))):
                _difference(before, after)


def _difference(before: TopicText, after: TopicText) -> None:
    head = _("Version {n}", n=after.number)
    st.markdown(f"**{head}** · {clock(after.created_at)}")
    if after.reason:
        st.text(after.reason)
    st.markdown(difference(f"{before.title}\n{before.body}", f"{after.title}\n{after.body}"))


def difference(before: str, after: str) -> str:
    """Markdown that strikes what went and marks what came."""
    parts = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        went, came = _inline(before[a:b]), _inline(after[c:d])
        if kind == "equal":
            parts.append(came)
            continue
        if went:
            parts.append(f":red[~~{went}~~]")
        if came:
            parts.append(f":green-background[{came}]")
    return "".join(parts)


def _inline(text: str) -> str:
    return plain(text.replace("\n", " ¶ "))
