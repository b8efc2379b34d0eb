"""The fields of one table (字段管理): the code's own, and those that administrators added."""

import streamlit as st

from components import gate, link
from components.change.editor import held
from components.change.pick import into_change
from components.custom import editing, overriding
from components.custom.words import kind_word, marks
from components.language import _
from components.reading import read
from components.table import words
from components.text import plain
from models.definition import DefinitionKind
from models.revision import Area
from rules.entity import Column, Entity
from rules.permission import CLOSED, Permission, Visitor
from rules.refusal import Refused
from services.definition import Defined
from services.entity import entity, entity_for
from services.entity.catalogue import fields_of
from services.table.opening import opened

AREAS = (Area.DEFINITION,)
TABLE = tuple(Area)  # a table may hang on anything
NEW = "new"


def offer(visitor: Visitor, of: Entity) -> None:
    """The way here, for whoever may."""
    if visitor.may(Permission.CONFIGURE) and not of.only:
        link.to("table", _("Manage fields"), "view_column", of=of.key, part="fields")


def show(visitor: Visitor, of: Entity) -> None:
    """All columns of the table, or the one that the address names."""
    if not visitor.may(Permission.CONFIGURE):
        st.title(_("Fields"))
        gate.refused(visitor, Refused(CLOSED))
        link.to("table", words.table(of), "arrow_back", of=of.key)
        return
    whole = read(AREAS, "/", entity_for, of.key)
    fields = {one.key.partition(".")[2]: one for one in read(AREAS, "/", fields_of, of.key)}
    named = link.asked("field", 60)
    field = held(DefinitionKind.FIELD, f"{of.key}.{named}")
    if (named == NEW and whole.can_extend) or field is not None:
        editing.show(visitor, whole, field)
    elif named in entity(of.key).by_name:
        now = held(DefinitionKind.OVERRIDE, f"{of.key}.{named}")
        overriding.show(visitor, entity(of.key), named, now)
    else:
        _list(visitor, whole, fields)


def _list(visitor: Visitor, of: Entity, fields: dict[str, Defined]) -> None:
    link.to("table", words.table(of), "arrow_back", of=of.key)
    st.title(_("Fields: {table}", table=plain(words.table(of))))
    own = [column for column in of.columns if column.extra]
    code = [column for column in of.columns if not column.extra]
    st.subheader(_("Fields of your own"))
    if of.can_extend:
        if not own:
            st.caption(_("There is none yet. A field that is published is there at once."))
        link.to("table", _("Add a field"), "add", of=of.key, part="fields", field=NEW)
    else:
        st.caption(_("This table cannot hold fields of your own."))
    for column in own:
        _line(visitor, of, column, fields.get(column.name))
    _unread(visitor, of, own)
    st.subheader(_("Columns of the program"))
    st.caption(_("They may become stricter, and be called otherwise; never looser."))
    for column in code:
        _line(visitor, of, column, None)


def _unread(visitor: Visitor, of: Entity, own: list[Column]) -> None:
    """Who draws fields up does not always read what people write into them: he looks in vain."""
    try:
        names = read(TABLE, "/", opened, visitor, of.key).names
    except Refused:
        names = frozenset()
    if any(column.name not in names for column in own):
        st.caption(_("Rights decide who reads them: you do not see what stands in all of them."))
        link.to("rights", _("Who may what"), "admin_panel_settings", of=of.key, role="council")


def _line(visitor: Visitor, of: Entity, column: Column, held: Defined | None) -> None:
    """One column: what it is, what is special about it, and what may be done with it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"**{plain(words.column(column))}** :gray[{kind_word(column)}]",
            width="content",
        )
        for mark in marks(column):
            st.badge(mark, color="gray")
        link.to("table", _("Change"), "edit", of=of.key, part="fields", field=column.name)
        if held is not None:
            _retire(visitor, held)


def _retire(visitor: Visitor, held: Defined) -> None:
    words, key = _("Retire"), f"nb_retire_{held.key}"
    if st.button(words, type="tertiary", icon=":material/delete:", key=key):
        into_change(visitor, DefinitionKind.FIELD, held.key, None, title=str(held.body["label"]))
