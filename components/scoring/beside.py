"""What stands beside a line of a sheet: a remark, photos, points between the steps (备注、照片)."""

import streamlit as st

from components import photo
from components.act import act_and_rerun, unless
from components.dialog import opened
from components.language import _
from components.method.naming import name
from components.photo import chooser
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.method.body import Item
from rules.permission import Visitor
from rules.scoring import sheet as rule
from services.photo import photos
from services.scoring.filling import hang_photo, keep_note, keep_points, photo_about
from services.scoring.reading import Filled


def show(found: Filled, item: Item, visitor: Visitor, writable: bool = True) -> None:
    """The remark and the photos, and the way to add to them."""
    note = found.notes.get(item.code, "")
    if note:
        st.caption(f":material/sticky_note_2: {plain(note)}")
    if found.sheet_id is not None:
        about = photo_about(found.sheet_id, item.code)
        hung = read((Area.DELIBERATION,), found.duty.path, photos, about)
        if hung:
            photo.show(hung, name(item))
    if writable:
        words = _("Change the remark, add photos") if note else _("Remark, photos, other points")
        key = f"nb_beside_{found.duty.entrant_id}_{found.duty.form.code}_{item.code}"
        if st.button(words, key=key, type="tertiary", icon=":material/add_a_photo:"):
            opened(name(item), _more, found, item, visitor)


def _more(found: Filled, item: Item, visitor: Visitor) -> None:
    duty, code = found.duty, item.code
    key = f"{duty.entrant_id}_{duty.form.code}_{code}"
    pictures = chooser(f"sheet_{key}", 4)
    note = st.text_area(
        _("Remark"),
        found.notes.get(code, ""),
        max_chars=rule.LONGEST_NOTE,
        key=f"nb_note_{key}",
        placeholder=_("What you saw, and where"),
        height=100,
    )
    stored = found.points.get(code)
    exact = st.number_input(
        _("Points between the steps (0 to {most})", most=_two(rule.cap(item))),
        0.0,
        rule.cap(item) / rule.HUNDREDTHS,
        None if stored is None else stored / rule.HUNDREDTHS,
        step=0.5,
        key=f"nb_exact_{key}",
    )
    if st.button(_("Save"), type="primary", width="stretch", key=f"nb_beside_save_{key}"):
        for picture in pictures:
            refused = unless(hang_photo, visitor, duty.entrant_id, duty.form.code, code, picture)
            if refused:
                st.error(refused, icon=":material/block:")
                return
        if exact is not None and round(exact * rule.HUNDREDTHS) != stored:
            given = {code: _two(round(exact * rule.HUNDREDTHS))}
            refused = unless(keep_points, visitor, duty.entrant_id, duty.form.code, given)
            if refused:
                st.error(refused, icon=":material/block:")
                return
        where = (visitor, duty.entrant_id, duty.form.code, code)
        act_and_rerun(_("Saved"), keep_note, *where, note or "")


def _two(hundredths: int) -> str:
    return f"{hundredths / rule.HUNDREDTHS:.2f}".rstrip("0").rstrip(".")
