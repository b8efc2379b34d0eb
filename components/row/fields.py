"""What a row says, field by field (字段)."""

from itertools import groupby

import streamlit as st

from components.language import _
from components.table import words
from components.text import plain
from rules.entity import Column, Kind
from services.table.detail import Detail
from services.table.listing import target_of
from services.table.opening import Opened

_OF_EVERY_ROW = ("id", "created_at")
_STYLE = (
    "<style>.st-key-nb_fields table{width:100%}"
    ".st-key-nb_fields thead{position:absolute;left:-9999px}"
    ".st-key-nb_fields td,.st-key-nb_fields th{border-left:0;border-right:0;vertical-align:top}"
    ".st-key-nb_fields td:nth-child(1){width:11rem;opacity:.7}"
    ".st-key-nb_fields td{overflow-wrap:anywhere}"
    "@media(max-width:639px){.st-key-nb_fields td:nth-child(1){width:6.5rem}"
    ".st-key-nb_fields td{padding:.35rem .25rem}}"
    "</style>"
)


def show(table: Opened, row: Detail) -> None:
    """Every field that may be read, in its group; long texts by themselves."""
    st.html(_STYLE)
    shown = [one for one in row.columns if not one.hidden]
    shown.sort(key=lambda one: one.name in _OF_EVERY_ROW)  # what the row is about comes first
    with st.container(key="nb_fields"):
        for group, columns in groupby(shown, key=lambda one: one.group):
            if group:
                st.markdown(f"#### {plain(group)}")
            _group(list(columns), row, table.entity.key)


def _group(columns: list[Column], row: Detail, key: str) -> None:
    short = [one for one in columns if one.kind is not Kind.LONG_TEXT]
    lines = [f"| {_('Field')} | {_('Value')} |", "|:---|:---|"]
    lines += [f"| {words.cell(words.column(one))} | {_value(one, row, key)} |" for one in short]
    if short:
        st.markdown("\n".join(lines))
    for one in columns:
        if one.kind is Kind.LONG_TEXT and (said := words.text(one, row.values[one.name])):
            st.markdown(f":gray[{plain(words.column(one))}]")
            st.text(said)


def _value(column: Column, row: Detail, key: str) -> str:
    value = row.values[column.name]
    said = words.text(column, value, row.labels)
    if not said:
        return f":gray[{words.NOTHING}]"
    if column.is_reference and isinstance(value, int):
        target = target_of(column)
        if value in row.labels.names.get(target, {}):
            return f"[{words.cell(said)}](/row?of={target}&id={value})"
    if column.kind is Kind.FILE:
        return f"[{words.cell(said)}](/file/{key}/{row.id}/{column.name})"
    return words.cell(said)
