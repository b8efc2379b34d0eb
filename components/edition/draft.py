"""The computed draft: who would be listed and why, and everybody's line (试算结果)."""

import streamlit as st

from components.edition import moves, words
from components.edition.reason import Drawn, sentences
from components.format import percent
from components.language import _, n_
from components.ranking import words as ranking
from components.reading import read
from components.text import plain
from models.edition import EditionState, Mark
from models.revision import Area
from rules.permission import Visitor
from services.edition import reading
from services.edition.reading import Head, Result, Standing

REDRAWN = {EditionState.COMPUTED, EditionState.PREVIEW, EditionState.DECIDING}


def show(found: Head, told: Standing, visitor: Visitor) -> None:
    """What the newest computation says."""
    if told.draft is None:
        st.info(_("Nothing is computed yet. The draft will stand here, with its reasons."))
        return
    edition = found.edition
    rows = read((Area.RANKING,), edition.path, reading.results, told.draft.id or 0)
    if told.draft.id != edition.computation_id:
        st.info(_("This is the correction that waits for a decision."))
    draws = told.draft.draws
    for mark, title in ((Mark.BLACK, _("Black list")), (Mark.RED, _("Red list"))):
        listed = [row for row in rows if row.placing.mark is mark]
        st.subheader(f"{title} · {len(listed)}")
        for row in listed[:30]:
            _card(found, row, draws)
        if not listed:
            st.caption(_("Nobody is on this list: nobody was sure enough to be."))
    st.subheader(n_("{n} compound", "{n} compounds", len(rows)))
    _table(found, rows, draws)
    st.caption(
        _(
            "Computation {n}, {draws} draws. Inputs {inputs}…, result {result}….",
            n=told.draft.number,
            draws=f"{draws:,}",
            inputs=told.draft.inputs_sha256[:12],
            result=told.draft.result_sha256[:12],
        )
    )
    if edition.state in REDRAWN:
        moves.secondary(found, visitor)


def _card(found: Head, row: Result, draws: int) -> None:
    placing = row.placing
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = f"**{plain(row.entrant.name)}** :gray[{plain(row.entrant.firm_name)}]"
            st.markdown(name, width="content")
            st.space("stretch")
            st.markdown(f"**{words.score(placing.score, found.body)}**", width="content")
        times = placing.worst if placing.mark is Mark.BLACK else placing.best
        sure = _("{share} of the draws put it here", share=percent(times, draws))
        facts = [
            _(
                "rank {n}, nine of ten draws within {range}",
                n=placing.rank or "–",
                range=_range(row),
            ),
            sure,
            _("{share} of the weight was measured", share=percent(placing.coverage, 1_000_000)),
        ]
        st.markdown(f":gray[:small[{' · '.join(facts)}]]")
        drawn = Drawn(placing.mark, placing.worst, placing.best)
        for why in sentences(placing.reasons, drawn, found.body):
            st.markdown(f"- :small[{plain(why)}]")


def _range(row: Result) -> str:
    return words.interval(row.placing.low, row.placing.high)


def _table(found: Head, rows: list[Result], draws: int) -> None:
    """All of them; the peer group only where there are several."""
    several = len({row.placing.peers for row in rows}) > 1
    cells = {
        _("Rank"): [row.placing.rank for row in rows],
        _("Compound"): [row.entrant.name for row in rows],
        _("Property firm"): [row.entrant.firm_name for row in rows],
        _("Score"): [words.score(row.placing.score, found.body) for row in rows],
        _("Range of ranks"): [_range(row) for row in rows],
        _("List"): [ranking.mark(row.placing.mark) for row in rows],
        _("Draws among the worst"): [percent(row.placing.worst, draws) for row in rows],
        _("Measured"): [percent(row.placing.coverage, 1_000_000) for row in rows],
    }
    if any(row.placing.grade for row in rows):
        cells[_("Grade")] = [row.placing.grade for row in rows]
    if several:
        cells[_("Ranked among")] = [
            ranking.group(row.placing.peers, found.body.peers) for row in rows
        ]
    st.dataframe(
        cells,
        hide_index=True,
        height="auto",
        alt=_("Every compound with its score, its rank and how sure that is"),
    )
