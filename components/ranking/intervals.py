"""How sure the outer ranks are, and what the lists say of each firm (名次区间与企业汇总)."""

from collections.abc import Iterable

import streamlit as st

from components import address
from components.language import _
from components.ranking import picture, words
from components.ranking.asked import AREAS, Asked
from components.reading import read
from components.text import plain
from models.edition import Mark
from rules.edition.shown import points
from services.ranking import firm, listing
from services.ranking.listing import Row, Wanted

OUTER = 12  # from either end
FIRMS = 15
_WHOLE = "whole"


def show(asked: Asked) -> None:
    """The interval plot of one peer group, and the firms."""
    _intervals(asked)
    _firms(asked)


def bars(rows: Iterable[Row], here: int = 0) -> tuple[picture.Bar, ...]:
    """Rows that have a rank, as the interval plot wants them."""
    return tuple(
        picture.Bar(
            name=row.name,
            mark=words.mark(row.mark if row.mark in (Mark.RED, Mark.BLACK) else Mark.NONE),
            rank=row.rank,
            low=row.low,
            high=row.high,
            said=words.rank(row.rank, row.low, row.high),
            here=row.entrant_id == here,
        )
        for row in rows
        if row.rank is not None and row.low is not None and row.high is not None
    )


def draw(drawn: tuple[picture.Bar, ...]) -> None:
    """The interval plot."""
    alt = _("Ranks with their intervals; the table of all compounds says the same.")
    named = (words.mark(Mark.RED), words.mark(Mark.BLACK), words.mark(Mark.NONE))
    axis = _("Rank among peers")
    st.vega_lite_chart(picture.intervals(drawn, named, axis, picture.is_dark()), alt=alt)


def _intervals(asked: Asked) -> None:
    kinds = asked.head.body.peers
    groups = {key or _WHOLE: words.group(key, kinds) for key, _n in asked.results.groups}
    if not groups:
        st.caption(_("No compound has a rank in this edition."))
        return
    st.markdown(f"#### {_('How sure are the ranks at both ends?')}")
    picked = _group(groups)
    wanted = Wanted(
        asked.edition_id,
        asked.results.made.id,
        asked.before_id,
        peers="" if picked == _WHOLE else picked,
    )
    rows = read(AREAS, asked.path, listing.outer, wanted, OUTER)
    st.caption(
        _(
            "The sign is the rank; with a chance of 90 % the true rank lies on the line. Where two "
            "lines overlap, the order of the two is not certain."
        )
    )
    total = dict(asked.results.groups).get(wanted.peers or "", 0)
    if total > len(rows):
        st.caption(_("The first and the last {n} of {total}.", n=OUTER, total=total))
    draw(bars(rows))


def _group(groups: dict[str, str]) -> str:
    first = next(iter(groups))
    if len(groups) == 1:
        return first
    picked = st.selectbox(
        _("Peer group"),
        list(groups),
        format_func=groups.__getitem__,
        key=address.key("group", groups, first),
        label_visibility="collapsed",
        width=260,
    )
    return address.keep("group", picked, first) or first


def _firms(asked: Asked) -> None:
    """Every firm with the mean of its compounds, weighed by their households."""
    rows = read(AREAS, asked.path, firm.rolled_up, asked.edition_id, asked.results.made.id)
    if not rows:
        return
    st.markdown(f"#### {_('What does it say of the firms?')}")
    st.caption(_("The average weighs each compound by its households."))
    digits = asked.head.digits
    scored = [row for row in rows if row.whole.score is not None]
    drawn = tuple(
        picture.Part(
            row.name,
            f"{row.name}  {points(row.whole.score, digits)}",
            (row.whole.score or 0) / 10**9,
            None,
        )
        for row in scored[:FIRMS]
    )
    if len(drawn) > 1:
        spec = picture.parts(drawn, " ", picture.BLUE, picture.is_dark())
        st.vega_lite_chart(spec, alt=_("The average of each firm; the table below says the same."))
    head = [_("Property firm"), _("Average score"), _("Compounds rated"), _("Lists")]
    lines = ["| " + " | ".join(head) + " |", "|:---|---:|---:|:---|"]
    lines += [_firm(row, digits) for row in rows]
    st.markdown("\n".join(lines))
    if len(scored) > len(drawn):
        st.caption(_("The picture shows the first {n}.", n=FIRMS))


def _firm(row: firm.FirmRow, digits: int) -> str:
    name = f"[{words.cell(row.name)}](/firm?code={row.code})"
    marks = [
        f"{words.badge(mark)} {count}"
        for mark, count in ((Mark.RED, row.whole.red), (Mark.BLACK, row.whole.black))
        if count
    ]
    score = plain(points(row.whole.score, digits))
    return f"| {name} | {score} | {row.whole.rated} | {' '.join(marks) or '–'} |"
