"""Changing the tree of a draft: add, remove, move, rename; each returns a new body (改动草稿).

Pure, on the JSON itself, so that nothing is lost that an editor does not show.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rules.method.reading import number
from rules.refusal import Refused

Plain = dict[str, Any]  # a body as JSON
INDICATORS, GROUPS = "indicators", "groups"


def shelf(body: Mapping[str, Any], code: str) -> str:
    """In which list a node stands (所在列表)."""
    groups = {group["code"] for group in body.get(GROUPS, ())}
    return GROUPS if code in groups else INDICATORS


def node(body: Mapping[str, Any], code: str) -> Plain | None:
    """One indicator or group, as JSON (节点)."""
    return next((one for one in _all(body) if one["code"] == code), None)


def siblings(body: Mapping[str, Any], parent: str | None) -> list[Plain]:
    """What stands directly below ``parent``: indicators, then groups (同级)."""
    return [one for one in _all(body) if one.get("parent") == parent]


def walk(body: Mapping[str, Any]) -> list[tuple[Plain, int]]:
    """Every node with its depth, parents before their children; what hangs nowhere comes last."""
    found: list[tuple[Plain, int]] = []
    seen: set[str] = set()

    def below(parent: str | None, depth: int) -> None:
        for one in siblings(body, parent):
            if one["code"] not in seen:
                seen.add(one["code"])
                found.append((one, depth))
                if shelf(body, one["code"]) == GROUPS:
                    below(one["code"], depth + 1)

    below(None, 0)
    lost = [one for one in _all(body) if one["code"] not in seen]
    return found + [(one, 0) for one in lost]


def free_code(body: Mapping[str, Any], word: str) -> str:
    """A code that nothing has yet, beginning with ``word`` (新代码)."""
    taken = {one["code"] for one in _all(body)}
    taken |= {sheet["code"] for sheet in body.get("sheets", ())}
    return next(code for n in range(1, 10_000) if (code := f"{word}{n}") not in taken)


def with_indicator(body: Mapping[str, Any], parent: str | None, names: Plain) -> Plain:
    """A new indicator at the end of a group: figures that are entered, from 0 to 100 (加指标)."""
    new = {
        "code": free_code(body, "indicator"),
        **names,
        "parent": parent,
        "weight": 10,
        "direction": 1,
        "normalise": {"kind": "goalpost", "low": 0, "high": 100, "cap": True},
        "source": {"kind": "entered"},
        "unit": "",
        "unit_en": "",
    }
    if body.get("full") is None:
        new["normalise"] = {"kind": "points", "low": 0, "high": 10}
    return dict(body) | {INDICATORS: [*body.get(INDICATORS, ()), new]}


def with_group(body: Mapping[str, Any], parent: str | None, names: Plain, inner: Plain) -> Plain:
    """A new group with one indicator that weighs all of it (加指标组)."""
    code = free_code(body, "group")
    new = {"code": code, **names, "parent": parent, "weight": 10}
    made = dict(body) | {GROUPS: [*body.get(GROUPS, ()), new]}
    made = with_indicator(made, code, inner)
    return changed(made, made[INDICATORS][-1]["code"], {"weight": 100})


def without(body: Mapping[str, Any], code: str) -> Plain:
    """The body without a node and all below it (删除)."""
    gone = {code}
    while more := {one["code"] for one in _all(body) if one.get("parent") in gone} - gone:
        gone |= more
    kept = {
        name: [one for one in body.get(name, ()) if one["code"] not in gone]
        for name in (INDICATORS, GROUPS)
    }
    return dict(body) | kept


def changed(body: Mapping[str, Any], code: str, parts: Mapping[str, Any]) -> Plain:
    """The body with some parts of one node replaced (修改)."""
    name = shelf(body, code)
    new = [one | parts if one["code"] == code else one for one in body.get(name, ())]
    return dict(body) | {name: new}


def moved(body: Mapping[str, Any], code: str, by: int) -> Plain:
    """A node changes places with its neighbour of the same kind: −1 up, 1 down (上移、下移)."""
    name = shelf(body, code)
    rows = list(body.get(name, ()))
    at = next(n for n, one in enumerate(rows) if one["code"] == code)
    beside = [n for n, one in enumerate(rows) if one.get("parent") == rows[at].get("parent")]
    place = beside.index(at) + by
    if 0 <= place < len(beside):
        other = beside[place]
        rows[at], rows[other] = rows[other], rows[at]
    return dict(body) | {name: rows}


def homes(body: Mapping[str, Any], code: str) -> list[str | None]:
    """Where a node may stand: at the top, or in any group that is not below itself (可移入)."""
    inside = {code}
    groups = body.get(GROUPS, ())
    while more := {one["code"] for one in groups if one.get("parent") in inside} - inside:
        inside |= more
    return [None, *(one["code"] for one in groups if one["code"] not in inside)]


def with_sheet(body: Mapping[str, Any], sheet: Plain) -> Plain:
    """The body with one score sheet put in or replaced (改评分表).

    Where the scale of an indicator ended at the old total of the sheet, it ends at the new one.
    """
    old = next((one for one in body.get("sheets", ()) if one["code"] == sheet["code"]), None)
    if old is None:
        return dict(body) | {"sheets": [*body.get("sheets", ()), sheet]}
    sheets = [sheet if one["code"] == sheet["code"] else one for one in body["sheets"]]
    made = dict(body) | {"sheets": sheets}
    before, after = total(old), total(sheet)
    for leaf in body.get(INDICATORS, ()) if before != after else ():
        scale, source = leaf.get("normalise", {}), leaf.get("source", {})
        if source == {"kind": "sheet", "name": sheet["code"]} and _is(scale.get("high"), before):
            made = changed(made, leaf["code"], {"normalise": scale | {"high": _written(after)}})
    return made


def total(sheet: Mapping[str, Any]) -> Decimal | None:
    """The points of a sheet without a fault; None while a line has none (评分表满分)."""
    try:
        return sum((number(line.get("points")) for line in sheet.get("items", ())), Decimal(0))
    except Refused:
        return None


def _is(given: object, exact: Decimal | None) -> bool:
    return given is not None and exact is not None and number(given) == exact


def _written(exact: Decimal | None) -> int | str | None:
    if exact is None:
        return None
    return int(exact) if exact == exact.to_integral_value() else str(exact)


def _all(body: Mapping[str, Any]) -> list[Plain]:
    return [*body.get(INDICATORS, ()), *body.get(GROUPS, ())]
