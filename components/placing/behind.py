"""What makes up a score: bars that sum to it, and where each figure comes from (得分构成)."""

from decimal import Decimal

import streamlit as st

from components.format import day
from components.hearing.words import evidence
from components.language import _, either
from components.ranking import picture, words
from components.text import plain
from models.scoring import FigureSource
from rules.calendar import day_of
from rules.edition.compute import POINT
from rules.edition.shown import figure, in_digits, points, written
from rules.method.body import Indicator
from rules.refusal import N_
from services.ranking.placing import Behind, Story

SOURCES = {
    FigureSource.SHEET: N_("Score sheets"),
    FigureSource.SURVEY: N_("Survey of owners"),
    FigureSource.ENTERED: N_("Entered by the street office"),
    FigureSource.IMPORTED: N_("Imported table"),
    FigureSource.PLATFORM: N_("Records of this platform"),
}

_STYLE = (
    "<style>.st-key-nb_behind table{width:100%}.st-key-nb_behind td{vertical-align:top;"
    "border-left:0;border-right:0}.st-key-nb_behind th{border-left:0;border-right:0}"
    ".st-key-nb_behind td:first-child{width:100%;overflow-wrap:anywhere}"
    ".st-key-nb_behind td:first-child>span:not([class]){display:block}"
    ".st-key-nb_behind td:nth-child(n+2){white-space:nowrap;"
    "font-variant-numeric:tabular-nums}"
    # On a phone the words take a line of their own, and the three figures stand below them.
    "@media(max-width:639px){.st-key-nb_behind thead,.st-key-nb_behind tbody{display:block}"
    ".st-key-nb_behind tr{display:grid;grid-template-columns:repeat(3,1fr);width:100%;"
    "border-bottom:1px solid rgba(128,128,128,.35);padding:.35rem 0}"
    ".st-key-nb_behind td,.st-key-nb_behind th{border:0!important;padding:.15rem .1rem}"
    ".st-key-nb_behind td:first-child,.st-key-nb_behind th:first-child{grid-column:1/-1}}"
    "</style>"
)


def show(told: Story) -> None:
    """The bars, their sum, the table behind them."""
    st.markdown(f"#### {_('What makes up the score?')}")
    if told.row.score is None:
        st.caption(_("Nothing was measured here, so there is no score."))
        return
    digits = told.head.digits
    total = written(in_digits(told.row.score, digits), digits)
    st.caption(
        _(
            "The bars sum to {score}. The stroke is the middle of its peers.",
            score=total,
        )
    )
    _picture(told, digits)
    _table(told, digits, total)


def _picture(told: Story, digits: int) -> None:
    drawn = tuple(
        picture.Part(
            words.name(leaf),
            f"{words.name(leaf)}  {written(one.shown, digits)}",
            one.contribution / POINT,
            None if one.middle is None else one.middle / POINT,
        )
        for one in told.behind
        if (leaf := told.head.body.indicator(one.code)) is not None and not one.is_left_out
    )
    spec = picture.parts(drawn, _("Middle of its peers"), picture.BLUE, picture.is_dark())
    st.vega_lite_chart(spec, alt=_("Points by indicator; the table below says the same."))


def _table(told: Story, digits: int, total: str) -> None:
    """Every figure with its evidence; what may not be public says so."""
    head = [_("Indicator"), _("Figure"), _("Points it brings"), _("Middle of its peers")]
    lines = ["| " + " | ".join(head) + " |", "|:---|---:|---:|---:|"]
    for one in told.behind:
        leaf = told.head.body.indicator(one.code)
        if leaf is not None:
            lines.append(_line(one, leaf, digits))
    lines.append(f"| **{_('Together')}** | | **{plain(total)}** | |")
    if any(one.is_left_out for one in told.behind):
        told_missing = _("What is missing counts neither way: its weight goes to the rest.")
        st.caption(told_missing)
    st.html(_STYLE)
    with st.container(key="nb_behind"):
        st.markdown("\n".join(lines))


def _line(one: Behind, leaf: Indicator, digits: int) -> str:
    unit = either(leaf.unit, leaf.unit_en)
    value = plain(f"{figure(one.value)} {unit}".strip()) if one.value else f":gray[{_('missing')}]"
    middle = plain(points(one.middle, digits))
    small = f":small[:gray[{words.cell(' · '.join(_origin(one, leaf)))}]]"
    shown = "–" if one.is_left_out else plain(written(one.shown, digits))
    return f"| {words.cell(words.name(leaf))} {small} | {value} | {shown} | {middle} |"


def _origin(one: Behind, leaf: Indicator) -> list[str]:
    """Where a figure comes from, in a line."""
    told = []
    if one.source is not None:
        told.append(_(SOURCES[one.source]))
    if one.evidence:
        told.append(evidence(one.evidence, one.count, one.asked).rstrip("。."))
    elif one.count is not None and one.asked:
        told.append(_("{n} of {all}", n=f"{one.count:,}", all=f"{one.asked:,}"))
    elif one.count is not None:
        told.append(_("from {n} answers, sheets or cases", n=f"{one.count:,}"))
    if one.error and Decimal(one.error):
        told.append(_("standard error {error}", error=figure(one.error)))
    if one.has_paper:
        told.append(_("a paper proves it"))
    if one.source is not None and not leaf.public:
        told.append(_("its evidence is not public"))
    if one.entered_at is not None:
        told.append(day(day_of(one.entered_at), year=True))
    return told
