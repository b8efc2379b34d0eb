"""The figures of an edition on the officers' workbench (数据采集工作台).

``panel`` is what the page of an edition shows while figures are collected: the acts in one row,
who was drawn, what was found, and the figures of any compound with all that stands behind them.
"""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _, n_
from components.method.naming import name
from components.reading import read
from components.scoring import entering, record, upload
from components.text import plain
from models.edition import Edition, EditionState
from models.revision import Area
from rules.permission import Permission, Visitor
from services.scoring.drawing import draw_experts
from services.scoring.gathering import gather_figures
from services.scoring.progress import Progress, progress

AREAS = (Area.RANKING,)


def panel(edition: Edition, visitor: Visitor) -> None:
    """What is to be done for the figures, for whoever runs the edition; for others the record."""
    if not visitor.may(Permission.READ_EDITION, edition.path):
        return
    assert edition.id is not None
    seen = read(AREAS, edition.path, progress, edition.id)
    runs = visitor.may(Permission.RUN_EDITION, edition.path)
    if upload.is_open():
        upload.show(edition, seen, visitor)
        return
    if runs and edition.state is EditionState.COLLECTING:
        _acts(edition, seen, visitor)
    _sheets(edition, seen)
    record.gates(edition, seen, visitor if runs else None)
    record.compound(edition, seen)


def _acts(edition: Edition, seen: Progress, visitor: Visitor) -> None:
    """The ways to bring figures in; drawing comes first, gathering last."""
    with st.container(horizontal=True, gap="small"):
        to_draw = any(form.drawn for form in seen.body.sheets) and not seen.drawn
        words = _("Draw the experts")
        if to_draw and st.button(words, type="primary", icon=":material/casino:", key="nb_draw"):
            opened(words, _draw, edition, visitor)
        if st.button(_("Enter a figure"), icon=":material/edit:", key="nb_figure"):
            opened(_("Enter a figure"), entering.figure, edition, seen, visitor)
        if st.button(_("Import a table"), icon=":material/upload_file:", key="nb_import"):
            upload.begin()
            st.rerun()
        if seen.body.gates and st.button(
            _("Record a hard gate"), icon=":material/gavel:", key="nb_gate"
        ):
            opened(_("Record a hard gate"), entering.gate, edition, seen, visitor)
        if st.button(_("Gather now"), icon=":material/sync:", key="nb_gather"):
            done = _("All figures are up to date.")
            act_and_rerun(done, gather_figures, visitor, edition.id or 0)
    st.caption(
        _(
            "Sheets and what the platform holds are gathered by computing too, by itself; what "
            "owners answer only then, so that nobody can tell one answer from the next."
        )
    )


def _draw(edition: Edition, visitor: Visitor) -> None:
    st.write(
        _(
            "The seed {seed} was published when the edition opened. For each compound, each "
            "expert's lot is the SHA-256 of “seed:compound:sheet:expert”; the lowest lots score. "
            "Nobody can choose who.",
            seed=edition.seed,
        )
    )
    st.caption(_("Whoever is tied to a firm is skipped; whoever steps back is replaced."))
    if st.button(_("Draw"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The experts are drawn."), draw_experts, visitor, edition.id or 0)


def _sheets(edition: Edition, seen: Progress) -> None:
    """How many of each sheet are signed, and who was drawn, on request."""
    if not seen.body.sheets:
        return
    lines = []
    for form in seen.body.sheets:
        signed, drawn = seen.signed(form.code), seen.drawn.get(form.code, 0)
        told = n_("{n} sheet signed", "{n} sheets signed", signed)
        if form.drawn:
            told = _("{signed} of {drawn} sheets signed", signed=signed, drawn=drawn)
        lines.append(f"**{plain(name(form))}** :gray[{told}]")
    st.markdown("  \n".join(lines))
    if seen.drawn and st.button(
        _("Who was drawn"), type="tertiary", icon=":material/groups:", key="nb_drawn"
    ):
        opened(_("Who was drawn"), record.drawn, edition, seen)
