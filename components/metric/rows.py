"""The rows behind a figure (数据明细): as many as it says, and adding up to it."""

import json

import streamlit as st

from components import link
from components.act import why
from components.language import _, chosen
from components.metric import where
from components.reading import read
from components.table import words as table_words
from components.text import plain
from models.base import now
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.metric import Grain, Metric, Op, Period
from rules.permission import Visitor
from rules.refusal import Refused
from services.dashboard.asking import PICKED, read_picked
from services.dashboard.words import period as period_name
from services.metric import ROWS, Asked, Behind, drill, figure, figure_shown, label, rows_behind
from services.table.listing import Labels, labels

ALL = tuple(Area)


def show(visitor: Visitor, metric: Metric) -> None:
    """The figure that the address asks for, and the rows it is made of."""
    st.title(plain(label(metric, chosen())))
    link.to("metric", _("Back to the metric"), "arrow_back", key=metric.key)
    here = where.place(visitor, metric.place_path)
    if here is None:
        return
    span = _span(metric)
    asked = Asked(
        today=day_of(now()),
        start=span.start,
        end=span.end,
        path=here.path,
        only=read_picked(link.asked(PICKED)),
    )
    below = _below(metric)
    try:
        found = read(ALL, here.path, figure, visitor, metric, asked)
        first = (st.session_state.get("nb_rows_page", 1) - 1) * ROWS
        told = read(ALL, here.path, rows_behind, visitor, metric, asked, first=first, below=below)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/lock:")
        return
    _say(metric, span, here, figure_shown(metric, found, chosen()))
    st.caption(_("{n} rows stand behind it.", n=f"{told.n:,}"))
    _table(told, _labels(visitor, told))
    if told.n > ROWS:
        st.pagination(-(-told.n // ROWS), key="nb_rows_page")
    _to_list(metric, told, asked, below)


def _span(metric: Metric) -> Period:
    """The period of the address; else the present year."""
    try:
        return Period.read(link.asked("period"))
    except Refused:
        return Period.of(day_of(now()), Grain.YEAR)


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


def _say(metric: Metric, span: Period, here: Place, said: str) -> None:
    time = period_name(span, chosen()) if metric.has_time else _("as it is now")
    st.markdown(f"### {plain(said)}\n\n:small[:gray[{plain(here.name)} · {plain(time)}]]")


def _labels(visitor: Visitor, told: Behind) -> Labels:
    """What the rows are called that these point to."""
    columns = tuple(told.entity.by_name[name] for name in told.names)
    return read(ALL, "/", labels, visitor, columns, tuple(row[1:] for row in told.rows))


def _table(told: Behind, named: Labels) -> None:
    columns = [told.entity.by_name[name] for name in told.names]
    heads = [plain(table_words.column(column)) for column in columns]
    lines = ["| " + " | ".join(heads) + " |", "|" + ":---|" * len(heads)]
    for _row_id, *values in told.rows:
        cells = [
            table_words.cell(table_words.text(column, value, named))
            for column, value in zip(columns, values)
        ]
        lines.append("| " + " | ".join(cells) + " |")
    st.markdown("\n".join(lines))


def _to_list(metric: Metric, told: Behind, asked: Asked, below: bool) -> None:
    """The same rows where they can be searched, sorted and exported."""
    found = drill(metric, told.entity, asked, below)
    written = json.dumps(found.where, ensure_ascii=False, separators=(",", ":"))
    link.to("table", _("Open as a list"), "table_rows", of=found.table, where=written)
