"""Owners of one name: one person or several? A human says (同名业主)."""

import streamlit as st

from components.act import act_and_rerun
from components.language import _
from components.reading import read
from components.text import plain
from models.place import Place
from models.revision import Area
from rules.permission import Visitor
from services.roll import namesake as namesakes
from services.roll import reading
from services.roll.namesake import Namesakes
from services.roll.reading import OwnerRow

SHOWN = 20


def show(here: Place, visitor: Visitor) -> None:
    """Every doubtful name with its owners, and the question."""
    found = read((Area.ROLL,), here.path, namesakes.namesakes, here.id or 0)
    if not found:
        st.info(_("No namesakes in doubt: every owner is told apart."))
        return
    st.write(
        _(
            "These owners bear one name and not all have an ID number. The law counts persons: "
            "join those who are one; add an ID number or phone to those who are not."
        )
    )
    if len(found) > SHOWN:
        st.caption(_("The first {n} of {all} names", n=SHOWN, all=len(found)))
    with st.grid("auto", min_column_width=360, gap="small"):
        for group in found[:SHOWN]:
            _group(here, visitor, group)


def _group(here: Place, visitor: Visitor, group: Namesakes) -> None:
    areas = (Area.ROLL, Area.MEMBER, Area.PLACE)
    rows = read(areas, here.path, reading.owners_of, here.id or 0, group.owner_ids)
    with st.container(border=True):
        st.markdown(f"**{plain(rows[0].name)}** :gray[{len(rows)}]")
        st.caption(_("Which of them are one person?"))
        same = tuple(
            row.id for row in rows if st.checkbox(plain(_told(row)), key=f"nb_same_{row.id}")
        )
        first = group.owner_ids[0]
        if st.button(_("Join"), key=f"nb_join_{first}", disabled=len(same) < 2):  # noqa: PLR2004
            act_and_rerun(_("Owners joined"), namesakes.join_all, visitor, same)


def _told(row: OwnerRow) -> str:
    """What tells this owner from the others: doors, phone, whether there is an ID number."""
    marks = ["、".join(row.units), row.phone, _("with ID number") if row.has_id_number else ""]
    return " · ".join(mark for mark in marks if mark)
