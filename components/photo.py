"""Choosing photos and showing them (照片). They come from ``/photo``, never by websocket."""

from collections.abc import Sequence

import streamlit as st

from components import link
from components.act import act_and_rerun, why
from components.dialog import opened
from components.language import _
from components.reading import read, read_topic
from components.text import plain
from db.revision import EVERYWHERE
from models.photo import Photo
from models.revision import Area
from rules import photo as rule
from rules.permission import STRANGER, Permission, Visitor
from rules.refusal import Refused
from services.photo import Picture, developed, photos, remove_photo

ENDINGS = ["jpg", "jpeg", "png", "webp"]
SMALL_WIDTH = 108  # CSS pixels: three beside each other on a phone, with the gap


def chooser(key: str, most: int = rule.MOST_PER_SUBJECT) -> list[Picture]:
    """An upload field for pictures; returns those that are fit to be hung up, ready for it."""
    uploads = st.file_uploader(
        _("Photos (at most {n})", n=most),
        type=ENDINGS,
        accept_multiple_files=True,
        key=f"nb_photos_{key}",
        max_upload_size=rule.MOST_BYTES // 1024 // 1024,
        help=_("JPG, PNG or WebP, up to 10 MB each. Place and time of the shot are removed."),
    )
    if len(uploads) > most:
        st.warning(_("Only the first {n} pictures are taken.", n=most))
    ready = []
    for upload in uploads[:most]:
        try:
            ready.append(_developed(upload.getvalue()))
        except Refused as refusal:
            st.error(f"{plain(upload.name)}: {why(refusal)}")
    return ready


@st.cache_data(max_entries=12, ttl=600, show_spinner=False, scope="session")
def _developed(upload: bytes) -> Picture:
    """Developed once, although the page runs again with every key."""
    return developed(upload)


def gallery(
    about: str, path: str = EVERYWHERE, title: str = "", visitor: Visitor = STRANGER
) -> None:
    """The pictures beside ``about`` as thumbnails that open large; nothing where there are none.

    ``title`` says what they show, to those who cannot see them. A ``visitor`` who hung one up
    or moderates the place may take it down.
    """
    rows = _hung(about, path)
    show(rows, title)
    moderates = visitor.may(Permission.MODERATE, path)
    mine = [row for row in rows if moderates or row.member_id == visitor.member_id]
    if mine and visitor.signed_in:
        words, icon = _("Take a photo down"), ":material/hide_image:"
        if st.button(words, type="tertiary", icon=icon, key=f"nb_take_down_{about}"):
            opened(words, _take_down, mine, visitor)


def _hung(about: str, path: str) -> list[Photo]:
    """Pictures come and go without naming a topic; what a topic's page shows is kept with it."""
    kind, _mark, number = about.partition(":")
    if kind == "topic" and number.isdecimal():
        return read_topic((), int(number), photos, about)
    return read((Area.DELIBERATION,), path, photos, about)


def show(rows: Sequence[Photo], title: str = "") -> None:
    """``rows`` as square thumbnails; each opens large and whole in a tab of its own."""
    if not rows:
        return
    origin = link.origin()
    with st.container(horizontal=True, gap="small"):
        for number, row in enumerate(rows, 1):
            words = row.caption or _(
                "Photo {n} of {all}: {what}", n=number, all=len(rows), what=title
            )
            st.image(
                f"{origin}/photo/{row.sha256}-small.jpg",
                caption=plain(row.caption) or None,
                width=SMALL_WIDTH,
                link=f"{origin}/photo/{row.sha256}.jpg",
                alt=words,
            )


def _take_down(rows: list[Photo], visitor: Visitor) -> None:
    ids = {row.id: row for row in rows}
    numbers = {row.id: number for number, row in enumerate(rows, 1)}
    picked = st.selectbox(
        _("Which photo?"),
        list(ids),
        format_func=lambda i: ids[i].caption or _("Photo {n}", n=numbers[i]),
        key="nb_take_down_which",
    )
    show([ids[picked]])
    reason = st.text_input(
        _("Reason"), max_chars=500, key="nb_reason", placeholder=_("A child can be recognised")
    )
    if st.button(_("Take it down"), type="primary", key="nb_confirm"):
        done = _("The photo is taken down.")
        act_and_rerun(done, remove_photo, visitor, picked or 0, reason or "")
