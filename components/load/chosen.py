"""The file that somebody chose, while he looks at it (待导入文件). It ends with the visit."""

from dataclasses import dataclass

import streamlit as st

from components.act import why
from components.language import _
from db.session import glance
from rules.load.layout import Layout, Top
from rules.permission import Visitor
from rules.refusal import Refused
from services.load.file import MOST_BYTES, MOST_ROWS
from services.load.importing import Report, Upload
from services.load.opening import Opening, proposed, top_of

_KEPT, _TURN = "nb_load_file", "nb_load_turn"
MEGABYTE = 1024 * 1024


@dataclass
class Chosen:
    """One file on its way in (待导入文件)."""

    file_id: str
    entity: str
    upload: Upload
    top: Top
    layout: Layout  # as it was proposed
    looked_at: Layout | None = None
    report: Report | None = None


def forget() -> None:
    """Drop the file; the field for the next one is empty."""
    st.session_state.pop(_KEPT, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def chosen(visitor: Visitor, here: Opening) -> Chosen | None:
    """The file that was chosen, its head read once."""
    limits = {"mb": MOST_BYTES // MEGABYTE, "rows": f"{MOST_ROWS:,}"}
    file = st.file_uploader(
        _("A table as .xlsx, .xls or .csv: at most {mb} MB and {rows} rows", **limits),
        type=["xlsx", "xls", "csv", "txt"],
        max_upload_size=MOST_BYTES // MEGABYTE,
        key=f"nb_load_upload_{here.entity.key}_{st.session_state.get(_TURN, 0)}",
    )
    if file is None:
        st.session_state.pop(_KEPT, None)
        return None
    kept: Chosen | None = st.session_state.get(_KEPT)
    if kept is None or kept.file_id != file.file_id or kept.entity != here.entity.key:
        kept = _read(visitor, here, file.file_id, Upload(file.name, file.getvalue()))
        st.session_state[_KEPT] = kept
    return kept


def _read(visitor: Visitor, here: Opening, file_id: str, upload: Upload) -> Chosen | None:
    try:
        with st.spinner(_("Reading {name}", name=upload.name)):
            top = top_of(here, upload.content)
            with glance() as session:
                layout = proposed(session, visitor, here, top)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
    return Chosen(file_id, here.entity.key, upload, top, layout)
