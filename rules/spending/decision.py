"""Whether a request to spend is decided, and by whom (支出决定).

Two chains are looked at, and neither stands for the other: the four steps with their two
publications, and the owners' motion under Civil Code 278.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.choice import Regime
from models.motion import Binding, MotionState
from models.procedure import GateKind
from models.spending import SpendingState
from models.topic import TopicState
from rules.money import amounts_in, yuan
from rules.procedure import Plan
from rules.refusal import N_, Refused

RESULT_DAYS, PARTLY_DAYS = 10, 60  # working days after the last payment to publish the result


class Deliberation(StrEnum):
    """The four deliberations (四议)."""

    PROPOSED = "tiyi"  # 提议
    CONSULTED = "shangyi"  # 商议
    REVIEWED = "shenyi"  # 审议
    RESOLVED = "jueyi"  # 决议


_GATES = {
    Deliberation.PROPOSED: GateKind.APPROVAL,
    Deliberation.CONSULTED: GateKind.TWO_PERSONS,
    Deliberation.REVIEWED: GateKind.MEETING,
    Deliberation.RESOLVED: GateKind.MOTION,
}


def must_have_four_steps(plan: Plan) -> None:
    """Refuse a procedure that was changed so far that it is no longer 四议两公开."""
    steps = {step.code: step for step in plan.steps}
    sound = all(code in steps and steps[code].gate(gate) for code, gate in _GATES.items())
    if not sound or not plan.has_gate(GateKind.NOTICE):
        raise Refused(N_("This procedure was changed: its four steps and its posting are gone."))


@dataclass(frozen=True)
class Resolution:
    """A motion as far as money goes (与支出有关的表决)."""

    id: int
    state: MotionState
    regime: Regime
    binding: Binding
    matter: int | None
    text: str  # its question and the text that was voted on
    decided_on: date | None = None

    @property
    def owners_passed(self) -> bool:
        """Whether the owners decided it under Article 278, with full force."""
        return self.regime is Regime.OWNERS and self._stands

    @property
    def residents_passed(self) -> bool:
        """Whether the residents' meeting resolved it."""
        return self.regime is Regime.RESIDENTS and self._stands

    @property
    def _stands(self) -> bool:
        return self.state is MotionState.PASSED and self.binding is not Binding.ADVISORY


@dataclass(frozen=True)
class Chain:
    """How far a request has come: four steps, and what was published (决定链)."""

    topic: TopicState
    passed: frozenset[str] = frozenset()  # codes of the steps that were met
    resolved: Resolution | None = None  # what decided in the fourth step
    owners: Resolution | None = None  # the owners' own motion, where it is another one
    decision_posted: bool = False


@dataclass(frozen=True)
class Judged:
    """Where a request stands, and what is still missing (支出判断)."""

    state: SpendingState
    missing: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    motion: Resolution | None = None  # the one that carries it


def judge(chain: Chain, asked_fen: int, items: tuple[int, ...]) -> Judged:
    """Whether ``asked_fen`` may be paid. ``items`` is empty for a use that the law names."""
    if chain.topic in (TopicState.WITHDRAWN, TopicState.MERGED):
        return Judged(SpendingState.WITHDRAWN)
    if chain.topic not in (TopicState.OPEN, TopicState.DONE):
        return Judged(SpendingState.REFUSED)
    if not set(Deliberation) <= chain.passed:
        return _waiting(N_("The four steps are not all passed yet."))
    carrying = next(
        (r for r in (chain.owners, chain.resolved) if r and _carries(r, asked_fen, items)), None
    )
    if carrying is None and items:
        return _waiting(
            N_("The owners have not passed a motion for this sum: Civil Code 278, item {item}."),
            item="/".join(map(str, items)),
        )
    if carrying is None:
        return _waiting(N_("Neither the residents' meeting nor the owners resolved on this sum."))
    if not chain.decision_posted:
        return _waiting(N_("The decision is not published yet."))
    return Judged(SpendingState.APPROVED, motion=carrying)


def _waiting(missing: str, **facts: object) -> Judged:
    return Judged(SpendingState.WALKING, missing, facts)


def _carries(resolution: Resolution, fen: int, items: tuple[int, ...]) -> bool:
    named = fen in amounts_in(resolution.text)
    if not items:
        return named and (resolution.owners_passed or resolution.residents_passed)
    return named and resolution.owners_passed and resolution.matter in items


def must_carry(resolution: Resolution, amounts: Iterable[int], items: tuple[int, ...]) -> None:
    """Refuse a motion that did not decide this: by whom, under which item, and how much."""
    if not resolution.owners_passed:
        raise Refused(N_("This motion was not passed by the owners under Civil Code 278."))
    if resolution.matter not in items:
        raise Refused(
            N_("This motion was on another matter: item {item} of Civil Code 278 is needed."),
            item="/".join(map(str, items)),
        )
    named = amounts_in(resolution.text)
    for fen in amounts:
        if fen not in named:
            raise Refused(
                N_("The motion and its text do not name {amount}: it was not passed for this sum."),
                amount=yuan(fen),
            )
