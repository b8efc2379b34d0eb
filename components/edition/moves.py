"""The one main act of the desk, whatever stage the edition is in (下一步办理)."""

from collections.abc import Callable

import streamlit as st

from components.act import act, act_and_rerun
from components.dialog import opened
from components.edition import words
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.edition import Mark
from models.revision import Area
from rules.edition.next import Next, Step
from rules.permission import Permission, Visitor
from services.edition import computing, reading, serving
from services.edition.reading import Head

COMPUTES = {Step.COMPUTE, Step.RECOMPUTE, Step.COMPUTE_CORRECTION}


def main(found: Head, comes: Next, visitor: Visitor) -> None:
    """The button for what is next, for whoever may; nothing while one has to wait."""
    edition = found.edition
    if not visitor.may(Permission.RUN_EDITION, edition.path):
        return
    plain_acts: dict[Step, tuple[str, str, str, Callable[..., object]]] = {
        Step.OPEN_WINDOW: (
            _("Open the window"),
            "hourglass_top",
            _("The window for objections is open."),
            serving.open_window,
        ),
        Step.CLOSE_WINDOW: (
            _("Close the window"),
            "hourglass_bottom",
            _("The window for objections is closed."),
            serving.close_window,
        ),
    }
    if comes.step in COMPUTES:
        _compute_button(found, comes, visitor)
    elif comes.step is Step.SERVE:
        title = _("Show the firms")
        if st.button(title, type="primary", icon=":material/send:", key="nb_main"):
            opened(title, _serve, found, visitor)
    elif comes.step in plain_acts:
        label, icon, done, deed = plain_acts[comes.step]
        if st.button(label, type="primary", icon=f":material/{icon}:", key="nb_main"):
            act_and_rerun(done, deed, visitor, edition.id or 0)


def _compute_button(found: Head, comes: Next, visitor: Visitor) -> None:
    label = _("Compute the draft") if comes.step is Step.COMPUTE else _("Compute again")
    if comes.step is Step.COMPUTE_CORRECTION:
        label = _("Compute the correction")
    if st.button(label, type="primary", icon=":material/calculate:", key="nb_main"):
        compute(found, comes.step is Step.COMPUTE_CORRECTION, visitor)


def compute(found: Head, correction: bool, visitor: Visitor) -> None:
    """Compute with a bar that says how far it is."""
    bar = st.progress(0.0, _("Computing"))

    def progress(done: int, total: int) -> None:
        text = _("Draws: {done} of {all}", done=done, all=total)
        bar.progress(min(1.0, done / max(1, total)), text)

    deed = computing.compute_correction if correction else computing.compute
    made = act(_("Computed"), deed, visitor, found.edition.id or 0, progress)
    bar.empty()
    if made is not None:
        st.query_params.pop("view", None)
        st.rerun()


def _serve(found: Head, visitor: Visitor) -> None:
    edition = found.edition
    blacks = read(
        (Area.RANKING,), edition.path, reading.listed, edition.computation_id or 0, Mark.BLACK
    )
    n = len(blacks)
    st.write(n_("{n} compound would be black.", "{n} compounds would be black.", n))
    for row in blacks[:12]:
        st.markdown(f"- {plain(row.entrant.name)} · {plain(row.entrant.firm_name)}")
    terms = found.body.terms
    st.caption(
        _(
            "Each firm then sees its own compounds, for {preview} working days; after that the "
            "window for objections is open for {objection} working days.",
            preview=terms.preview_days,
            objection=terms.objection_days,
        )
    )
    if st.button(_("Show the firms"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The firms see their results."), serving.serve, visitor, edition.id or 0)


def secondary(found: Head, visitor: Visitor) -> None:
    """Compute again, go back to collecting: while nothing is published."""
    state = words.stage(found.edition.state)
    if not visitor.may(Permission.RUN_EDITION, found.edition.path):
        return
    with st.container(horizontal=True):
        if st.button(_("Compute again"), icon=":material/calculate:", key="nb_again"):
            compute(found, False, visitor)
        title = _("Back to collecting")
        if st.button(title, icon=":material/undo:", key="nb_reopen", help=state):
            opened(title, _reopen, found, visitor)


def _reopen(found: Head, visitor: Visitor) -> None:
    st.write(_("Figures can be changed again. Whatever was shown to the firms is shown anew."))
    reason = st.text_area(_("Reason (everybody can read it)"), max_chars=500, key="nb_reason")
    if st.button(_("Back to collecting"), type="primary", key="nb_confirm"):
        done = _("Back to collecting.")
        act_and_rerun(done, computing.reopen, visitor, found.edition.id or 0, reason or "")
