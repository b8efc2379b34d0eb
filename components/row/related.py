"""What points to a row: counted, the newest few, and the way to all of them (关联记录)."""

import streamlit as st

from components import link
from components.language import _, n_
from components.reading import read
from components.row import form
from components.table import listing, words
from components.table.asked import AREAS
from components.text import plain
from models.screen import Changes
from rules.condition import Op, Test
from rules.entity import Entity
from rules.permission import Visitor
from rules.table import Wanted, asked_of, body_of
from services.table.opening import opened
from services.table.related import FIRST, Related, related


def show(visitor: Visitor, entity: Entity, row_id: int) -> None:
    """One table below the other; nothing where nothing points here."""
    for one in read(AREAS, "/", related, visitor, entity.key, row_id):
        _table(visitor, one, row_id)


def _table(visitor: Visitor, one: Related, row_id: int) -> None:
    count = n_("{count} row", "{count} rows", one.total, count=f"{one.total:,}")
    if one.more:
        count = _("more than {n} rows", n=f"{one.total:,}")
    by = words.column(one.column)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(
            f"#### {plain(words.table(one.entity))} :small[:gray[{plain(f'{by} · {count}')}]]"
        )
        if one.entity.changes is Changes.HERE:
            st.space("stretch")
            table = read(AREAS, "/", opened, visitor, one.entity.key)
            key = f"nb_new_{one.entity.key}_{one.column.name}"
            form.offer_new(visitor, table, {one.column.name: row_id}, key)
    if one.total:
        listing.table(one.entity, one.page, f"nb_rows_{one.entity.key}_{one.column.name}")
    if one.total > FIRST:
        here = Test(one.column.name, one.column.kind, Op.IS, row_id, one.column.extra)
        body = body_of(Wanted(one.entity.key, here, order=one.entity.order), one.entity, ())
        link.to("table", _("All {n}", n=count), "table", of=one.entity.key, **asked_of(body))
