"""The list of what was decided, with its filters (表决结果)."""

import streamlit as st

from components import address, link, place
from components.format import day, local, percent
from components.language import _
from components.motion import words
from components.reading import read
from components.text import plain
from models.choice import Regime
from models.motion import MotionState
from models.revision import Area
from rules.motion import DECIDED
from rules.permission import Visitor
from rules.vocabulary import REGIMES, STATES
from services.motion import reading
from services.motion.reading import PAGE_ROWS, ResultRow

AREAS = (Area.DELIBERATION,)


def show(visitor: Visitor) -> None:
    """Filters, the list, its pages."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        here = place.pick(visitor)
        state = _state()
        regime = _regime()
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    found = read(AREAS, here.path, reading.results, here.path, 1, state, regime)
    if not found.total:
        _empty(filtered=state is not None or regime is not None)
        return
    above, page = place.paged(found.total, PAGE_ROWS)
    if page > 1:
        found = read(AREAS, here.path, reading.results, here.path, page, state, regime)
    with above:
        for row in found.rows:
            _card(row)


def _empty(filtered: bool) -> None:
    if filtered:
        st.info(_("Nothing matches. Take a filter away."))
        return
    st.info(_("Nothing is decided yet. What is put to the vote is counted and shown here."))
    link.to("board", _("To the agenda board"), "view_kanban")


def _state() -> MotionState | None:
    codes = [state.value for state in DECIDED]
    code = st.pills(
        _("Outcome"),
        codes,
        format_func=lambda code: _(STATES[MotionState(code)]),
        key=address.key("outcome", codes),
        label_visibility="collapsed",
    )
    found = address.keep("outcome", code)
    return MotionState(found) if found else None


def _regime() -> Regime | None:
    codes = [regime.value for regime in Regime]
    code = st.selectbox(
        _("Decided by"),
        codes,
        index=None,
        format_func=lambda code: _(REGIMES[Regime(code)]),
        key=address.key("regime", codes),
        placeholder=_("All ways of deciding"),
        label_visibility="collapsed",
        width=220,
    )
    found = address.keep("regime", code)
    return Regime(found) if found else None


def _card(row: ResultRow) -> None:
    """The question, its outcome, how many took part and said yes."""
    with st.container(border=True, gap="xsmall"):
        link.to("motion", f"**{plain(row.question)}**", id=row.id)
        marks = [words.mark(row.state, row.regime, row.binding)]
        if row.flips:
            marks.append(f":orange-badge[{_('The outcome depends on how silence is read')}]")
        facts = [
            plain(row.place),
            words.way(row.regime, row.matter),
            day(local(row.decided_at).date(), year=True),
        ]
        st.markdown(f"{' '.join(marks)} :gray[{' · '.join(facts)}]")
        if row.heads:
            st.caption(_figures(row.heads))


def _figures(heads: dict[str, int]) -> str:
    facts = {
        "part": f"{heads['participating']:,}",
        "all": f"{heads['total']:,}",
        "share": percent(heads["participating"], heads["total"]),
        "yes": f"{heads['for']:,}",
        "no": f"{heads['against']:,}",
        "abstain": f"{heads['abstain']:,}",
    }
    return _(
        "{part} of {all} took part ({share}): {yes} for, {no} against, {abstain} abstained", **facts
    )
