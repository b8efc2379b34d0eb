"""Filters of the board by the fields that administrators added to topics (自定义筛选)."""

import streamlit as st

from components import address
from components.language import _
from components.reading import read
from components.table import words
from components.text import plain
from models.revision import Area
from rules.entity import Column, Kind
from rules.permission import Visitor
from services.topic.own import Own, offered

AREAS = (Area.DEFINITION, Area.PLACE)
YES_NO = {"yes": True, "no": False}


def show(visitor: Visitor, path: str) -> Own:
    """What was picked; nothing where no field is there to pick by."""
    columns = read(AREAS, "/", offered, visitor, path)
    if not columns:
        return ()
    with st.popover(_("More filters"), icon=":material/filter_list:"):
        picked = [(one.name, _picked(one)) for one in columns]
    return tuple((name, value) for name, value in picked if value is not None)


def _picked(column: Column) -> str | bool | None:
    label = plain(words.column(column))
    codes = list(YES_NO)
    if column.kind is Kind.CHOICE:
        codes = [choice.code for choice in column.choices]
    code = st.selectbox(
        label,
        codes,
        index=None,
        format_func=lambda code: _said(column, code),
        key=address.key(column.name, codes),
        placeholder=_("All"),
    )
    found = address.keep(column.name, code)
    return YES_NO[found] if found and column.kind is Kind.YES_NO else found


def _said(column: Column, code: str) -> str:
    if column.kind is Kind.YES_NO:
        return _("Yes") if YES_NO[code] else _("No")
    return words.choice(column, code)
