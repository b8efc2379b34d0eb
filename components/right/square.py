"""One square of the matrix in words, and a change of it (权限格)."""

import streamlit as st

from components.dialog import opened
from components.language import _, chosen
from components.right import foreseen, propose, words
from components.table import words as table_words
from components.text import plain
from models.screen import Changes
from rules.condition import ALWAYS, cell
from rules.entity import Entity
from rules.permission import Permission, Visitor
from services.entity import entity_for
from services.right.matrix import Term, terms
from services.wording import worded


def show(visitor: Visitor, role: str, key: str) -> None:
    """Right by right: what, which columns, which rows, and where it was said."""
    entity = foreseen.ask(entity_for, key)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader(f"{words.role(role)} · {plain(table_words.table(entity))}")
        st.space("stretch")
        if visitor.may_everywhere(Permission.CONFIGURE) and st.button(
            _("Propose a change"), icon=":material/edit:", key="nb_propose_right"
        ):
            opened(_("Propose a change"), propose.ask, visitor, role, key)
    found = foreseen.ask(terms, role, key)
    if not found:
        st.info(_("Nothing is allowed here."))
    for term in found:
        _term(term, entity)
    _limits(entity)


def _term(term: Term, entity: Entity) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, gap="small"):
            for action in term.actions:
                st.badge(words.action(action), icon=f":material/{words.ICONS[action]}:")
            if term.by_everyone:
                st.badge(_("Everyone has this"), color="gray")
        named = _columns(term)
        rows = _("none: a column of its rule is gone")
        if term.rows is not None:
            every = term.rows == cell(ALWAYS, entity)
            rows = _("every row") if every else worded(chosen(), term.rows)
        st.markdown(
            f"**{_('Columns it opens')}** {named}  \n**{_('Rows it reaches')}** {plain(rows)}"
        )
        st.caption(_("From the definition {key}", key=plain(words.source(term.source))))


def _columns(term: Term) -> str:
    between = _(", ")
    if term.columns is None:
        named = _("all of them, those added later too")
    else:
        named = between.join(plain(table_words.column(one)) for one in term.columns)
    if term.without:
        left_out = between.join(plain(table_words.column(one)) for one in term.without)
        named = _("{named}, without {left_out}", named=named, left_out=left_out)
    return named


def _limits(entity: Entity) -> None:
    if any(column.personal for column in entity.columns):
        st.caption(
            _("Names of people stay masked whatever a right says; opening them is in the trail.")
        )
    if entity.changes is Changes.NEVER:
        st.caption(_("The rows of this table are never changed."))
    elif entity.changes is Changes.BY_ACTS:
        st.caption(_("Rows of this table are added and removed on their own page only."))
