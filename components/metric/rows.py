"""The rows behind a figure (数据明细): as many as it says, and adding up to it."""

import json
from typing import Any

import streamlit as st

from components import gate, link
from components.dashboard import asked as looking
from components.language import _, chosen, n_
from components.metric import parts
from components.reading import read
from components.table import listing
from components.text import plain
from models.revision import Area
from rules.metric import Metric, Op
from rules.permission import Visitor
from rules.refusal import Refused
from services.dashboard import At, dashboard, naming
from services.dashboard.of_metric import OF
from services.dashboard.words import period as period_name
from services.metric import ROWS, Asked, Behind, drill, figure, figure_shown, label, rows_behind
from services.table.listing import Page, labels

DEFINED = (Area.DEFINITION,)
ALL = tuple(Area)


def show(visitor: Visitor, metric: Metric) -> None:
    """The figure that the address asks for, and the rows it is made of."""
    st.title(plain(label(metric, chosen())))
    board = read(DEFINED, "/", dashboard, OF + metric.key)
    looked_at = looking.asked(board, visitor, timed=metric.has_time)
    if looked_at is None:
        return
    at = looked_at.at
    looking.narrowed(looked_at)
    link.to("metric", _("Back to the metric"), "arrow_back", **_same(looked_at))
    asked = Asked(
        today=at.today, start=at.period.start, end=at.period.end, path=at.path, only=at.only
    )
    if metric.parts:
        parts.show(visitor, metric, looked_at)
        return
    below = _below(metric)
    try:
        found = read(ALL, at.path, figure, visitor, metric, asked)
        _say(metric, at, figure_shown(metric, found, chosen()))
        if found.suppressed:
            st.info(_("Too few rows stand behind this figure to show them."))
            return
        first = (st.session_state.get("nb_rows_page", 1) - 1) * ROWS
        told = read(ALL, at.path, rows_behind, visitor, metric, asked, first=first, below=below)
    except Refused as refusal:
        gate.refused(visitor, refusal)
        return
    st.caption(n_("{n} row stands behind it.", "{n} rows stand behind it.", told.n))
    if told.n:
        _table(visitor, metric, told)
    if told.n > ROWS:
        st.pagination(-(-told.n // ROWS), key="nb_rows_page")
    _to_list(metric, told, asked, below)


def _same(found: looking.Asked) -> dict[str, str]:
    """The metric at the same place and time."""
    place = next(one.code for one in found.places if one.id == found.at.place_id)
    return {"key": found.board.key.removeprefix(OF), "place": place, "period": found.at.period.key}


def _below(metric: Metric) -> bool:
    """Whether the part is looked at, or the whole that it is divided by."""
    share = metric.numerator is not None and metric.numerator.op is Op.SHARE
    if metric.denominator is None and not share:
        return False
    names = {"part": _("What is counted"), "whole": _("What it is divided by")}
    picked = st.segmented_control(
        _("Which rows"),
        list(names),
        default="part",
        format_func=names.__getitem__,
        key="nb_rows_of",
        required=True,
    )
    return picked == "whole"


def _say(metric: Metric, at: At, said: str) -> None:
    time = period_name(at.period, chosen()) if metric.has_time else _("as it is now")
    if metric.cumulative and metric.has_time:
        time = _("from the beginning to {period}", period=time)
    st.markdown(f"### {plain(said)}\n\n:small[:gray[{plain(at.place)} · {plain(time)}]]")


def _table(visitor: Visitor, metric: Metric, told: Behind) -> None:
    """The rows as any list shows them: a table, and on a phone one card after another."""
    entity = told.entity
    columns = tuple(entity.by_name[name] for name in told.names)
    values = tuple(row[1:] for row in told.rows)
    called = read(ALL, "/", labels, visitor, columns, values)
    said = tuple(zip(*(_said(metric, name, each) for name, each in zip(told.names, zip(*values)))))
    at = told.names.index(entity.title) if entity.title in told.names else None
    titles = tuple(None if at is None else row[at] for row in values)
    page = Page(columns, tuple(row[0] for row in told.rows), said, titles, called)
    listing.table(entity, page, "nb_behind")


def _said(metric: Metric, name: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values of a column; the steps of a procedure are known by its own words for them."""
    if name != naming.STEP:
        return values
    words = read(ALL, "/", naming.values, metric, name, values, chosen())
    return tuple(words[value] for value in values)


def _to_list(metric: Metric, told: Behind, asked: Asked, below: bool) -> None:
    """The same rows where they can be searched, sorted and exported."""
    found = drill(metric, told.entity, asked, below)
    if found is None:
        return
    written = json.dumps(found.where, ensure_ascii=False, separators=(",", ":"))
    there = {"of": found.table, "where": written}
    there |= {"within": found.within} if found.within != "/" else {}
    link.to("table", _("Open as a list"), "table_rows", **there)
