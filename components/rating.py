"""How the neighbours judge the result, and one's own mark (评议)."""

from typing import Any

import streamlit as st

from components.act import act_and_rerun
from components.format import day, local, percent
from components.language import _
from components.reading import read_topic
from components.text import plain
from models.revision import Area
from models.topic import Topic
from rules.permission import Permission, Visitor
from rules.rating import HIGHEST, LONGEST_REASON, LOWEST, SATISFIED_FROM, Marks
from services import rating as service
from services.rating import RatingSheet, ReasonRow, RoundRow

AREAS = (Area.PLACE, Area.MEMBER)
REASONS_AT_ONCE = 3
GREEN, GREY = "#3F9A72", "#8A8F96"  # legible on light and on dark paper


def panel(topic: Topic, visitor: Visitor) -> None:
    """Draw the ratings of ``topic``; nothing before there are any and none can be given."""
    assert topic.id is not None
    sheet = read_topic(AREAS, topic.id, service.ratings, topic.id)
    if not (sheet.rounds or sheet.is_open):
        return
    st.subheader(_("Rating the result"))
    now_on = sheet.round(topic.round)
    if now_on.marks.raters:
        _result(now_on, sheet)
    if sheet.is_open and visitor.may(Permission.RATE, topic.path):
        if visitor.member_id in now_on.members:
            st.caption(f":material/check: {_('You have rated. Thank you.')}")
        else:
            _ask(topic.id, visitor)
    _earlier(sheet, topic.round)


def words() -> dict[int, str]:
    """What each mark means."""
    return {
        5: _("5 very satisfied"),
        4: _("4 satisfied"),
        3: _("3 so-so"),
        2: _("2 dissatisfied"),
        1: _("1 very dissatisfied"),
    }


def _result(row: RoundRow, sheet: RatingSheet) -> None:
    marks = row.marks
    said = words()
    st.markdown(_answer(marks, sheet))
    lines = _("; ").join(f"{said[mark]}: {marks.counts[mark - LOWEST]}" for mark in said)
    st.vega_lite_chart(
        _bars(marks.counts, tuple(said.values())), alt=_("Marks given: {lines}", lines=lines)
    )
    _reasons(row.reasons)


def _answer(marks: Marks, sheet: RatingSheet) -> str:
    """First whether people are satisfied, then what it takes."""
    told = _(
        "**{satisfied} of {raters}** are satisfied, {share}",
        satisfied=marks.satisfied,
        raters=marks.raters,
        share=percent(marks.satisfied, marks.raters),
    )
    if not sheet.asked.share:
        return told
    colour = "green" if marks.reaches(sheet.asked.share) else "red"
    asked = _(
        "wanted: {share}% of at least {raters} people",
        share=sheet.asked.share,
        raters=sheet.asked.raters,
    )
    return f":{colour}[{told}]  \n:gray[{asked}]"


@st.cache_data(max_entries=500, show_spinner=False)
def _bars(counts: tuple[int, ...], said: tuple[str, ...]) -> dict[str, Any]:
    """How often each mark was given, the best on top; built once for each distribution."""
    values = [
        {"mark": name, "n": counts[mark - LOWEST], "good": mark >= SATISFIED_FROM}
        for mark, name in zip(range(HIGHEST, LOWEST - 1, -1), said)
    ]
    y = {"field": "mark", "type": "nominal", "sort": None, "title": None}
    axis = {"ticks": False, "domain": False, "labelLimit": 160}
    colour = {"condition": {"test": "datum.good", "value": GREEN}, "value": GREY}
    return {
        "data": {"values": values},
        "height": {"step": 26},
        "encoding": {"y": y | {"axis": axis}},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14, "cornerRadiusEnd": 2},
                "encoding": {
                    "x": {"field": "n", "type": "quantitative", "axis": None},
                    "color": colour,
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {
                    "x": {"field": "n", "type": "quantitative"},
                    "text": {"field": "n", "type": "quantitative"},
                    "color": {"value": GREY},
                },
            },
        ],
        "config": {"view": {"stroke": None}},
    }


def _reasons(rows: tuple[ReasonRow, ...]) -> None:
    """What people say, the newest first; more on request."""
    st.markdown("\n\n".join(_reason(row) for row in rows[:REASONS_AT_ONCE]))
    if len(rows) > REASONS_AT_ONCE:
        with st.popover(_("All {n} reasons", n=len(rows)), icon=":material/forum:"):
            st.markdown("\n\n".join(_reason(row) for row in rows))


def _reason(row: ReasonRow) -> str:
    on = day(local(row.at).date())
    stars = "★" * row.score + "☆" * (HIGHEST - row.score)
    return f"{stars} {plain(row.reason)}  \n:gray[{plain(row.author)} · {on}]"


def _ask(topic_id: int, visitor: Visitor) -> None:
    """One mark and one reason."""
    said = words()
    with st.container(border=True, gap="small"):
        score = st.pills(
            _("How satisfied are you with the result?"),
            list(said),
            format_func=said.__getitem__,
            key="nb_score",
        )
        reason = st.text_area(
            _("Why? (everybody can read it, your name is masked)"),
            max_chars=LONGEST_REASON,
            key="nb_why",
            height=90,
        )
        if st.button(_("Rate it"), type="primary", icon=":material/reviews:", key="nb_rate"):
            if score is None:
                st.error(_("Please choose a mark first."), icon=":material/block:")
                return
            done = _("Your rating counts.")
            act_and_rerun(done, service.rate, visitor, topic_id, score, reason)


def _earlier(sheet: RatingSheet, now_on: int) -> None:
    """Rounds before this one: why it was done again."""
    for row in sheet.rounds:
        if row.number != now_on:
            told = _(
                "Round {n}: {satisfied} of {raters} were satisfied, so it was taken up again.",
                n=row.number,
                satisfied=row.marks.satisfied,
                raters=row.marks.raters,
            )
            with st.popover(told, icon=":material/history:"):
                st.markdown("\n\n".join(_reason(reason) for reason in row.reasons))
