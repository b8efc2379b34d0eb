"""Changing many rows at once: which, what, how many; and back (批量修改)."""

import streamlit as st

from components import asking, link
from components.act import act, act_and_rerun, why
from components.asking.asked import forget
from components.dialog import opened
from components.language import _, n_
from components.reading import read
from components.table import words
from components.table.asked import AREAS, Asked
from rules.condition import Op, Test
from rules.entity import Kind
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import Wanted
from services.row.many import MOST, change_many, changeable
from services.row.undoing import undo_many
from services.table.batches import own_batch
from services.table.listing import Page
from services.table.opening import Opened


def offer(asked: Asked, page: Page) -> None:
    """The button, for whoever may change rows together."""
    if not asked.table.bulk:
        return
    if st.button(_("Change many"), icon=":material/edit_note:", type="tertiary", key="nb_bulk"):
        forget(f"bulk_{asked.entity.key}")
        opened(_("Change many rows"), _body, asked, page)


def last(visitor: Visitor, table: Opened) -> None:
    """What was changed a moment ago, and the way back."""
    found = read(AREAS, "/", own_batch, visitor, table.entity.key, link.asked_id("batch"))
    if found is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        changed = found.changed_count
        st.write(n_("{n} row was changed.", "{n} rows were changed.", changed))
        st.space("stretch")
        if st.button(_("Take it back"), icon=":material/undo:", key="nb_bulk_undo"):
            act_and_rerun(_("Taken back."), undo_many, visitor, found.id or 0)


def _body(asked: Asked, page: Page) -> None:
    wanted = _which(asked, page)
    entity, table = asked.entity, asked.table
    if wanted is None:
        return
    try:
        count = read(AREAS, "/", changeable, asked.visitor, wanted, asked.today)
    except Refused as refusal:
        st.error(why(refusal))
        return
    names = words.names(one for one in table.columns if one.name in table.bulk)
    picked = st.multiselect(
        _("What to change"),
        list(names),
        format_func=names.__getitem__,
        key="nb_bulk_columns",
        placeholder=_("Choose"),
    )
    said = asking.ask(
        entity, picked, f"bulk_{entity.key}", asked.visitor, path=_near(asked), change=True
    )
    if count > MOST:
        st.warning(_("At most {n} rows can be changed at once. Narrow the list.", n=f"{MOST:,}"))
        return
    label = n_("Change {n} row", "Change {n} rows", count)
    if st.button(label, type="primary", disabled=not picked or not count) and said.sound():
        values = {name: said.values.get(name) for name in picked}
        batch = act(_("Saved."), change_many, asked.visitor, wanted, values, count)
        if batch is not None:
            st.query_params["batch"] = str(batch.id)
            st.rerun()


def _which(asked: Asked, page: Page) -> Wanted | None:
    """All rows that fit, or some of this page."""
    which = st.radio(
        _("Rows to change"),
        ["all", "some"],
        format_func=lambda code: _("All that fit the filter") if code == "all" else _("Pick some"),
        horizontal=True,
        key="nb_bulk_which",
    )
    if which == "all":
        return asked.wanted
    title = asked.entity.by_name.get(asked.entity.title)
    called = {
        one: words.row(title, name, one, page.labels) for one, name in zip(page.ids, page.titles)
    }
    picked = st.multiselect(
        _("Rows of this page"),
        list(called),
        format_func=called.__getitem__,
        key="nb_bulk_rows",
        placeholder=_("Choose"),
    )
    if not picked:
        return None
    own = Test("id", Kind.NUMBER, Op.IN, tuple(picked))
    return Wanted(asked.entity.key, own)


def _near(asked: Asked) -> str:
    paths = sorted((held.path for held in asked.visitor.held), key=len)
    return paths[0] if paths else "/"
