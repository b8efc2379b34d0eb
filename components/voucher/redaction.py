"""Making the copy for everybody: look at each page, black out what is private (遮盖与公开)."""

import io
from dataclasses import replace
from typing import Literal

import streamlit as st

from components.act import act_and_rerun, redraw, why
from components.language import _, n_
from components.voucher.canvas import canvas
from db.session import transaction
from models.voucher import VoucherKind
from rules.permission import Visitor
from rules.refusal import Refused
from rules.voucher import MOST_BOXES, SMALLEST_BOX, Box, must_be_boxes
from services.voucher.copying import drawn, pages, publish_copy, read_original
from services.voucher.reading import Shown

_BOXES = "nb_boxes"
SCREEN_SIDE = 1400  # pixels: enough to read, little enough to send
PERCENT = 100


@st.cache_data(max_entries=4, ttl=600, show_spinner=False, scope="session")
def _sheets(voucher_id: int, _visitor: Visitor) -> tuple[VoucherKind, bytes, list[bytes]]:
    """The original and its pages for the screen; opening them leaves one line in the trail."""
    with transaction() as session:
        voucher, content = read_original(session, _visitor, voucher_id)
        kind = voucher.kind
    shown = []
    for page in pages(kind, content):
        page.thumbnail((SCREEN_SIDE, SCREEN_SIDE))
        out = io.BytesIO()
        page.save(out, "JPEG", quality=80)
        shown.append(out.getvalue())
    return kind, content, shown


def ask(voucher: Shown, visitor: Visitor) -> None:
    """The dialog: pages to draw on, what was drawn, and the one act."""
    try:
        with st.spinner(_("Opening the voucher")):
            kind, content, sheets = _sheets(voucher.id, visitor)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    boxes: list[Box] = st.session_state.setdefault(f"{_BOXES}_{voucher.id}", [])
    st.write(
        _("Tap two corners of what nobody should read: account numbers, phones, names of people.")
    )
    page = _page(len(sheets))
    here = [box for box in boxes if box.page == page]
    alt = _("Page {n} of the voucher", n=page + 1)
    new = canvas(sheets[page], alt, here, f"nb_canvas_{voucher.id}_{page}_{len(boxes)}")
    if new is not None:
        _add(boxes, replace(new, page=page), len(sheets))
    _drawn(boxes)
    _by_number(boxes, page, len(sheets))
    _publish(voucher, visitor, kind, content, boxes)


def _page(count: int) -> int:
    if count == 1:
        return 0
    picked = st.pagination(count, key="nb_voucher_page")
    return int(picked) - 1


def _add(boxes: list[Box], box: Box, page_count: int) -> None:
    try:
        must_be_boxes([*boxes, box], page_count)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    boxes.append(box)
    redraw()


def _drawn(boxes: list[Box]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = n_("{n} place blacked out", "{n} places blacked out", len(boxes))
        st.markdown(told if boxes else _("Nothing is blacked out yet."), width="content")
        st.space("stretch")
        undo = st.button(
            _("Undo the last"),
            icon=":material/undo:",
            type="tertiary",
            disabled=not boxes,
            key="nb_box_undo",
        )
    if undo:
        boxes.pop()
        redraw()


def _by_number(boxes: list[Box], page: int, page_count: int) -> None:
    """The same without a pointer: four numbers."""
    with (
        st.popover(_("Without drawing"), icon=":material/keyboard:", type="tertiary"),
        st.form("nb_box_form", border=False),
    ):
        st.caption(_("Edges of the place in percent of the page, from its upper left corner."))
        words = (_("From left"), _("From top"), _("To the right"), _("To the bottom"))
        given = (0, 0, PERCENT, 10)
        edges = [
            st.number_input(word, 0, PERCENT, value, key=f"nb_box_{n}") / PERCENT
            for n, (word, value) in enumerate(zip(words, given))
        ]
        if st.form_submit_button(_("Black it out"), disabled=len(boxes) >= MOST_BOXES):
            box = Box.between((edges[0], edges[1]), (edges[2], edges[3]), page)
            _add(boxes, box, page_count)
    assert SMALLEST_BOX < 1 / PERCENT, "a box of one percent is large enough"


def _publish(
    voucher: Shown, visitor: Visitor, kind: VoucherKind, content: bytes, boxes: list[Box]
) -> None:
    st.caption(
        _(
            "Everybody sees this copy; the original stays with those who keep and check the books. "
            "What the camera wrote into the file is taken out."
        )
    )
    n = len(boxes)
    words = n_("Show it with {n} place blacked out", "Show it with {n} places blacked out", n)
    rank: Literal["primary", "secondary"] = "primary" if n else "secondary"
    if not st.button(words if n else _("Show it whole"), type=rank, key="nb_confirm"):
        return
    try:
        with st.spinner(_("Making the copy")):
            copy = drawn(kind, content, boxes)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    done = _("The copy is ready.")
    act_and_rerun(done, publish_copy, visitor, voucher.id, copy)
