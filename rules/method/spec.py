"""A method as the engine reads it (评价办法与计算引擎): ``rules.ranking.method_of`` takes this.

The same JSON goes into ``manage.py rank VALUES METHOD``: whoever has it and the values can
compute the list without us.
"""

from decimal import Decimal
from typing import Any

from rules.method.body import Body, Indicator, Scale
from rules.method.tree import nodes

ERROR = ".error"  # the column with the standard error of an indicator's value
PEERS = "peers"  # the column with the peer group of each compound
SCORE = "score"  # a group above all others, which makes shares into points


def spec_of(body: Body, seed: int = 0, draws: int | None = None) -> dict[str, Any]:
    """The spec of ``body`` for one edition, drawn by its published ``seed`` (计算规格)."""
    draws = body.draws if draws is None else draws
    groups: list[dict[str, Any]] = [
        {"code": group.code, "parent": group.parent, "weight": _number(group.weight)}
        | {"aggregate": group.aggregate or body.aggregate}
        for group in body.groups
    ]
    indicators = [_indicator(leaf) for leaf in body.indicators]
    aggregate = body.aggregate
    if body.full is not None:  # a share of the full score: one group above all, worth all of it
        for node in (*groups, *indicators):
            node["parent"] = node["parent"] or _score(body)
        above = {"code": _score(body), "parent": None, "weight": _number(body.full)}
        groups.append(above | {"aggregate": body.aggregate})
        aggregate = "sum"
    return {
        "indicators": indicators,
        "groups": groups,
        "aggregate": aggregate,
        "missing": body.missing,
        "round": body.round,
        "ties": body.ties,
        "draws": draws,
        "seed": seed,
        "spread": _number(body.spread),
        "peers": PEERS if body.peers else None,
        "tiers": [[grade.code, _number(grade.least)] for grade in body.grades],
        "listing": _listing(body) if draws else None,
    }


def _listing(body: Body) -> dict[str, Any]:
    return {
        "tail": _number(body.black.share),
        "probability": _number(body.black.probability),
        "coverage": _number(body.coverage),
    }


def _score(body: Body) -> str:
    """A code for the group above all that no other node has."""
    taken = {node.code for node in nodes(body)}
    code = SCORE
    while code in taken:
        code = f"_{code}"
    return code


def _indicator(leaf: Indicator) -> dict[str, Any]:
    return {
        "code": leaf.code,
        "parent": leaf.parent,
        "weight": _number(leaf.weight),
        "direction": leaf.direction,
        "normalise": _scale(leaf.scale),
        "error": leaf.code + ERROR,
        "shrink": leaf.shrink,
    }


def _scale(scale: Scale) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": scale.kind, "log": scale.log, "cap": scale.cap}
    ends = {"low": scale.low, "high": scale.high}
    return made | {side: _number(end) for side, end in ends.items() if end is not None}


def _number(number: Decimal) -> int | float:
    """As JSON writes it: whole where it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)
