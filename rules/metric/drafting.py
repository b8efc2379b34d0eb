"""From what somebody picked to a metric (拟定指标): the words and units that suit it come along."""

from dataclasses import dataclass
from typing import Any

from rules.entity import Column, Entity, Kind
from rules.metric.spec import Op

RATIO = "ratio"  # two numbers divided: picked like an op
_LONGEST = 40
_UNITS = {
    Kind.MONEY: {"unit": "¥", "scale": "0.01", "precision": 0},
    Kind.AREA: {"unit": "㎡", "unit_en": "m²", "scale": "0.0001", "precision": 1},
}
PERCENT = {"unit": "%", "scale": "100", "precision": 1}


@dataclass(frozen=True)
class Picked:
    """What was picked (所选). ``values`` are of ``column`` for a share; ``over`` names the table
    and ``under`` the column of what is divided by, empty to count its rows."""

    table: Entity
    op: str = Op.COUNT
    column: str = ""
    values: tuple[Any, ...] = ()
    at: int = 50
    over: Entity | None = None
    under: str = ""
    time: str = ""
    by: tuple[str, ...] = ()


def counted(picked: Picked) -> dict[str, Any]:
    """What is counted, by which day, told apart by what."""
    body: dict[str, Any] = {"entity": picked.table.key, "numerator": _numerator(picked)}
    if picked.time:
        body["time"] = picked.time
    if picked.op == RATIO and picked.over is not None:
        body["denominator"] = _denominator(picked, picked.over)
    column = picked.table.by_name.get(picked.column)
    if picked.op == Op.SHARE and column is not None and column.kind is Kind.YES_NO:
        body["where"] = {"field": column.name, "op": "filled"}
    same = picked.over is None or picked.over.key == picked.table.key
    if picked.by and same:
        body["dimensions"] = list(picked.by)
    return body


def unit(picked: Picked) -> dict[str, Any]:
    """The unit, scale and decimals that suit what was picked."""
    if picked.op == Op.SHARE:
        return dict(PERCENT)
    column = picked.table.by_name.get(picked.column)
    if column is not None and column.kind in _UNITS and picked.op != Op.DISTINCT:
        return dict(_UNITS[column.kind])
    exact = picked.op in {Op.AVERAGE, RATIO}
    said = column.unit if column is not None and picked.op not in {Op.DISTINCT, RATIO} else ""
    return {"unit": said[:12], "precision": 1 if exact else 0}


def names(picked: Picked) -> tuple[str, str]:
    """What it could be called, in Chinese and in English."""
    table, column = picked.table, picked.table.by_name.get(picked.column)
    if picked.op == Op.SHARE and column is not None:
        return _short(f"{_part(picked, column, 0)}占比", f"Share: {_part(picked, column, 1)}")
    if picked.op == RATIO and picked.over is not None:
        top, bottom = _sized(table, picked.column), _sized(picked.over, picked.under)
        return _short(f"{top[0]}÷{bottom[0]}", f"{top[1]} ÷ {bottom[1]}")
    if column is None:
        return _short(f"{table.label}数", f"{table.english}: how many")
    said = {
        Op.SUM: ("{}合计", "Sum: {}"),
        Op.AVERAGE: ("平均{}", "Average: {}"),
        Op.DISTINCT: ("不同{}数", "How many: {}"),
        Op.PERCENTILE: ("{}的百分位", "Percentile: {}"),
    }
    chinese, english = said.get(Op(picked.op), ("{}", "{}"))
    return _short(chinese.format(column.label), english.format(column.english))


def _part(picked: Picked, column: Column, language: int) -> str:
    own = (column.label, column.english)[language]
    if column.kind is Kind.YES_NO:
        return own if picked.values[:1] != (False,) else f"{('未', 'not ')[language]}{own}"
    return own


def _sized(table: Entity, column: str) -> tuple[str, str]:
    found = table.by_name.get(column)
    if found is None:
        return f"{table.label}数", table.english
    return found.label, found.english


def _short(chinese: str, english: str) -> tuple[str, str]:
    return chinese[:_LONGEST], english[: 2 * _LONGEST]


def _numerator(picked: Picked) -> dict[str, Any]:
    if picked.op == Op.SHARE:
        values = list(picked.values)
        column = picked.table.by_name[picked.column]
        if column.kind is Kind.YES_NO:
            where = {"field": column.name, "op": "is", "value": values[:1] != [False]}
        else:
            where = {"field": column.name, "op": "in", "value": values}
        return {"op": Op.SHARE.value, "where": where}
    if picked.op == RATIO:
        return _size(picked.column)
    found: dict[str, Any] = {"op": Op(picked.op).value}
    if picked.op != Op.COUNT:
        found["column"] = picked.column
    if picked.op == Op.PERCENTILE:
        found["at"] = picked.at
    return found


def _denominator(picked: Picked, over: Entity) -> dict[str, Any]:
    if over.key == picked.table.key:
        return _size(picked.under)
    return {**_size(picked.under), "entity": over.key}


def _size(column: str) -> dict[str, Any]:
    return {"op": "sum", "column": column} if column else {"op": "count"}
