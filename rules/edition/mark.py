"""Who is listed, and the reasons in full (上榜结论与理由)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from models.edition import Mark
from rules.method.body import Body
from rules.ranking import REASONS
from rules.refusal import N_

if TYPE_CHECKING:
    from rules.edition.compute import Line

WHOLE = 1_000_000
HALF = Fraction(1, 2)
SENTENCES: dict[str, str] = dict(REASONS) | {
    "gate": N_("A hard gate applies: {gate}."),
    "not_red": N_("A hard gate keeps it off the red list: {gate}."),
    "unheard": N_("It was not heard, so a correction does not list it."),
    "adverse": N_("Below the middle of its peers: {indicators}."),
}
"""What each reason says, to be translated (理由用语)."""

Reason = dict[str, Any]


def marked(
    line: "Line",
    adverse: Sequence[str],
    gates: Sequence[str],
    heard: frozenset[int] | None,
    body: Body,
) -> "Line":
    """``line`` with its mark and the reasons for it.

    Black needs a hard gate, or all three: sure enough, enough of it measured, and something
    measured that speaks against it. Nothing that is missing ever does.
    """
    effects = {gate.code: gate.effect for gate in body.gates if gate.code in gates}
    mark, reason = _judged(line, bool(adverse), body)
    reasons: list[Reason] = [{"code": reason}]
    if "black" in effects.values():
        mark = Mark.BLACK
        reasons = [_gate("gate", code) for code, how in effects.items() if how == "black"]
    if mark is Mark.BLACK and heard is not None and line.id not in heard:
        mark, reasons = _none(line), [{"code": "unheard"}]
    if mark is Mark.RED and effects:
        mark, reasons = Mark.NONE, [_gate("not_red", code) for code in effects]
    if adverse and line.rank is not None:
        reasons.append({"code": "adverse", "indicators": list(adverse)})
    return replace(line, mark=mark.value, reasons=reasons)


def _gate(code: str, gate: str) -> Reason:
    return {"code": code, "gate": gate}


def _none(line: "Line") -> Mark:
    return Mark.UNRANKED if line.rank is None else Mark.NONE


def _judged(line: "Line", speaks_against: bool, body: Body) -> tuple[Mark, str]:
    if line.rank is None:
        return Mark.UNRANKED, "unranked"
    if not body.draws:
        return Mark.NONE, "undrawn"
    worst = sure(line.worst, body.draws, body.black.probability)
    best = sure(line.best, body.draws, body.red.probability)
    if not worst and not best:
        likely = Fraction(max(line.worst, line.best), body.draws) >= HALF
        return Mark.NONE, "unsure" if likely else "middle"
    if Fraction(line.coverage, WHOLE) < Fraction(body.coverage):
        return Mark.NONE, "coverage"
    if best and not worst:
        return Mark.RED, "sure"
    return (Mark.BLACK, "sure") if speaks_against else (Mark.NONE, "missing")


def sure(times: int, draws: int, probability: Decimal) -> bool:
    """Whether ``times`` out of ``draws`` is as much as ``probability`` asks; in whole numbers."""
    asked = Fraction(probability)
    return times * asked.denominator >= asked.numerator * draws
