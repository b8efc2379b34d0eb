"""Ten thousand random lives of a topic: no step is ever left but through its gates.

The oracle below knows the law of the house in its own words and judges every move that the
rules allow. Events are drawn by Hypothesis; the procedures are the four that ship.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.procedure import GateKind
from rules.gate import ApprovalFact, Facts, MeetingFact, MotionFact, verdicts, way_out
from rules.procedure import ENDS, StepPlan
from services.procedure.shipping import shipped
from tests.rules.test_procedure import plan_of

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PLANS = [plan_of(kept) for kept in shipped()]
EVENTS = st.binary(min_size=12, max_size=80)  # two a time: one draw, where pairs would be eighty


def happens(facts: Facts, event: int, n: int, moment: datetime) -> Facts:
    """Something that people, or the clock, may do to a topic."""
    meeting = MeetingFact(moment, n % 6, 10, n % 11, n % 2 == 0, n % 3 > 0)
    role = ("council", "committee", "secretary", "manager")[n % 4]
    motion = MotionFact(("announced", "open", "passed", "failed")[n % 4], "owners", moment, moment)
    changes: tuple[dict[str, Any], ...] = (
        {"households": n * 50},
        {"endorsing": facts.endorsing + n},
        {"meetings": (*facts.meetings, meeting)},
        {"motion": motion},
        {"posted_at": moment},
        {"work_reported_at": moment},
        {"raters": facts.raters + n, "satisfied": facts.satisfied + n // 2},
        {"raters": facts.raters + n, "satisfied": facts.satisfied + n},
        {"approvals": (*facts.approvals, ApprovalFact(n % 2, n, role, n % 7 > 0))},
        {"benefit_published": True},
        {"tasks": n, "tasks_done": n // 2},
        {"form_missing": ("预算",) if n % 2 else ()},
        {},
        {},
    )
    return replace(facts, **changes[event])


def legal(
    step: StepPlan, facts: Facts, moment: datetime, move: tuple[str, str], late: bool
) -> bool:
    """Whether the law of the house allows ``move``, in words of its own."""
    outcome, target = move
    if outcome == "expiry":
        return late and target == step.on_expiry != "stay"
    if outcome == "failure":
        return target == step.on_failure and any(
            failed(g, i, facts) for i, g in enumerate(step.gates)
        )
    return (
        target == step.on_success
        and not facts.form_missing
        and all(passed(g, i, facts, moment) for i, g in enumerate(step.gates))
    )


def failed(gate, index: int, facts: Facts) -> bool:
    if gate.kind is GateKind.MOTION:
        return facts.motion is not None and facts.motion.state == "failed"
    if gate.kind is GateKind.RATINGS:
        return facts.raters >= 5 and facts.satisfied / facts.raters < 0.6
    if gate.kind in (GateKind.APPROVAL, GateKind.TWO_PERSONS):
        return any(
            a.gate == index and a.role in gate.params["roles"] and not a.approved
            for a in facts.approvals
        )
    return False


def passed(gate, index: int, facts: Facts, moment: datetime) -> bool:
    asked = gate.params
    match gate.kind:
        case GateKind.ENDORSEMENTS:
            return (
                facts.endorsing >= 1 and facts.endorsing * 100 >= facts.households * asked["share"]
            )
        case GateKind.MEETING:
            return any(
                m.minutes_filed
                and m.proceeds
                and m.present
                and m.notice_days >= asked["notice_days"]
                and m.present / m.due * 100 >= asked["attendance"]
                for m in facts.meetings
            )
        case GateKind.MOTION:
            return facts.motion is not None and facts.motion.state == "passed"
        case GateKind.NOTICE:
            return facts.posted_at is not None and (moment - facts.posted_at).days >= asked["days"]
        case GateKind.WORK:
            return facts.work_reported_at is not None
        case GateKind.RATINGS:
            opened = max(t for t in (facts.step_since, facts.work_reported_at) if t)
            many = facts.raters >= asked["raters"] and facts.satisfied / facts.raters >= 0.6
            return many and moment - opened >= DAY * asked["open_days"]
        case GateKind.BENEFIT:
            return facts.benefit_published
    wanted = 2 if gate.kind is GateKind.TWO_PERSONS else 1
    yes = {a.member_id for a in facts.approvals if a.gate == index and a.role in asked["roles"]}
    return len(yes) >= wanted and not failed(gate, index, facts)


@settings(max_examples=10_000, deadline=None)
@given(st.integers(0, 3), EVENTS)
def test_no_step_is_left_but_through_its_gates(which: int, events: bytes) -> None:
    steps = {step.code: step for step in PLANS[which]}
    step, moment = PLANS[which][0], NOON
    facts = Facts(step_since=moment, households=600)
    for event, much in zip(events[::2], events[1::2]):
        n = much % 13
        moment += DAY * n / 4
        facts = happens(facts, event % 14, n, moment)
        late = (moment - facts.step_since).days > (step.deadline_days or 10**6)
        move = way_out(step, verdicts(step, facts, moment), late)
        if move is None:
            continue
        assert legal(step, facts, moment, move, late), (step.code, move, facts)
        if move[1] in ENDS:
            return
        step = steps[move[1]]
        facts = Facts(step_since=moment, households=facts.households)
