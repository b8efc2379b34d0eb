"""What was collected: who was drawn, hard gates, every figure of a compound (数据记录)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.format import clock, day
from components.language import _, either
from components.method.naming import name
from components.reading import read
from components.scoring import words
from components.scoring.entering import picked
from components.text import plain
from models.edition import Edition, EditionState
from models.revision import Area
from models.scoring import GateFact
from rules.permission import Visitor
from services.scoring.progress import Compound, Progress, draws, found_gates, history
from services.scoring.veto import withdraw_veto

AREAS = (Area.RANKING, Area.MEMBER)


def drawn(edition: Edition, seen: Progress) -> None:
    """Who scores which compound, who stepped back, who has signed."""
    rows = read(AREAS, edition.path, draws, edition.id or 0)
    forms = {form.code: name(form) for form in seen.body.sheets}
    st.caption(_("Seed {seed}", seed=edition.seed))
    st.dataframe(
        {
            _("Compound"): [row.compound for row in rows],
            _("Expert"): [row.expert for row in rows],
            _("Score sheet"): [forms.get(row.sheet, row.sheet) for row in rows],
            _("State"): [
                _("stepped back: {why}", why=row.stepped_back)
                if row.stepped_back
                else _("signed {when}", when=clock(row.signed_at))
                if row.signed_at
                else _("not signed")
                for row in rows
            ],
        },
        hide_index=True,
        alt=_("Who was drawn for which compound"),
    )


def gates(edition: Edition, seen: Progress, runner: Visitor | None) -> None:
    """The hard gates on record; whoever runs the edition may withdraw one, with a reason."""
    facts = read(AREAS, edition.path, found_gates, edition.id or 0)
    if not facts:
        return
    st.subheader(_("Hard gates on record"))
    names = {one.entrant_id: one.name for one in seen.compounds}
    said = {one.code: name(one) for one in seen.body.gates}
    for fact in facts:
        on = day(fact.happened_on, year=True) if fact.happened_on else ""
        where = plain(names.get(fact.entrant_id, ""))
        what = plain(said.get(fact.gate, fact.gate))
        behind = f"{on} · {plain(fact.evidence)}"
        with st.container(horizontal=True, vertical_alignment="center"):
            if fact.withdrawn_at is not None:
                why = _("withdrawn: {why}", why=plain(fact.withdrawn_why))
                st.markdown(f":gray[{where} {what} · {behind}]  \n:gray[{why}]")
                continue
            st.markdown(f"**{where}** {what}  \n:gray[{behind}]")
            if (
                runner is not None
                and edition.state is EditionState.COLLECTING
                and st.button(_("Withdraw"), type="tertiary", key=f"nb_gate_{fact.id}")
            ):
                opened(_("Withdraw a hard gate"), _withdraw, fact, runner)


def _withdraw(fact: GateFact, visitor: Visitor) -> None:
    reason = st.text_input(_("Reason"), max_chars=300, key="nb_reason")
    if st.button(_("Withdraw"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Withdrawn"), withdraw_veto, visitor, fact.id or 0, reason or "")


def compound(edition: Edition, seen: Progress) -> None:
    """The figures of one compound with all that stands behind them, when one is picked."""
    st.subheader(_("Figures of a compound"))
    here = picked(seen, "nb_record_of")
    if here is None:
        return
    leaves = seen.body.indicators
    figures = [here.figures.get(leaf.code) for leaf in leaves]
    st.dataframe(
        {
            _("Indicator"): [name(leaf) for leaf in leaves],
            _("Figure"): [words.value(figure) for figure in figures],
            _("Unit of measure"): [either(leaf.unit, leaf.unit_en) for leaf in leaves],
            _("± standard error"): [figure.error if figure else "" for figure in figures],
            _("Source"): [words.source(figure.source) if figure else "" for figure in figures],
            _("Behind it"): [words.evidence(figure) if figure else "" for figure in figures],
        },
        hide_index=True,
        alt=_("The figures of {name}", name=here.name),
    )
    if st.button(_("All that was ever entered"), type="tertiary", icon=":material/history:"):
        opened(_("All that was ever entered"), _history, edition, seen, here)


def _history(edition: Edition, seen: Progress, here: Compound) -> None:
    rows = read(AREAS, edition.path, history, here.entrant_id)
    names = {leaf.code: name(leaf) for leaf in seen.body.indicators}
    st.dataframe(
        {
            _("When"): [clock(row.figure.created_at) for row in rows],
            _("Indicator"): [names.get(row.figure.indicator, "") for row in rows],
            _("Figure"): [words.value(row.figure) for row in rows],
            _("Source"): [words.source(row.figure.source) for row in rows],
            _("By"): [row.by or _("the house") for row in rows],
            _("Behind it"): [words.evidence(row.figure) for row in rows],
        },
        hide_index=True,
        alt=_("Every figure of {name} that was put down", name=here.name),
    )
