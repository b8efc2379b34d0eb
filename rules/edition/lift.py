"""What would lift a compound out of the black list (怎样才能退出黑榜).

Each answer was computed: the edition once more, all draws, with the other values in place and
everything else as it was. Nothing is said that was not verified so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from models.edition import Mark
from rules.edition.compute import Inputs, Line, result
from rules.method import Body, read_body
from rules.method.body import Indicator

BOUNDED = frozenset({"points", "goalpost"})  # scales with a best value of their own
STEPS = 4  # halvings of the way to the best value: sixteenths
SEARCHING = 100  # draws while searching; what is told is verified with all of them
MOST_SINGLE = 6


@dataclass(frozen=True)
class Change:
    """One figure that would be another (一项变化)."""

    code: str
    before: str
    after: str


@dataclass(frozen=True)
class Lift:
    """Changes that would be enough, and where the compound would stand then (可行的改进)."""

    changes: tuple[Change, ...]
    score: int | None
    rank: int | None
    worst: int  # in how many draws it would still be among the worst
    draws: int


@dataclass(frozen=True)
class Lifts:
    """Everything that can be said (改进测算)."""

    gates: tuple[str, ...] = ()  # hard gates: no figure lifts it out
    single: tuple[Lift, ...] = ()
    alone_not_enough: tuple[str, ...] = ()  # even the best value of this one would not do
    together: Lift | None = None


def lifts(inputs: Inputs, unit: int) -> Lifts:
    """What would lift ``unit`` off the black list; nothing where it is not on it."""
    body = read_body(inputs.method)
    line = _line(inputs, unit)
    if line.mark != Mark.BLACK:
        return Lifts()
    gates = tuple(reason["gate"] for reason in line.reasons if reason["code"] == "gate")
    if gates:
        return Lifts(gates)
    adverse = _adverse(line, body)[:MOST_SINGLE]
    goals = {leaf.code: _goal(inputs, leaf) for leaf in adverse}
    found = {code: _least(inputs, unit, {code: goal}) for code, goal in goals.items()}
    single = tuple(lift for lift in found.values() if lift is not None)
    return Lifts(
        single=tuple(sorted(single, key=lambda lift: _effort(lift, goals))),
        alone_not_enough=tuple(code for code, lift in found.items() if lift is None),
        together=_least(inputs, unit, goals) if len(goals) > 1 else None,
    )


def _adverse(line: Line, body: Body) -> list[Indicator]:
    """The indicators below the middle of its peers, the weightiest first."""
    codes = {c for reason in line.reasons for c in reason.get("indicators", ())}
    leaves = [leaf for leaf in body.indicators if leaf.code in codes]
    return sorted(leaves, key=lambda leaf: line.contributions.get(leaf.code, 0) / leaf.weight)


def _goal(inputs: Inputs, leaf: Indicator) -> Decimal:
    """The best that the indicator can be: the end of its scale, or the best that anybody has."""
    end = leaf.scale.high if leaf.direction > 0 else leaf.scale.low
    if leaf.scale.kind in BOUNDED and end is not None:
        return end
    known = [Decimal(row[leaf.code]) for row in inputs.values.values() if row.get(leaf.code)]
    return max(known) if leaf.direction > 0 else min(known)


def _effort(lift: Lift, goals: Mapping[str, Decimal]) -> Decimal:
    """How much of the way to the best value it takes."""
    change = lift.changes[0]
    way = goals[change.code] - Decimal(change.before)
    return (Decimal(change.after) - Decimal(change.before)) / way if way else Decimal(1)


def _least(inputs: Inputs, unit: int, goals: Mapping[str, Decimal]) -> Lift | None:
    """The shortest way toward ``goals``, in sixteenths, that lifts it; ``None`` if none does."""
    whole = 2**STEPS
    quick = _with_draws(inputs, SEARCHING)
    if not _lifted(quick, unit, _moved(inputs, unit, goals, whole, whole)):
        return None
    low, high = 0, whole
    while high - low > 1:
        middle = (low + high) // 2
        if _lifted(quick, unit, _moved(inputs, unit, goals, middle, whole)):
            high = middle
        else:
            low = middle
    for part in _tries(high, whole):
        changes = _moved(inputs, unit, goals, part, whole)
        line = _line(_changed(inputs, unit, changes), unit)
        if line.mark != Mark.BLACK:
            draws = read_body(inputs.method).draws
            return Lift(changes, line.score, line.rank, line.worst, draws)
    return None


def _tries(first: int, whole: int) -> Iterable[int]:
    """What the search found, a little more, and all of it."""
    return sorted({min(first + more, whole) for more in (0, 1, 2)} | {whole})


def _moved(
    inputs: Inputs, unit: int, goals: Mapping[str, Decimal], part: int, whole: int
) -> tuple[Change, ...]:
    """Each value that share of its way to the goal, in steps it is measured in."""
    row = inputs.values[unit]
    made = []
    for code, goal in goals.items():
        before = Decimal(row[code])
        to = before + (goal - before) * part / whole
        grain = Decimal(1).scaleb(min(0, int(before.as_tuple().exponent)))
        to = to.quantize(grain, ROUND_CEILING if goal > before else ROUND_FLOOR)
        to = min(to, goal) if goal > before else max(to, goal)
        made.append(Change(code, row[code], f"{to:f}"))
    return tuple(made)


def _changed(inputs: Inputs, unit: int, changes: Iterable[Change]) -> Inputs:
    row = {**inputs.values[unit], **{change.code: change.after for change in changes}}
    return replace(inputs, values={**inputs.values, unit: row})


def _with_draws(inputs: Inputs, draws: int) -> Inputs:
    least = min(draws, int(inputs.method.get("draws", draws)))
    return replace(inputs, method={**inputs.method, "draws": least})


def _lifted(inputs: Inputs, unit: int, changes: Iterable[Change]) -> bool:
    return _line(_changed(inputs, unit, changes), unit).mark != Mark.BLACK


def _line(inputs: Inputs, unit: int) -> Line:
    return next(line for line in result(inputs) if line.id == unit)
