"""What was done, by whom, when; and whether it still comes out alike (办理记录)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.edition import words
from components.format import clock
from components.language import _
from components.text import plain
from db.session import glance
from models.edition import EditionState
from rules.permission import Permission, Visitor
from services.edition import checking, deciding
from services.edition.reading import ActRow, Head, Standing
from services.edition.standing import the_edition

OVER = {EditionState.PUBLISHED, EditionState.CANCELLED}


def show(found: Head, told: Standing, visitor: Visitor) -> None:
    """Every act in order, the check, and the way to give the edition up."""
    for row in told.acts:
        _act(row)
    with st.container(horizontal=True):
        if found.edition.computation_id is not None:
            title = _("Check the computation")
            if st.button(title, icon=":material/verified:", key="nb_check"):
                _check(found)
        decides = visitor.may(Permission.DECIDE_EDITION, found.edition.path)
        if decides and found.edition.state not in OVER:
            title = _("Cancel the edition")
            if st.button(title, icon=":material/block:", key="nb_cancel"):
                opened(title, _cancel, found, visitor)


def _act(row: ActRow) -> None:
    text = f":gray[{clock(row.at, year=True)}] · **{plain(row.name)}** "
    text += plain(words.act(row.kind, row.blacks))
    if row.upheld:
        text += f" :orange-badge[{_('upheld')}]"
    if row.reason and row.reason != "withdrawn":
        text += f"  \n:gray[{plain(row.reason)}]"
    st.markdown(text)


def _check(found: Head) -> None:
    """Compute it again from the kept inputs, and say whether everything is as it was."""
    bar = st.progress(0.0, _("Computing"))

    def progress(done: int, total: int) -> None:
        bar.progress(min(1.0, done / max(1, total)), _("Computing"))

    with glance() as session:
        edition = the_edition(session, found.edition.id or 0, lock=False)
        seen = checking.recheck(session, edition, progress)
    bar.empty()
    if seen.sound:
        text = _("It comes out again to the last byte: {hash}…", hash=seen.again_sha256[:16])
        st.success(text, icon=":material/verified:")
    for fault in seen.faults:
        st.error(_(fault), icon=":material/gpp_bad:")
    if not seen.same_code:
        st.caption(_("The program has changed since; what it says here is what it says today."))


def _cancel(found: Head, visitor: Visitor) -> None:
    st.write(_("Nothing of it is published. A new edition of the same time can be opened then."))
    reason = st.text_area(_("Reason (everybody can read it)"), max_chars=500, key="nb_reason")
    if st.button(_("Cancel the edition"), type="primary", key="nb_confirm"):
        done = _("The edition is cancelled.")
        act_and_rerun(done, deciding.cancel, visitor, found.edition.id or 0, reason or "")
