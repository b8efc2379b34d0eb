"""Picking a person, a place or a row by what it is called (选取): the server searches."""

import streamlit as st

from components.language import _
from components.reading import read
from components.table.words import row
from models.revision import Area
from rules.entity import Column, Kind
from rules.permission import Visitor
from services.picking import MOST, Option, named, options
from services.table.picking import rows

LONGEST = 40  # characters of a search
NAMED = (Area.DEFINITION, Area.MEMBER, Area.PLACE)  # rights, who serves, where


def pick(
    column: Column,
    key: str,
    given: int | None,
    label: str,
    help_: str | None,
    visitor: Visitor,
    path: str,
) -> int | None:
    """A search and at most fifty options; what is picked already is always among them."""
    where = st.container(gap="small")
    held = st.session_state.get(key, given)
    words = where.text_input(
        label,
        key=f"{key}_words",
        max_chars=LONGEST,
        type="search",
        help=help_,
        placeholder=_("Search by name"),
        icon=":material/search:",
    )
    found = {option.id: option for option in _found(visitor, column, (words or "").strip(), path)}
    if isinstance(held, int) and held not in found:
        kept = {option.id: option for option in _named(visitor, column, held)}
        unnamed = {held: Option(held, f"#{held}")}  # not his to know, and not his to lose
        found = (kept or unnamed) | found
    if key not in st.session_state:
        st.session_state[key] = given if given in found else None
    picked = where.selectbox(
        label,
        list(found),
        format_func=lambda i: _told(found.get(i)),
        key=key,
        label_visibility="collapsed",
        placeholder=_("Choose") if found else _("Nothing was found"),
        disabled=not column.writable,
    )
    if len(found) >= MOST:
        where.caption(_("The first {n} are offered. Search for fewer.", n=MOST))
    return picked


def _told(option: Option | None) -> str:
    if option is None:
        return ""
    return f"{option.label} · {option.more}" if option.more else option.label


def _found(visitor: Visitor, column: Column, words: str, path: str) -> list[Option]:
    if column.kind is Kind.ROW:
        return _rows(visitor, column, words)
    return read(NAMED, "/", options, visitor, column, words, path)


def _rows(visitor: Visitor, column: Column, words: str, ids: tuple[int, ...] = ()) -> list[Option]:
    """Rows of another table, as far as the visitor may read them."""
    found = read(tuple(Area), "/", rows, visitor, column.target, words, ids)
    return [Option(one.id, row(one.title, one.name, one.id)) for one in found]


def _named(visitor: Visitor, column: Column, held: int) -> list[Option]:
    if column.kind is Kind.ROW:
        return _rows(visitor, column, "", (held,))
    return read(NAMED, "/", named, visitor, column, (held,))
