"""Handing in a file for a field (上传文件): looked at, and put away, before the form is sent."""

from typing import Any

import streamlit as st

from components.act import why
from components.language import _
from components.text import plain
from rules.file import read_kept
from rules.permission import Visitor
from rules.refusal import Refused
from rules.voucher import MOST_BYTES
from services.field.file import keep

ENDINGS = ["jpg", "jpeg", "png", "pdf", "ofd"]


def handed_in(key: str, given: Any, label: str, help_: str | None, visitor: Visitor) -> str | None:
    """The value of a file's field: a new file, or the one that is there, or none."""
    if not visitor.signed_in:
        st.caption(f"{label} · {_('Sign in to hand in a file.')}")
        return None
    there = read_kept(given)
    upload = st.file_uploader(
        label, type=ENDINGS, key=f"{key}_upload", help=help_, max_upload_size=MOST_BYTES >> 20
    )
    if upload is not None:
        try:
            return _kept(upload.name, upload.getvalue(), visitor.member_id)
        except Refused as refusal:
            st.error(why(refusal), icon=":material/block:")
            return None
    if there is None:
        return None
    gone = st.checkbox(_("Take away: {name}", name=plain(there.name)), key=f"{key}_gone")
    return None if gone else str(there)


@st.cache_data(max_entries=12, ttl=600, show_spinner=False, scope="session")
def _kept(name: str, content: bytes, member_id: int | None) -> str:
    """Put away once, although the page runs again with every key."""
    return str(keep(name, content, member_id))
