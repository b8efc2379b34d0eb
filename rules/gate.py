"""Whether a gate is met, at this moment, on these facts (关口判断).

Pure: ``services.facts`` gathers, this page judges, ``services.walk`` moves. Each verdict
says in one sentence what is missing, and for whom.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from models.choice import Regime
from models.procedure import GateKind
from rules.procedure import STAY, WHOLE, Gate, StepPlan
from rules.refusal import N_


class GateState(StrEnum):
    """What a gate says (关口状态)."""

    MET = "met"  # 已满足
    PENDING = "pending"  # 还差
    FAILED = "failed"  # 不通过


@dataclass(frozen=True)
class Verdict:
    """What one gate says, in words, and when the clock alone may change it (判断)."""

    kind: str
    state: GateState
    sentence: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    waits_for: tuple[str, ...] = ()
    wake_at: datetime | None = None


@dataclass(frozen=True)
class MeetingFact:
    """One meeting that had this topic on its agenda in this round (会议事实)."""

    starts_at: datetime
    notice_days: int  # whole days between the announcement and the start
    due: int
    present: int
    minutes_filed: bool
    proceeds: bool


@dataclass(frozen=True)
class MotionFact:
    """The newest motion of this round (表决事实)."""

    state: str  # announced, open, passed, failed
    regime: str
    opens_at: datetime
    closes_at: datetime
    missing_heads: int = 0
    missing_area_cm2: int = 0
    counted_here: bool = True  # False: on the city's system


@dataclass(frozen=True)
class ApprovalFact:
    """One person's yes or no at one gate (同意事实)."""

    gate: int
    member_id: int
    role: str
    approved: bool


@dataclass(frozen=True)
class Facts:
    """All that the gates of a step may ask about (事实)."""

    step_since: datetime
    households: int = 0
    endorsing: int = 0
    meetings: tuple[MeetingFact, ...] = ()
    motion: MotionFact | None = None
    posted_at: datetime | None = None
    tasks: int = 0
    tasks_done: int = 0
    tasks_late: int = 0
    late_from: datetime | None = None  # when the next task becomes late
    work_reported_at: datetime | None = None
    raters: int = 0
    satisfied: int = 0
    approvals: tuple[ApprovalFact, ...] = ()
    benefit_published: bool = False
    form_missing: tuple[str, ...] = ()


CHAIR = ("council", "committee")


def judge(gate: Gate, index: int, facts: Facts, moment: datetime) -> Verdict:
    """What ``gate``, the ``index``-th of its step, says at ``moment``."""
    match gate.kind:
        case GateKind.ENDORSEMENTS:
            return _endorsements(gate, facts)
        case GateKind.MEETING:
            return _meeting(gate, facts, moment)
        case GateKind.MOTION:
            return _motion(gate, facts)
        case GateKind.NOTICE:
            return _notice(gate, facts, moment)
        case GateKind.WORK:
            return _work(facts)
        case GateKind.RATINGS:
            return _ratings(gate, facts, moment)
        case GateKind.BENEFIT:
            return _benefit(facts)
        case GateKind.APPROVAL:
            return _approvals(gate, index, facts, wanted=1)
        case GateKind.TWO_PERSONS:
            return _approvals(gate, index, facts, wanted=2)


def verdicts(step: StepPlan, facts: Facts, moment: datetime) -> list[Verdict]:
    """What every gate of ``step`` says, and its form where something is left out."""
    found = [judge(gate, i, facts, moment) for i, gate in enumerate(step.gates)]
    if facts.form_missing:
        left_out = {"fields": list(facts.form_missing)}
        text = N_("The form still lacks: {fields}")
        found.append(Verdict("form", GateState.PENDING, text, left_out, step.actors))
    return found


def way_out(step: StepPlan, found: list[Verdict], expired: bool) -> tuple[str, str] | None:
    """Which way leads out of ``step`` now: its outcome and target; ``None`` is to stay.

    One failed gate fails the step; success needs every gate; the deadline comes last, so
    that what was met in time is never lost to a late look at it.
    """
    states = {verdict.state for verdict in found}
    if GateState.FAILED in states:
        return "failure", step.on_failure
    if states == {GateState.MET}:
        return "success", step.on_success
    if expired and step.on_expiry != STAY:
        return "expiry", step.on_expiry
    return None


def _met(gate_kind: str, sentence: str, **facts: object) -> Verdict:
    return Verdict(gate_kind, GateState.MET, sentence, facts)


def endorsements_needed(gate: Gate, households: int) -> int:
    """How many households must support; a share is rounded up, and never below one."""
    if gate.params.get("share") is None:
        return gate.number("count")
    return max(1, -(-households * gate.number("share") // WHOLE))


def _endorsements(gate: Gate, facts: Facts) -> Verdict:
    needed = endorsements_needed(gate, facts.households)
    if facts.endorsing >= needed:
        return _met(gate.kind, N_("Supported by households: {n}"), n=facts.endorsing)
    told = {"n": needed - facts.endorsing, "have": facts.endorsing, "need": needed}
    text = N_("Households still to support it: {n}")
    return Verdict(gate.kind, GateState.PENDING, text, told, ("resident", "owner"))


def _meeting(gate: Gate, facts: Facts, moment: datetime) -> Verdict:
    for meeting in facts.meetings:
        if not (meeting.minutes_filed and meeting.proceeds):
            continue
        enough = meeting.present * WHOLE >= meeting.due * gate.number("attendance")
        if meeting.notice_days >= gate.number("notice_days") and enough and meeting.present > 0:
            told = {"present": meeting.present, "due": meeting.due}
            return _met(gate.kind, N_("Met: {present} of {due} came"), **told)
    return _meeting_to_come(gate, facts, moment)


def _meeting_to_come(gate: Gate, facts: Facts, moment: datetime) -> Verdict:
    ahead = [meeting for meeting in facts.meetings if meeting.starts_at > moment]
    if ahead:
        starts_at = min(meeting.starts_at for meeting in ahead)
        text = N_("The meeting is on {starts_at}")
        told = {"starts_at": starts_at.isoformat()}
        return Verdict(gate.kind, GateState.PENDING, text, told, CHAIR, starts_at)
    if any(not meeting.minutes_filed for meeting in facts.meetings):
        return Verdict(gate.kind, GateState.PENDING, N_("The minutes are still to come"), {}, CHAIR)
    if facts.meetings:
        text = N_("Another meeting is needed, with {days} days' notice and {share}% present")
        asked = {"days": gate.number("notice_days"), "share": gate.number("attendance")}
        return Verdict(gate.kind, GateState.PENDING, text, asked, CHAIR)
    text = N_("A meeting is still to be called")
    return Verdict(gate.kind, GateState.PENDING, text, {}, CHAIR)


def _motion(gate: Gate, facts: Facts) -> Verdict:
    motion = facts.motion
    regimes = gate.params.get("regimes") or ()
    if motion is None or (regimes and motion.regime not in regimes):
        text = N_("The question is still to be put to the vote")
        return Verdict(gate.kind, GateState.PENDING, text, {}, CHAIR)
    if motion.state == "passed":
        return _met(gate.kind, N_("The vote has passed"))
    if motion.state == "failed":
        return Verdict(gate.kind, GateState.FAILED, N_("The vote has not passed"))
    if motion.state == "announced":
        opens = {"opens_at": motion.opens_at.isoformat()}
        text = N_("The vote opens on {opens_at}")
        return Verdict(gate.kind, GateState.PENDING, text, opens, _asked(motion), motion.opens_at)
    told: dict[str, object] = {"closes_at": motion.closes_at.isoformat()}
    if not motion.counted_here:
        text = N_("The result of the city's system is still to be entered")
        return Verdict(gate.kind, GateState.PENDING, text, {}, CHAIR)
    text = N_("Enough have taken part; the vote closes on {closes_at}")
    if motion.regime == Regime.ADVISORY:
        text = N_("The vote closes on {closes_at}")
    elif motion.regime != Regime.OWNERS and motion.missing_heads:
        text = N_("Answers still missing: {heads}")
        told |= {"heads": motion.missing_heads}
    elif motion.missing_heads or motion.missing_area_cm2:
        text = N_("Still to take part: owners {heads}, area {area_cm2}")
        told |= {"heads": motion.missing_heads, "area_cm2": motion.missing_area_cm2}
    return Verdict(gate.kind, GateState.PENDING, text, told, _asked(motion), motion.closes_at)


def _asked(motion: MotionFact) -> tuple[str, ...]:
    """Whose answers are waited for."""
    if motion.regime == Regime.COMMITTEE:
        return ("committee",)
    return ("resident",) if motion.regime in {Regime.ADVISORY, Regime.RESIDENTS} else ("owner",)


def _notice(gate: Gate, facts: Facts, moment: datetime) -> Verdict:
    if facts.posted_at is None:
        return Verdict(
            gate.kind, GateState.PENDING, N_("The notice is still to be posted"), {}, CHAIR
        )
    until = facts.posted_at + timedelta(days=gate.number("days"))
    told = {"until_at": until.isoformat()}
    if moment >= until:
        return _met(gate.kind, N_("Posted until {until_at}"), **told)
    text = N_("The notice hangs until {until_at}")
    return Verdict(gate.kind, GateState.PENDING, text, told, (), until)


def _work(facts: Facts) -> Verdict:
    kind = GateKind.WORK
    if facts.work_reported_at is not None:
        return _met(kind, N_("The work is reported done"))
    if not facts.tasks:
        return Verdict(kind, GateState.PENDING, N_("Tasks are still to be given out"), {}, CHAIR)
    told = {"done": facts.tasks_done, "all": facts.tasks, "late": facts.tasks_late}
    text = N_("Tasks done: {done} of {all}")
    if facts.tasks_late:
        text = N_("Tasks done: {done} of {all}; late: {late}")
    elif facts.tasks_done == facts.tasks:
        text = N_("All {all} tasks are done; the report is still to come")
    return Verdict(kind, GateState.PENDING, text, told, CHAIR, facts.late_from)


def _ratings(gate: Gate, facts: Facts, moment: datetime) -> Verdict:
    least, share = gate.number("raters"), gate.number("share")
    opened = max(facts.step_since, facts.work_reported_at or facts.step_since)
    until = opened + timedelta(days=gate.number("open_days"))
    told = {"raters": facts.raters, "satisfied": facts.satisfied, "until_at": until.isoformat()}
    enough = facts.raters >= least
    content = facts.satisfied * WHOLE >= share * facts.raters
    if enough and not content:
        text = N_("Only {satisfied} of {raters} are satisfied: it goes back")
        return Verdict(gate.kind, GateState.FAILED, text, told)
    if enough and moment >= until:
        return _met(gate.kind, N_("{satisfied} of {raters} are satisfied"), **told)
    if not enough:
        told |= {"n": least - facts.raters}
        text = N_("Ratings still needed: {n}")
        return Verdict(gate.kind, GateState.PENDING, text, told, ("resident", "owner"))
    text = N_("{satisfied} of {raters} are satisfied; rating is open until {until_at}")
    return Verdict(gate.kind, GateState.PENDING, text, told, ("resident", "owner"), until)


def _benefit(facts: Facts) -> Verdict:
    if facts.benefit_published:
        return _met(GateKind.BENEFIT, N_("The result is published"))
    text = N_("The result is still to be published")
    return Verdict(GateKind.BENEFIT, GateState.PENDING, text, {}, CHAIR)


def _approvals(gate: Gate, index: int, facts: Facts, wanted: int) -> Verdict:
    """``wanted`` different persons of the named roles say yes; one no is enough to fail."""
    roles = gate.roles()
    given = [a for a in facts.approvals if a.gate == index and a.role in roles]
    if any(not approval.approved for approval in given):
        return Verdict(gate.kind, GateState.FAILED, N_("It was declined"))
    persons = len({approval.member_id for approval in given})
    if persons >= wanted:
        return _met(gate.kind, N_("Approved"))
    told: dict[str, object] = {"roles": list(roles), "n": wanted - persons}
    text = N_("Waiting for approval by {roles}")
    if wanted > 1:
        text = N_("Waiting for {n} different persons to approve: {roles}")
    return Verdict(gate.kind, GateState.PENDING, text, told, roles)
