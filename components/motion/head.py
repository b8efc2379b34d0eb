"""What is decided, by whom, until when, and what it takes (表决概况)."""

import streamlit as st

from components import link
from components.language import _
from components.motion import words
from components.text import plain
from models.choice import Overlap, Parking, Regime
from models.motion import Binding, Motion
from rules.statute import article
from rules.tally import law_of
from rules.vocabulary import BINDINGS, OVERLAPS, PARKINGS
from services.motion.reading import MotionView


def show(view: MotionView) -> None:
    """The question, and beneath it the one line that places it."""
    motion = view.motion
    st.title(plain(motion.question))
    marks = [words.state(motion)]
    if motion.binding is not Binding.BINDING:
        marks.append(f":blue-badge[{_(BINDINGS[motion.binding])}]")
    facts = " · ".join([plain(view.place_name), words.hours(motion)])
    st.markdown(f"{' '.join(marks)} :gray[{facts}]")
    if motion.end_reason:
        st.text(motion.end_reason)


def terms(view: MotionView) -> None:
    """The rules of this vote in plain words; the law's own words one tap away."""
    motion = view.motion
    lines = {
        _("Who answers"): words.asked(motion),
        _("To pass"): words.takes(motion),
    }
    if motion.regime is Regime.OWNERS:
        lines[_("Who does not answer")] = words.silence(motion)
    if motion.parking is Parking.EXCLUDE:
        lines[_("Parking")] = words.by(_(PARKINGS[motion.parking]), motion.parking_clause)
    lines |= words.totals(motion)
    if motion.overlap is Overlap.MERGE:
        lines[_("Co-owners")] = words.by(_(OVERLAPS[motion.overlap]), motion.overlap_clause)
    with st.container(border=True, gap="small"):
        st.markdown("  \n".join(f":gray[{name}] {text}" for name, text in lines.items()))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            _law(motion)
            _text(view)
            link.to("topic", _("To the topic"), "topic", id=motion.topic_id)


def _law(motion: Motion) -> None:
    """民法典第 278 条第 4 项, small; its text on a tap."""
    said = article(motion.regime, motion.matter)
    law = law_of(motion.regime, motion.matter)
    if said is None:
        if law is not None:
            st.caption(_(law.source))
        return
    name = _(said.title)
    if motion.matter:
        name = _("Civil Code, Article 278, item {n}", n=motion.matter)
    with st.popover(f":gray[:small[{name}]]", type="tertiary", icon=":material/gavel:"):
        st.markdown(f"**{name}**")
        st.markdown(plain(said.text))
        if law is not None and law.provisional:
            st.caption(
                _("Revised in October 2025; the new quorum is still to be confirmed by a lawyer.")
            )


def _text(view: MotionView) -> None:
    """The words that are voted on, as they were frozen."""
    if view.text is None:
        return
    with st.popover(_("Text voted on"), type="tertiary", icon=":material/description:"):
        st.markdown(f"**{plain(view.text.title)}**")
        st.text(view.text.body)
        version = _("Version {n}", n=view.text.number)
        st.caption(f"{version} · SHA-256 {view.text.sha256[:16]}…")
