"""What proves an entry: copies for everybody, and the way to the originals (票据展示)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.language import _, n_
from components.reading import read
from components.text import plain
from components.voucher import redaction
from components.voucher.choosing import pick
from models.ledger import Book
from models.revision import Area
from models.voucher import VoucherKind
from rules.permission import Permission, Visitor
from services.voucher.attaching import attach_vouchers
from services.voucher.reading import Shown, vouchers_of

SMALL_WIDTH = 150
SIGNS = 12  # of a hash: enough to compare by eye
KILOBYTE = 1024


def show(entry_id: int, book: Book, visitor: Visitor) -> None:
    """The vouchers of a posted entry; who keeps the books adds to them and makes copies."""
    found = read((Area.LEDGER,), book.path, vouchers_of, entry_id)
    keeps = visitor.may(Permission.POST_ENTRY, book.path)
    if found:
        cards(found, book.path, visitor)
    if keeps and st.button(
        _("Add a voucher"), icon=":material/attach_file:", key=f"nb_attach_{entry_id}"
    ):
        opened(_("Add a voucher"), _attach, entry_id, book, visitor)


def cards(found: list[Shown], path: str, visitor: Visitor) -> None:
    """Each voucher as a card: its picture or why there is none, and its fingerprint."""
    keeps = visitor.may(Permission.POST_ENTRY, path)
    checks = keeps or visitor.may(Permission.AUDIT, path)
    with st.grid("auto", min_column_width=220, gap="small"):
        for number, one in enumerate(found, 1):
            with st.container(border=True, gap="small"):
                _card(one, number, checks)
                if keeps:
                    _make(one, visitor)


def _card(one: Shown, number: int, checks: bool) -> None:
    origin = link.origin()
    name = _("Voucher {n}", n=number)
    if one.copy_sha256 and one.copy_kind is not None:
        st.image(
            f"{origin}/voucher/{one.copy_sha256}-small.jpg",
            width=SMALL_WIDTH,
            link=f"{origin}/voucher/{one.copy_sha256}.{one.copy_kind.value}",
            alt=_("{name}, opens large", name=name),
        )
        hidden = n_("{n} place blacked out", "{n} places blacked out", one.box_count)
        st.markdown(f"**{name}** :small[:gray[{hidden if one.box_count else _('shown whole')}]]")
    else:
        st.markdown(f":material/draft: **{name}** :gray-badge[{one.kind.value.upper()}]")
        st.caption(_("No copy for everybody yet. Owners may ask to see the original."))
    st.markdown(f":small[:gray[SHA-256 `{one.sha256[:SIGNS]}…`]]", help=one.sha256)
    if checks:
        st.markdown(f":small[{plain(one.name)} · {_size(one.size)}]")
        st.link_button(
            _("Original"),
            f"{origin}/voucher/original/{one.id}",
            icon=":material/download:",
            type="tertiary",
            help=_("Opening it leaves a line in the trail."),
        )


def _size(size: int) -> str:
    return f"{size / KILOBYTE / KILOBYTE:.1f} MB" if size > KILOBYTE**2 else f"{size >> 10} KB"


def _make(one: Shown, visitor: Visitor) -> None:
    if one.kind is VoucherKind.OFD:
        st.caption(_("OFD: hand in a PDF print as well to show it."))
        return
    words = _("Make another copy") if one.copy_sha256 else _("Black out and show")
    if st.button(words, icon=":material/ink_eraser:", key=f"nb_redact_{one.id}"):
        st.session_state.pop(f"nb_boxes_{one.id}", None)
        opened(_("A copy for everybody"), redaction.ask, one, visitor)


def _attach(entry_id: int, book: Book, visitor: Visitor) -> None:
    st.write(_("The entry stays as it is; the log gains a line that names the voucher."))
    picked = pick(visitor, book, f"late_{entry_id}")
    if st.button(_("Lay it beside the entry"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Voucher added"), attach_vouchers, visitor, entry_id, picked)
