"""One compound of one's own firm: where it stands, why, and every figure (本企业小区)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.edition import words
from components.edition.reason import Drawn, sentences
from components.format import clock
from components.hearing import lift
from components.hearing import words as said
from components.language import _
from components.ranking import words as ranking
from components.text import plain
from models.edition import EditionState, Mark
from models.hearing import Appeal, AppealState
from rules.edition.hearing import LONGEST, LONGEST_ANSWER
from rules.edition.shown import digits_of, parts, written
from rules.edition.shown import figure as readable
from rules.permission import Visitor
from services.hearing.preview import FigureRow, OwnRow, Preview
from services.hearing.raising import raise_objection, withdraw_objection
from services.hearing.repairing import ask_repair

RAISES = {EditionState.PREVIEW, EditionState.OBJECTION, EditionState.PUBLISHED}


def show(seen: Preview, row: OwnRow, visitor: Visitor) -> None:
    """Everything about one compound that its firm may see."""
    _result(seen, row)
    if row.placing.mark is Mark.BLACK:
        lift.section(seen, row)
    _repair(seen, row, visitor)
    _appeals(seen, row, visitor)
    st.subheader(_("Every figure, and where it comes from"))
    for figure in row.figures:
        _figure(seen, row, figure, visitor)
    if seen.edition.state in RAISES:
        title = _("Object to the whole result")
        if st.button(title, icon=":material/edit_note:", key="nb_object_all"):
            opened(title, _raise, seen, row, "", visitor)


def _result(seen: Preview, row: OwnRow) -> None:
    placing = row.placing
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(row.entrant.name), width="content")
        st.markdown(ranking.badge(placing.mark) or ranking.mark(placing.mark), width="content")
    with st.container(horizontal=True, gap="small"):
        st.metric(
            _("Score"),
            words.score(placing.score, seen.body),
            delta=plain(placing.grade) or None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )
        st.metric(
            _("Rank"),
            "–" if placing.rank is None else str(placing.rank),
            delta=_("of {n}", n=row.peers),
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )
        st.metric(
            _("Range of ranks"),
            words.interval(placing.low, placing.high),
            delta=_("nine of ten draws"),
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )
    st.caption(
        _("Ranked among: {peers}", peers=plain(ranking.group(placing.peers, seen.body.peers)))
    )
    drawn = Drawn(placing.mark, placing.worst, placing.best)
    for said_why in sentences(placing.reasons, drawn, seen.body):
        st.markdown(f"- {plain(said_why)}")


def _figure(seen: Preview, row: OwnRow, figure: FigureRow, visitor: Visitor) -> None:
    """Its value beside the middle of its peers, what it gave, who entered it, on what grounds."""
    body = seen.body
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(words.leaf(body, figure.code))}**", width="content")
            st.space("stretch")
            st.markdown(f"**{plain(_value(seen, figure))}**", width="content")
        facts = []
        if figure.middle is not None:
            middle = readable(f"{figure.middle:f}")
            facts.append(_("middle of its peers: {value}", value=middle))
        if figure.contribution is not None:
            digits = digits_of(body)  # all of them add up to the score as it is shown
            given = parts(row.placing.contributions, digits)[figure.code]
            facts.append(_("gives {points} points", points=written(given, digits)))
        if facts:
            st.markdown(f":gray[:small[{' · '.join(plain(fact) for fact in facts)}]]")
        if figure.entered_at is not None:
            origin = [said.source(figure.source), figure.entered_by, clock(figure.entered_at)]
            st.caption(" · ".join(plain(part) for part in origin if part))
        if figure.evidence:
            st.caption(plain(said.evidence(figure.evidence, figure.count, figure.asked)))
        if figure.corrected is not None:
            told = _("Corrected to {value}; it will be computed again.", value=figure.corrected)
            st.markdown(f":orange[:small[{plain(told)}]]")
        waits = any(
            one.indicator == figure.code and one.state is AppealState.OPEN for one in row.appeals
        )
        if waits:
            st.markdown(said.state(AppealState.OPEN))
        elif seen.edition.state in RAISES:
            title = _("This figure is wrong")
            key = f"nb_object_{figure.code}"
            if st.button(title, icon=":material/edit_note:", key=key, type="tertiary"):
                opened(title, _raise, seen, row, figure.code, visitor)


def _value(seen: Preview, figure: FigureRow) -> str:
    if not figure.value:
        return _("no figure")
    return f"{readable(figure.value)} {words.unit(seen.body, figure.code)}".strip()


def _raise(seen: Preview, row: OwnRow, code: str, visitor: Visitor) -> None:
    about = words.leaf(seen.body, code) if code else _("the whole result")
    st.markdown(f"**{plain(row.entrant.name)} · {plain(about)}**")
    text = st.text_area(
        _("What is wrong, and what shows it"),
        max_chars=LONGEST,
        key="nb_text",
        height=160,
        placeholder=_("Three of the complaints in May are about the city's road, see …"),
    )
    st.caption(_("The street answers with its grounds. Until then nothing is decided."))
    if st.button(_("Send the objection"), type="primary", key="nb_confirm"):
        facts = (row.entrant.id or 0, code, text or "")
        act_and_rerun(_("The objection is sent."), raise_objection, visitor, *facts)


def _appeals(seen: Preview, row: OwnRow, visitor: Visitor) -> None:
    if not row.appeals:
        return
    st.subheader(_("Your objections"))
    for appeal in row.appeals:
        _appeal(seen, appeal, visitor)


def _appeal(seen: Preview, appeal: Appeal, visitor: Visitor) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            code = appeal.indicator
            about = words.leaf(seen.body, code) if code else _("the whole result")
            st.markdown(f"**{plain(about)}**", width="content")
            st.markdown(said.state(appeal.state), width="content")
        st.caption(f"{said.kind(appeal.kind)} · {clock(appeal.raised_at)}")
        st.text(appeal.text)
        if appeal.answer:
            st.markdown(f":material/reply: {plain(appeal.answer)}")
        if appeal.state is AppealState.OPEN:
            title = _("Take it back")
            key = f"nb_back_{appeal.id}"
            if st.button(title, icon=":material/undo:", key=key, type="tertiary"):
                done = _("The objection is taken back.")
                act_and_rerun(done, withdraw_objection, visitor, appeal.id or 0)


def _repair(seen: Preview, row: OwnRow, visitor: Visitor) -> None:
    """After publication: what was put right, and what became of it."""
    if seen.edition.state is not EditionState.PUBLISHED:
        return
    repair = row.repair
    if repair is not None:
        with st.container(border=True, gap="xsmall"):
            badge = said.repair(repair.granted)
            st.markdown(f"**{_('Repair of standing')}** {badge}")
            st.text(repair.text)
            if repair.answer:
                st.markdown(f":material/reply: {plain(repair.answer)}")
    may_ask = repair is None or repair.granted is False
    if row.placing.mark is Mark.BLACK and may_ask:
        title = _("Ask for repair of standing")
        if st.button(title, icon=":material/healing:", key="nb_repair"):
            opened(title, _ask_repair, row, visitor)


def _ask_repair(row: OwnRow, visitor: Visitor) -> None:
    st.write(_("Say what was put right, and what shows it. The street looks and decides."))
    text = st.text_area(
        _("What was put right"), max_chars=LONGEST_ANSWER, key="nb_text", height=160
    )
    if st.button(_("Send"), type="primary", key="nb_confirm"):
        facts = (row.entrant.id or 0, text or "")
        act_and_rerun(_("The request is sent."), ask_repair, visitor, *facts)
