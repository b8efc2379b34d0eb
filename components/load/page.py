"""From a file to rows, one step below the other (导入页)."""

import streamlit as st

from components import link
from components.act import act, why
from components.language import _, chosen
from components.load import mapping, past, report
from components.load.chosen import Chosen, forget
from components.load.chosen import chosen as the_file
from components.reading import read
from components.table import words
from components.text import plain
from db.session import glance
from models.history import Batch
from models.revision import Area
from rules.load.layout import Layout
from rules.permission import Visitor
from rules.refusal import Refused
from services.load.file import lines_about
from services.load.importing import Told, examine, import_and_remember
from services.load.opening import Opening, batches, opening
from services.load.words import heading

_DONE, _STOPPED = "nb_load_done", "nb_load_stopped"
AREAS = (Area.DEFINITION, Area.MEMBER, Area.PLACE)


def show(visitor: Visitor) -> None:
    """The whole page."""
    try:
        here = read(AREAS, "/", opening, visitor, link.asked("of"))
    except Refused as refusal:
        st.title(_("Import"))
        st.error(why(refusal), icon=":material/lock:")
        link.to("tables", _("All tables"), "table")
        return
    name = words.table(here.entity)
    st.title(_("Import: {table}", table=plain(name)))
    link.to("table", name, "arrow_back", of=here.entity.key)
    _answer(visitor, here)
    file = the_file(visitor, here)
    if file is None:
        _explain(here)
    else:
        _steps(visitor, here, file)
    past.show(visitor, here.entity)


def _explain(here: Opening) -> None:
    names = _(", ").join(heading(one, chosen()) for one in here.columns)
    st.caption(
        _(
            "One row for each record, with headings above: {names}. "
            "Whatever the headings are called, you say what they are in the next step. "
            "Nothing is written before you agree.",
            names=names,
        )
    )


def _answer(visitor: Visitor, here: Opening) -> None:
    """What came of the last import."""
    before: int | None = st.session_state.pop(_STOPPED, None)
    if before is not None and _newest(visitor, here) == before:
        st.info(_("Stopped. Nothing was written."), icon=":material/undo:")
    elif before is not None:
        told = _("Too late to stop: it was written. It stands below, and can be undone there.")
        st.warning(told, icon=":material/hourglass_disabled:")
    batch: Batch | None = st.session_state.pop(_DONE, None)
    if batch is not None:
        told = _(
            "Done: {new} new, {changed} changed, {same} unchanged, {bad} not taken.",
            new=f"{batch.created_count:,}",
            changed=f"{batch.changed_count:,}",
            same=f"{batch.unchanged_count:,}",
            bad=f"{batch.failed_count:,}",
        )
        st.success(told, icon=":material/check_circle:")


def _steps(visitor: Visitor, here: Opening, file: Chosen) -> None:
    layout = mapping.ask(here, file)
    if file.looked_at != layout:
        file.report = None
    if file.report is None:
        if st.button(_("Check the file"), type="primary", icon=":material/fact_check:"):
            _examine(visitor, here, file, layout)
        if file.report is None:
            return
    found = file.report
    report.show(visitor, here.entity, found)
    if not found.touched:
        st.caption(_("There is nothing to write."))
    elif st.button(
        _("Import {n} rows", n=f"{found.touched:,}"),
        type="primary",
        icon=":material/download_done:",
    ):
        _import(visitor, here, file, layout)


def _examine(visitor: Visitor, here: Opening, file: Chosen, layout: Layout) -> None:
    key = here.entity.key
    told = _progress(_("Checking rows: {done}"), lines_about(file.upload.content))
    try:
        with glance() as session:
            file.report = examine(session, visitor, key, file.upload, layout, told)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    file.looked_at = layout
    st.rerun()


def _import(visitor: Visitor, here: Opening, file: Chosen, layout: Layout) -> None:
    """All of it or nothing: whoever presses Stop finds the table as it was."""
    assert file.report is not None
    st.button(
        _("Stop"),
        icon=":material/stop_circle:",
        on_click=_stopped,
        args=(_newest(visitor, here),),
        key="nb_load_stop",
    )
    told = _progress(_("Writing rows: {done}"), file.report.rows)
    batch = act(
        _("Imported"),
        import_and_remember,
        visitor,
        here.entity.key,
        file.upload,
        layout,
        file.top,
        told,
    )
    if batch is not None:
        st.session_state[_DONE] = batch
        forget()
        st.rerun()


def _stopped(before: int) -> None:
    """Stop was pressed; ``before`` is the newest batch from before the import."""
    st.session_state[_STOPPED] = before


def _newest(visitor: Visitor, here: Opening) -> int:
    """The newest batch of the table; 0 where there is none."""
    found = read(past.AREAS, "/", batches, visitor, here.entity.key)
    return found[0].id if found else 0


def _progress(sentence: str, total: int) -> Told:
    """A bar. Writing to it is also where a run that somebody stopped ends."""
    bar = st.progress(0.0, sentence.format(done=0))

    def told(done: int) -> None:
        bar.progress(min(1.0, done / max(1, total)), sentence.format(done=f"{done:,}"))

    return told
