"""A compound among its peers, and over the editions (同组位置与历期)."""

import streamlit as st

from components.firm import chart
from components.language import _
from components.ranking import intervals, words
from components.text import plain
from rules.edition.compute import POINT
from rules.edition.shown import points
from services.ranking.placing import Past, Story


def show(told: Story) -> None:
    """Those right above and below it, each with the ranks between which it lies."""
    if not told.near:
        return
    st.markdown(f"#### {_('Where does it stand among its peers?')}")
    group = words.group(told.row.peers or "", told.head.body.peers)
    st.caption(plain(f"{words.rank(told.row.rank, told.row.low, told.row.high)} · {group}"))
    drawn = intervals.bars(told.near, told.row.entrant_id)
    intervals.draw(drawn)
    code, peers = told.head.edition.code, told.row.peers or "whole"
    all_of_them = _("All {n} of its group", n=told.ranked)
    st.markdown(f"[{all_of_them}](/edition?code={code}&peers={peers})")


def history(told: Story) -> None:
    """Score and rank in every edition so far."""
    if len(told.past) <= 1:
        return
    st.markdown(f"#### {_('How has it changed?')}")
    scored = tuple(
        (past.title, past.row.score / POINT, points(past.row.score, past.digits))
        for past in reversed(told.past)
        if past.row.score is not None
    )
    if len(scored) > 1:
        said = _("The score in each edition; the table below says the same.")
        st.vega_lite_chart(chart.history(scored, _("points")), alt=said)
    head = [_("Edition"), _("Score"), _("Rank"), _("List")]
    lines = ["| " + " | ".join(head) + " |", "|:---|---:|---:|:---|"]
    lines += [_line(past) for past in told.past]
    st.html(
        "<style>.st-key-nb_past td:nth-child(n+2){white-space:nowrap;"
        "font-variant-numeric:tabular-nums}@media(max-width:639px){.st-key-nb_past td,"
        ".st-key-nb_past th{padding:.4rem .3rem;font-size:.92rem}}</style>"
    )
    with st.container(key="nb_past"):
        st.markdown("\n".join(lines))


def _line(past: Past) -> str:
    title = f"[{words.cell(past.title)}](/placing?id={past.placing_id})"
    score = plain(points(past.row.score, past.digits))
    rank = "–" if past.row.rank is None else f"{past.row.rank} ({past.row.low}–{past.row.high})"
    return f"| {title} | {score} | {plain(rank)} | {words.badge(past.row.mark) or '–'} |"
