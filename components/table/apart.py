"""Why rows are not changed here, and where they are (不在此修改)."""

import streamlit as st

from components import link
from components.language import _
from models.screen import Changes
from rules.entity import Entity

# Pages of one thing are reached with its number; without one, from the page that lists them.
_LISTS = {
    "topic": "board",
    "motion": "results",
    "meeting": "meetings",
    "entry": "ledger",
    "disclosure": "disclosures",
    "form": "forms",
    "metric": "metrics",
}


def show(entity: Entity, row_id: int = 0) -> None:
    """One sentence and the way; nothing where rows are changed here."""
    if entity.changes is Changes.HERE:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if entity.changes is Changes.NEVER:
            st.caption(_("Rows of this table are never changed: what was written stays."))
        else:
            st.caption(_("These rows change where their subject is dealt with."))
        page = entity.page
        if row_id and page == entity.key:
            link.to(page, _("Go there"), "arrow_forward", id=row_id)
        elif page:
            link.to(_LISTS.get(page, page), _("Go there"), "arrow_forward")
