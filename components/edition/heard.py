"""Which firm was shown what, what they contradict, what was put right (企业陈述)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.edition import words
from components.format import clock
from components.hearing import words as said
from components.language import _
from components.reading import read
from components.text import plain
from models.hearing import AppealState
from models.revision import Area
from rules.edition.hearing import LONGEST_ANSWER
from rules.permission import Permission, Visitor
from services.edition.reading import Head, Standing
from services.hearing import reading
from services.hearing.answering import Ruling, answer_objection
from services.hearing.reading import AppealRow, FirmRow, RepairRow
from services.hearing.repairing import answer_repair

AREAS = (Area.RANKING, Area.FIRM, Area.MEMBER)


def show(found: Head, told: Standing, visitor: Visitor) -> None:
    """Objections first, then repairs, then who was shown what."""
    edition = found.edition
    appeals = read(AREAS, edition.path, reading.objections, edition.id or 0)
    open_ones = sum(row.appeal.state is AppealState.OPEN for row in appeals)
    if appeals:
        st.subheader(_("Objections: {open} open, {all} in all", open=open_ones, all=len(appeals)))
    for row in appeals:
        _appeal(found, row, visitor)
    for repair in read(AREAS, edition.path, reading.repairs, edition.id or 0):
        _repair(found, repair, visitor)
    rows = read(AREAS, edition.path, reading.firms, edition.id or 0)
    st.subheader(_("Firms"))
    _firms(rows)
    if not appeals:
        st.caption(_("No firm has objected."))


def _firms(rows: list[FirmRow]) -> None:
    silent = [row.name for row in rows if row.blacks and not row.agents]
    for name in silent:
        text = _("Nobody speaks for {firm} yet. Name its agent on the page of firms.", firm=name)
        st.warning(plain(text), icon=":material/person_off:")
        link.to("firms", _("Firms"), "domain")
    st.dataframe(
        {
            _("Property firm"): [row.name for row in rows],
            _("Compounds"): [row.compounds for row in rows],
            _("On the black list"): [row.blacks for row in rows],
            _("Who speaks for it"): [_(", ").join(row.agents) or "–" for row in rows],
            _("Shown"): [clock(row.served_at) if row.served_at else "–" for row in rows],
            _("Opened"): [clock(row.opened_at) if row.opened_at else _("not yet") for row in rows],
            _("Objections"): [row.objections for row in rows],
        },
        hide_index=True,
        height="auto",
        alt=_("Which firm was shown its results, and whether it looked"),
    )


def _appeal(found: Head, row: AppealRow, visitor: Visitor) -> None:
    appeal = row.appeal
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            about = words.leaf(found.body, appeal.indicator) if row.leaf else _("the whole result")
            st.markdown(f"**{plain(row.compound)} · {plain(about)}**", width="content")
            st.markdown(said.state(appeal.state), width="content")
        facts = [row.firm, said.kind(appeal.kind), row.raised_by, clock(appeal.raised_at)]
        st.markdown(f":gray[:small[{' · '.join(plain(fact) for fact in facts)}]]")
        st.text(appeal.text)
        if row.leaf is not None and appeal.state is AppealState.OPEN:
            _stands(found, row)
        if appeal.answer:
            by = plain(row.answered_by)
            st.markdown(f":small[**{by}**: {plain(appeal.answer)}]")
        may = visitor.may(Permission.RUN_EDITION, found.edition.path)
        if appeal.state is AppealState.OPEN and may:
            title = _("Answer")
            key = f"nb_answer_{appeal.id}"
            if st.button(title, icon=":material/reply:", key=key, type="tertiary"):
                opened(title, _answer, found, row, visitor)


def _stands(found: Head, row: AppealRow) -> None:
    """The figure that is contradicted, and what it rests on."""
    known = row.figure
    value = (known.value if known else "") or "–"
    unit = words.unit(found.body, row.appeal.indicator)
    st.markdown(f":gray[{_('Entered: {value}', value=plain(f'{value} {unit}'))}]")
    if known is not None and known.evidence:
        st.caption(plain(said.evidence(known.evidence, known.count, known.asked)))


def _answer(found: Head, row: AppealRow, visitor: Visitor) -> None:
    appeal = row.appeal
    st.text(appeal.text)
    right = {True: _("The firm is right"), False: _("The firm is not right")}
    upheld = st.segmented_control(
        _("Finding"), list(right), format_func=right.__getitem__, key="nb_upheld"
    )
    value, indicator, gate = _put_right(found, row) if upheld else (None, "", "")
    text = st.text_area(
        _("Answer, with its grounds"), max_chars=LONGEST_ANSWER, key="nb_text", height=140
    )
    if upheld:
        st.caption(_("Afterwards the edition is computed again with the corrected figure."))
    ready = upheld is not None
    if st.button(_("Send the answer"), type="primary", key="nb_confirm", disabled=not ready):
        ruling = Ruling(bool(upheld), text or "", value, indicator, gate)
        done = _("The answer is sent.")
        act_and_rerun(done, answer_objection, visitor, appeal.id or 0, ruling)


def _put_right(found: Head, row: AppealRow) -> tuple[str | None, str, str]:
    """What the figure should be; for the whole result, which figure or hard gate it is."""
    body, code = found.body, row.appeal.indicator
    if row.leaf is None:
        leaves = {leaf.code: words.leaf(body, leaf.code) for leaf in body.indicators}
        named = leaves | {gate: words.gate(body, gate) for gate in row.gates}
        picked = st.selectbox(
            _("What is put right"),
            list(named),
            index=None,
            format_func=named.__getitem__,
            placeholder=_("A figure, or a hard gate"),
            key="nb_right",
        )
        if not picked or picked in row.gates:
            return None, "", picked or ""
        code = picked
    unit = plain(words.unit(body, code)) or "–"
    label = _("What the figure should be ({unit}); empty for none", unit=unit)
    now = row.figure.value if row.figure is not None else ""
    value = st.text_input(label, now, max_chars=40, key=f"nb_value_{code}")
    return value or "", "" if row.leaf else code, ""


def _repair(found: Head, row: RepairRow, visitor: Visitor) -> None:
    repair = row.repair
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            title = _("Repair: {name}", name=plain(row.compound))
            st.markdown(f"**{title}**", width="content")
            st.markdown(said.repair(repair.granted), width="content")
        facts = [row.firm, row.asked_by, clock(repair.asked_at)]
        st.markdown(f":gray[:small[{' · '.join(plain(fact) for fact in facts)}]]")
        st.text(repair.text)
        if repair.answer:
            st.markdown(f":small[**{plain(row.answered_by)}**: {plain(repair.answer)}]")
        decides = visitor.may(Permission.DECIDE_EDITION, found.edition.path)
        if repair.granted is None and decides:
            label = _("Decide")
            key = f"nb_repair_{repair.id}"
            if st.button(label, icon=":material/gavel:", key=key, type="tertiary"):
                opened(label, _decide, row, visitor)


def _decide(row: RepairRow, visitor: Visitor) -> None:
    st.text(row.repair.text)
    st.caption(_("The published row stays; beside it stands that it was put right."))
    right = {True: _("It was put right"), False: _("It was not put right")}
    granted = st.segmented_control(
        _("Finding"), list(right), format_func=right.__getitem__, key="nb_granted"
    )
    text = st.text_area(
        _("Answer, with its grounds"), max_chars=LONGEST_ANSWER, key="nb_text", height=140
    )
    ready = granted is not None
    if st.button(_("Decide"), type="primary", key="nb_confirm", disabled=not ready):
        facts = (row.repair.id or 0, bool(granted), text or "")
        act_and_rerun(_("It is decided."), answer_repair, visitor, *facts)
