"""Handing in vouchers while an entry is written (收票)."""

import streamlit as st

from components.act import act, why
from components.language import _
from components.reading import read
from components.text import plain
from models.ledger import Book
from models.revision import Area
from rules.permission import Visitor
from rules.refusal import Refused
from rules.voucher import MOST_AT_ONCE, MOST_BYTES
from services.voucher.adding import Paper, add_voucher, examined
from services.voucher.reading import Shown, lying_loose

ENDINGS = ["jpg", "jpeg", "png", "pdf", "ofd"]
_KEPT = "nb_vouchers_kept"


def pick(visitor: Visitor, book: Book, key: str = "entry") -> tuple[int, ...]:
    """Files to choose, and those handed in before that prove nothing yet; the ids picked."""
    uploads = st.file_uploader(
        _("Vouchers: photos, PDF or OFD"),
        type=ENDINGS,
        accept_multiple_files=True,
        key=f"nb_vouchers_{key}",
        max_upload_size=MOST_BYTES // 1024 // 1024,
        help=_("At most {mb} MB each. The original is private.", mb=MOST_BYTES // 1024 // 1024),
    )
    kept: dict[str, int] = st.session_state.setdefault(f"{_KEPT}_{key}", {})
    now = []
    for upload in uploads[:MOST_AT_ONCE]:
        number = kept.get(upload.file_id) or _hand_in(visitor, book, upload.name, upload.getvalue())
        if number is not None:
            kept[upload.file_id] = number
            now.append(number)
    earlier = [
        one for one in read((Area.LEDGER,), book.path, lying_loose, book.id or 0)
        if one.id not in now
    ]  # fmt: skip
    return tuple(now + _earlier(earlier, key))


def _hand_in(visitor: Visitor, book: Book, name: str, content: bytes) -> int | None:
    try:
        paper = _examined(name, content)
    except Refused as refusal:
        st.error(f"{plain(name)}: {why(refusal)}", icon=":material/block:")
        return None
    voucher = act(_("Voucher kept"), add_voucher, visitor, book.id or 0, paper)
    return voucher.id if voucher is not None else None


@st.cache_data(max_entries=8, ttl=600, show_spinner=False, scope="session")
def _examined(name: str, content: bytes) -> Paper:
    """Examined once, although the form runs again with every key."""
    return examined(name, content)


def _earlier(loose: list[Shown], key: str) -> list[int]:
    if not loose:
        return []
    by_id = {one.id: one for one in loose}
    return st.multiselect(
        _("Handed in earlier"),
        list(by_id),
        format_func=lambda n: f"{by_id[n].name} · {by_id[n].sha256[:8]}",
        key=f"nb_vouchers_earlier_{key}",
        placeholder=_("Choose vouchers that prove nothing yet"),
    )
