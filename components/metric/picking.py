"""Picking what is counted, of what, by what, since when (拟定指标): a tap for each."""

from collections.abc import Callable

import streamlit as st

from components.language import _, chosen, either
from components.reading import read
from models.revision import Area
from rules.entity import Column, Entity, Kind
from rules.metric import Grain, Op
from rules.metric.drafting import RATIO, Picked
from rules.metric.words import GRAIN_WORDS, OP_WORDS
from rules.permission import Visitor
from rules.refusal import N_
from services.entity import entity_for
from services.entity.words import column_name, value_name
from services.metric.overview import countable

AREAS = (Area.DEFINITION, Area.MEMBER)
_OFTEN = (
    "work_order",
    "dispute",
    "topic",
    "claim",
    "covenant",
    "organisation",
    "grid_post",
    "place",
)
_GROUPS = frozenset({Kind.CHOICE, Kind.YES_NO})
_NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.AREA})
_TIMES = frozenset({Kind.DATE, Kind.MOMENT})
_RATIO = N_("Ratio of two numbers")
_TRUTHS = {"yes": True, "no": False}
Test = Callable[[Column], bool]


def picked(visitor: Visitor, path: str) -> Picked | None:
    """What was picked so far; ``None`` while something is missing."""
    table = _table(visitor, path, _("What is counted"), "nb_m_table")
    if table is None:
        return None
    measures = _named(table, lambda one: one.kind in _NUMBERS and (one.measure or one.extra))
    groups = _named(table, lambda one: one.kind in _GROUPS and not one.of_person)
    op = _op(bool(measures), bool(groups))
    if op is None:
        return None
    found = _of(visitor, table, op, (measures, groups), path)
    if found is None:
        return None
    times = _named(table, lambda one: one.kind in _TIMES)
    days = sorted(times, key=lambda name: name == "created_at")
    return Picked(
        table=table,
        op=op,
        column=found.column,
        values=found.values,
        at=found.at,
        over=found.over,
        under=found.under,
        time=_time(days, times),
        by=_by(table, found, groups),
    )


def grain() -> Grain:
    """How long one period is."""
    codes = [one.value for one in Grain]
    code = st.selectbox(
        _("Each point is"),
        codes,
        index=codes.index(Grain.MONTH.value),
        format_func=lambda code: _(GRAIN_WORDS[Grain(code)]),
        key="nb_m_grain",
    )
    return Grain(code)


def _of(
    visitor: Visitor,
    table: Entity,
    op: str,
    columns: tuple[dict[str, str], dict[str, str]],
    path: str,
) -> Picked | None:
    measures, groups = columns
    if op == Op.SHARE:
        return _share(table, groups)
    if op == RATIO:
        return _ratio(visitor, table, measures, path)
    if op == Op.COUNT:
        return Picked(table)
    offered = measures
    if op == Op.DISTINCT:
        offered = _named(table, lambda one: one.is_reference or one.dimension) or groups
    column = _pills(_("Of which column"), offered, f"nb_m_column_{table.key}_{op}")
    if column is None:
        return None
    at = 50
    if op == Op.PERCENTILE:
        at = st.slider(_("Per cent of the rows that do not exceed it"), 1, 99, 50, key="nb_m_at")
    return Picked(table, op, column, at=at)


def _table(visitor: Visitor, path: str, label: str, key: str) -> Entity | None:
    known = read(AREAS, "/", countable, visitor)
    often = [name for name in _OFTEN if name in known]
    rest = [name for name in known if name not in often]
    names = {name: _table_name(name, path) for name in known}
    found = _pills(label, {name: names[name] for name in often}, key)
    if found is None and rest:
        with st.expander(_("Other tables")):
            found = st.selectbox(
                _("Table"), rest, index=None, format_func=names.__getitem__, key=f"{key}_other"
            )
    return None if found is None else read(AREAS, "/", entity_for, found, path)


def _table_name(name: str, path: str) -> str:
    table = read(AREAS, "/", entity_for, name, path)
    return either(table.label, table.english)


def _op(has_measures: bool, has_groups: bool) -> str | None:
    needs = {Op.SUM: has_measures, Op.AVERAGE: has_measures, Op.PERCENTILE: has_measures}
    needs[Op.SHARE] = has_groups
    offered = {one.value: _(OP_WORDS[one]) for one in Op if needs.get(one, True)}
    return _pills(_("How"), offered | {RATIO: _(_RATIO)}, "nb_m_op")


def _share(table: Entity, groups: dict[str, str]) -> Picked | None:
    name = _pills(_("The share of those with"), groups, f"nb_m_part_{table.key}")
    if name is None:
        return None
    column = table.by_name[name]
    if column.kind is Kind.YES_NO:
        words = {"yes": _("Yes"), "no": _("No")}
        truth = st.segmented_control(
            column_name(column, chosen()),
            list(words),
            default="yes",
            format_func=words.__getitem__,
            key=f"nb_m_yes_{table.key}_{name}",
            required=True,
        )
        return Picked(table, Op.SHARE, name, (_TRUTHS[truth or "yes"],))
    codes = {one.code: value_name(column, one.code, chosen()) for one in column.choices}
    values = st.pills(
        column_name(column, chosen()),
        list(codes),
        selection_mode="multi",
        wrap=True,
        format_func=codes.__getitem__,
        key=f"nb_m_values_{table.key}_{name}",
    )
    return Picked(table, Op.SHARE, name, tuple(values)) if values else None


def _ratio(visitor: Visitor, table: Entity, measures: dict[str, str], path: str) -> Picked | None:
    rows = {"": _("Number of rows")}
    top = _pills(_("Above the line"), rows | measures, f"nb_m_top_{table.key}", "")
    over = _table(visitor, path, _("Divided by"), "nb_m_over")
    if over is None or top is None:
        return None
    sums = _named(over, lambda one: one.kind in _NUMBERS and (one.measure or one.extra))
    under = _pills(_("Below the line"), rows | sums, f"nb_m_under_{over.key}", "")
    return None if under is None else Picked(table, RATIO, top, over=over, under=under)


def _by(table: Entity, found: Picked, groups: dict[str, str]) -> tuple[str, ...]:
    if found.over is not None and found.over.key != table.key:
        return ()
    offered = [
        name for name in groups if table.by_name[name].dimension or table.by_name[name].extra
    ]
    if not offered:
        return ()
    values = st.pills(
        _("Told apart by"),
        offered,
        selection_mode="multi",
        wrap=True,
        format_func=groups.__getitem__,
        key=f"nb_m_by_{table.key}",
    )
    return tuple(values or ())


def _time(days: list[str], times: dict[str, str]) -> str:
    """The day that a row belongs to; the first of its own days, unless another is picked."""
    every = [*days, ""]
    return (
        st.selectbox(
            _("Since when: by which day"),
            every,
            format_func=lambda name: times.get(name) or _("no day: as it is now"),
            key=f"nb_m_time_{'_'.join(days)[:40]}",
        )
        or ""
    )


def _named(table: Entity, fits: Test) -> dict[str, str]:
    return {
        one.name: column_name(one, chosen())
        for one in table.columns
        if fits(one) and not one.of_person and one.name != "id"
    }


def _pills(label: str, offered: dict[str, str], key: str, first: str | None = None) -> str | None:
    found: str | None = st.pills(
        label,
        list(offered),
        format_func=offered.__getitem__,
        key=key,
        default=first,
        wrap=True,
    )
    return found
