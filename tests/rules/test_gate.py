"""Each gate at its edge: met, not yet, and failed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.procedure import GateKind
from rules.gate import (
    ApprovalFact,
    Facts,
    GateState,
    MeetingFact,
    MotionFact,
    judge,
    verdicts,
    way_out,
)
from rules.procedure import Gate, StepPlan

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NOTHING = Facts(step_since=NOON)
MET, PENDING, FAILED = GateState.MET, GateState.PENDING, GateState.FAILED


def state(kind: GateKind, facts: Facts, moment: datetime = NOON, **params: object) -> GateState:
    return judge(Gate(kind, params), 0, facts, moment).state


@pytest.mark.parametrize(
    ("households", "endorsing", "share", "count", "wanted"),
    [
        (600, 30, 5, None, MET),
        (600, 29, 5, None, PENDING),
        (601, 30, 5, None, PENDING),  # 30.05 households: a share is rounded up
        (601, 31, 5, None, MET),
        (0, 0, 5, None, PENDING),  # nobody lives here: still one household is needed
        (0, 1, 5, None, MET),
        (9, 3, None, 3, MET),
        (9, 2, None, 3, PENDING),
    ],
)
def test_households_support_it(
    households: int, endorsing: int, share: int | None, count: int | None, wanted: GateState
) -> None:
    facts = replace(NOTHING, households=households, endorsing=endorsing)
    assert state(GateKind.ENDORSEMENTS, facts, share=share, count=count) is wanted


HELD = MeetingFact(NOON - DAY, notice_days=3, due=10, present=5, minutes_filed=True, proceeds=True)


@pytest.mark.parametrize(
    ("meeting", "wanted"),
    [
        (HELD, MET),
        (replace(HELD, notice_days=2), PENDING),
        (replace(HELD, present=4), PENDING),
        (replace(HELD, minutes_filed=False), PENDING),
        (replace(HELD, proceeds=False), PENDING),
        (replace(HELD, due=0, present=0), PENDING),
        (replace(HELD, starts_at=NOON + DAY, minutes_filed=False), PENDING),
    ],
)
def test_a_meeting_counts_with_notice_attendance_and_minutes(
    meeting: MeetingFact, wanted: GateState
) -> None:
    facts = replace(NOTHING, meetings=(meeting,))
    assert state(GateKind.MEETING, facts, notice_days=3, attendance=50) is wanted


def test_a_second_meeting_can_do_what_the_first_did_not() -> None:
    facts = replace(NOTHING, meetings=(replace(HELD, proceeds=False), HELD))
    assert state(GateKind.MEETING, facts, notice_days=3, attendance=50) is MET


@pytest.mark.parametrize(
    ("motion_state", "wanted"),
    [("announced", PENDING), ("open", PENDING), ("passed", MET), ("failed", FAILED)],
)
def test_a_motion_decides(motion_state: str, wanted: GateState) -> None:
    motion = MotionFact(motion_state, "owners", NOON, NOON + DAY)
    assert state(GateKind.MOTION, replace(NOTHING, motion=motion)) is wanted


def test_a_motion_under_another_regime_does_not_count() -> None:
    facts = replace(NOTHING, motion=MotionFact("passed", "advisory", NOON, NOON))
    assert state(GateKind.MOTION, facts, regimes=["owners"]) is PENDING


def test_a_notice_hangs_to_the_second() -> None:
    facts = replace(NOTHING, posted_at=NOON - 7 * DAY)
    assert state(GateKind.NOTICE, facts, days=7) is MET
    assert state(GateKind.NOTICE, facts, NOON - timedelta(seconds=1), days=7) is PENDING
    assert state(GateKind.NOTICE, NOTHING, days=7) is PENDING


RATING = {"share": 60, "raters": 5, "open_days": 7}


@pytest.mark.parametrize(
    ("raters", "satisfied", "after", "wanted"),
    [
        (4, 0, 0, PENDING),  # four are too few to send it back
        (5, 2, 0, FAILED),  # 40 %: it goes back at once
        (5, 3, 0, PENDING),  # exactly 60 % is enough, but others may still rate
        (5, 3, 7, MET),
        (1000, 599, 7, FAILED),
        (1000, 600, 7, MET),
        (4, 4, 30, PENDING),
    ],
)
def test_below_sixty_percent_of_five_it_goes_back(
    raters: int, satisfied: int, after: int, wanted: GateState
) -> None:
    facts = replace(NOTHING, raters=raters, satisfied=satisfied)
    assert state(GateKind.RATINGS, facts, NOON + after * DAY, **RATING) is wanted


def test_rating_days_run_from_the_report_of_the_work() -> None:
    facts = replace(NOTHING, raters=5, satisfied=5, work_reported_at=NOON + DAY)
    assert state(GateKind.RATINGS, facts, NOON + 7 * DAY, **RATING) is PENDING
    assert state(GateKind.RATINGS, facts, NOON + 8 * DAY, **RATING) is MET


def yes(member: int, gate: int = 0, role: str = "council", approved: bool = True) -> ApprovalFact:
    return ApprovalFact(gate, member, role, approved)


@pytest.mark.parametrize(
    ("kind", "approvals", "wanted"),
    [
        (GateKind.APPROVAL, (), PENDING),
        (GateKind.APPROVAL, (yes(1),), MET),
        (GateKind.APPROVAL, (yes(1, gate=1),), PENDING),  # said at another gate
        (GateKind.APPROVAL, (yes(1, role="manager"),), PENDING),
        (GateKind.APPROVAL, (yes(1), yes(2, approved=False)), FAILED),
        (GateKind.TWO_PERSONS, (yes(1),), PENDING),
        (GateKind.TWO_PERSONS, (yes(1), yes(1)), PENDING),  # one person twice is one person
        (GateKind.TWO_PERSONS, (yes(1), yes(2)), MET),
    ],
)
def test_named_roles_approve(
    kind: GateKind, approvals: tuple[ApprovalFact, ...], wanted: GateState
) -> None:
    assert state(kind, replace(NOTHING, approvals=approvals), roles=["council"]) is wanted


def test_the_work_is_done_when_it_is_reported() -> None:
    facts = replace(NOTHING, tasks=3, tasks_done=3)
    assert state(GateKind.WORK, facts) is PENDING
    assert state(GateKind.WORK, replace(facts, work_reported_at=NOON)) is MET


STEP = StepPlan(
    code="a", name="甲", gates=(Gate(GateKind.WORK),), on_success="b", on_failure="c", on_expiry="d"
)


def test_a_form_with_a_gap_holds_a_step_that_is_otherwise_done() -> None:
    facts = replace(NOTHING, work_reported_at=NOON, form_missing=("预算",))
    assert way_out(STEP, verdicts(STEP, facts, NOON), expired=False) is None
    whole = replace(facts, form_missing=())
    assert way_out(STEP, verdicts(STEP, whole, NOON), expired=False) == ("success", "b")


def test_what_was_met_in_time_is_not_lost_to_the_deadline() -> None:
    facts = replace(NOTHING, work_reported_at=NOON)
    assert way_out(STEP, verdicts(STEP, facts, NOON), expired=True) == ("success", "b")
    assert way_out(STEP, verdicts(STEP, NOTHING, NOON), expired=True) == ("expiry", "d")
    stays = replace(STEP, on_expiry="stay")
    assert way_out(stays, verdicts(stays, NOTHING, NOON), expired=True) is None
