"""Full names and numbers, for a reason that stays in the trail (查看完整信息). Never kept."""

import streamlit as st

from components.act import act
from components.language import _
from components.reading import read
from models.place import Place
from models.revision import Area
from rules.permission import Visitor
from services.roll import owner as owners
from services.roll import reading
from services.roll.owner import LONGEST_REASON, Personal


def ask_for_page(here: Place, visitor: Visitor, unit_ids: list[int]) -> None:
    """Ask why, then show every owner on the page, at most fifty."""
    doors = read((Area.ROLL,), here.path, reading.doors, tuple(unit_ids))
    ids = tuple(dict.fromkeys(owner_id for _label, owner_id in doors))[: owners.MOST_AT_ONCE]
    shown = _asked(here, visitor, ids)
    if not shown:
        return
    by_id = {person.owner_id: person for person in shown}
    rows = [(door, by_id[owner_id]) for door, owner_id in doors if owner_id in by_id]
    st.dataframe(
        {
            _("Door"): [door for door, _person in rows],
            _("Full name"): [person.name for _door, person in rows],
            _("Phone"): [person.phone for _door, person in rows],
            _("ID number"): [person.id_number for _door, person in rows],
        },
        hide_index=True,
        alt=_("Owners of this page with their full data"),
    )


def ask_for_one(here: Place, visitor: Visitor, owner_id: int) -> None:
    """Ask why, then show one owner."""
    for person in _asked(here, visitor, (owner_id,)):
        st.text(_("Name: {text}", text=person.name))
        st.text(_("Phone: {text}", text=person.phone or "–"))
        st.text(_("ID number: {text}", text=person.id_number or "–"))


def _asked(here: Place, visitor: Visitor, ids: tuple[int, ...]) -> list[Personal]:
    with st.form("nb_full_data", border=False):
        reason = st.text_input(
            _("Why do you need it?"),
            key="nb_full_reason",
            max_chars=LONGEST_REASON,
            placeholder=_("For example: checking the title deed"),
        )
        st.caption(_("Your name, the reason and whose data it was stay in the trail."))
        if not st.form_submit_button(_("Show"), type="primary"):
            return []
    done = _("Shown. This look is in the trail.")
    return act(done, owners.read_personal, visitor, here.id or 0, ids, reason) or []
