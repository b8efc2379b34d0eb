"""All metrics, each with what it means and how it stands (指标一览)."""

from urllib.parse import urlencode

import streamlit as st

from components import label as labels
from components import link
from components.act import why
from components.language import _, chosen
from components.metric import where
from components.reading import read
from components.text import plain
from models.base import now
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.metric import Metric, Period, Standing
from rules.permission import Permission, Visitor
from rules.refusal import N_
from services.metric import definition, figure_shown, label, shown
from services.metric.overview import Line, asked_now, overview

ALL = tuple(Area)
_LONGEST = 90  # letters of a definition in the list
SIGNS = {
    Standing.REACHED: (":green-badge[:material/check_circle: {word}]", N_("on target")),
    Standing.SHORT: (":orange-badge[:material/trending_down: {word}]", N_("short of its target")),
    Standing.WARNING: (":orange-badge[:material/warning: {word}]", N_("past the warning line")),
    Standing.ALARM: (":red-badge[:material/error: {word}]", N_("past the alarm line")),
}


def show(visitor: Visitor) -> None:
    """Search, place, and one card a metric."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Metrics"))
        st.space("stretch")
        if visitor.may(Permission.CONFIGURE):
            link.to("metric", _("New metric"), "add", part="edit")
    st.caption(_("What is counted here, by which rule, and how it stands."))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        words = st.text_input(
            _("Search"),
            key="q",
            bind="query-params",
            max_chars=40,
            icon=":material/search:",
            width=240,
        )
        here = where.place(visitor)
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    today = day_of(now())
    lines = read(ALL, here.path, overview, visitor, here.path, today)
    found = [line for line in lines if _fits(line.metric, words)]
    if not found:
        st.info(_("No metric says that. Try another word."))
        return
    with st.grid("auto", min_column_width=260, gap="small"):
        for line in found:
            _card(line, here)


def sign(found: Standing) -> str:
    """A badge with its word: colour is never the only sign."""
    badge, word = SIGNS[found]
    return badge.format(word=_(word))


def since(metric: Metric) -> str:
    """What stretch of time a figure of the list is about."""
    if metric.cumulative or metric.parts:
        return _("from the beginning")
    return _("in the last 12 months") if metric.has_time else _("as it is now")


def _fits(metric: Metric, words: str) -> bool:
    every = (metric.label, metric.label_en, metric.words, metric.words_en, metric.key)
    return words.strip().lower() in " ".join(every).lower()


def _card(line: Line, here: Place) -> None:
    metric = line.metric
    address = urlencode({"key": metric.key, "place": here.code})
    said = definition(metric, chosen())
    short = said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.markdown(f"**[{plain(label(metric, chosen()))}](/metric?{address})**")
        if line.refused is not None:
            st.caption(f":material/lock: {why(line.refused)}")
        else:
            st.markdown(
                f"### {plain(figure_shown(metric, line.figure, chosen()))}\n\n{_beside(line)}"
            )
        st.caption(plain(short))


def _beside(line: Line) -> str:
    metric = line.metric
    parts = [plain(since(metric))]
    asked = asked_now(metric, "/", day_of(now()))
    target = metric.target_in(Period.of(asked.today, metric.grain))
    if target is not None:
        parts.append(plain(_("target {value}", value=shown(metric, target, chosen()))))
    parts.append(plain(labels.role(metric.owner.value)))
    badge = f"{sign(line.standing)} " if line.standing else ""
    return f"{badge}:small[:gray[{' · '.join(parts)}]]"
