"""What a draft must be before a council may publish it."""

from dataclasses import replace

import pytest

from models.procedure import FieldKind, GateKind
from rules.procedure import FormField, Gate, StepPlan, problems, sound
from services.plan import form_field, gate
from services.procedure.shipping import shipped


def plan_of(kept: dict) -> tuple[StepPlan, ...]:
    steps = []
    for row in kept["steps"]:
        more = {"gates": tuple(map(gate, row["gates"])), "actors": tuple(row["actors"])}
        more["fields"] = tuple(map(form_field, row.get("fields", [])))
        steps.append(StepPlan(**(row | more)))
    return tuple(steps)


YES = Gate(GateKind.APPROVAL, {"roles": ["council"]})
ONE = StepPlan(code="a", name="甲", gates=(YES,), on_success="b")
TWO = StepPlan(code="b", name="乙", gates=(YES,), on_success="done")


@pytest.mark.parametrize("kept", shipped(), ids=lambda kept: kept["code"])
def test_every_procedure_that_ships_is_sound(kept: dict) -> None:
    assert problems(plan_of(kept)) == []


def test_the_five_steps_are_the_five_of_the_people() -> None:
    assert [step.name for step in plan_of(shipped()[0])] == ["民提", "民议", "民决", "民评", "民享"]
    assert [step.name[0] for step in plan_of(shipped()[1])] == list("点定议决办评")


def test_two_sound_steps_have_no_problem() -> None:
    assert problems((ONE, TWO)) == []


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ((), "at least one step"),
        ((replace(ONE, on_success="c"), TWO), "does not exist"),
        ((replace(ONE, on_success="a"), TWO), "back to itself"),
        ((ONE, replace(TWO, code="a")), "share the code"),
        ((ONE, replace(TWO, code="done")), "share the code"),
        ((replace(ONE, on_success="done"), TWO), "never be reached"),
        ((ONE, replace(TWO, on_success="closed")), "dead end"),
        ((ONE, replace(TWO, on_success="a", on_failure="a")), "dead end"),
        ((replace(ONE, gates=()), TWO), "no gate"),
        ((replace(ONE, name=" "), TWO), "needs a name"),
        ((replace(ONE, actors=("emperor",)), TWO), "role that does not exist"),
        ((replace(ONE, on_expiry="b"), TWO), "no deadline"),
        ((replace(ONE, gates=(Gate(GateKind.WORK), Gate(GateKind.WORK))), TWO), "same thing twice"),
        ((replace(ONE, gates=(Gate(GateKind.NOTICE, {"days": 0}),)), TWO), "not filled in"),
        ((replace(ONE, gates=(YES,) * 7), TWO), "At most 6 gates"),
        (tuple(replace(ONE, code=str(i)) for i in range(13)), "At most 12 steps"),
        ((replace(ONE, fields=(FormField("x", " "),)), TWO), "not complete"),
        (
            (replace(ONE, fields=(FormField("x", "甲", kind=FieldKind.CHOICE),)), TWO),
            "not complete",
        ),
    ],
)
def test_a_draft_that_could_strand_a_topic_is_named(
    steps: tuple[StepPlan, ...], complaint: str
) -> None:
    found = problems(steps)
    assert found
    assert any(complaint in p.sentence.format(**p.facts) for p in found), found


@pytest.mark.parametrize(
    ("kind", "params", "right"),
    [
        (GateKind.ENDORSEMENTS, {"count": 30}, True),
        (GateKind.ENDORSEMENTS, {"share": 5}, True),
        (GateKind.ENDORSEMENTS, {"share": 5, "count": 3}, False),
        (GateKind.ENDORSEMENTS, {}, False),
        (GateKind.ENDORSEMENTS, {"share": 101}, False),
        (GateKind.ENDORSEMENTS, {"count": True}, False),
        (GateKind.MEETING, {"notice_days": 0, "attendance": 0}, True),
        (GateKind.MEETING, {"notice_days": -1, "attendance": 50}, False),
        (GateKind.MEETING, {"notice_days": 3, "attendance": "50"}, False),
        (GateKind.MOTION, {}, True),
        (GateKind.MOTION, {"regimes": ["owners"]}, True),
        (GateKind.MOTION, {"regimes": ["royal"]}, False),
        (GateKind.NOTICE, {"days": 7}, True),
        (GateKind.RATINGS, {"share": 60, "raters": 5, "open_days": 7}, True),
        (GateKind.RATINGS, {"share": 60, "raters": 0, "open_days": 7}, False),
        (GateKind.APPROVAL, {"roles": ["council"]}, True),
        (GateKind.APPROVAL, {"roles": []}, False),
        (GateKind.TWO_PERSONS, {"roles": ["council", "king"]}, False),
        (GateKind.WORK, {}, True),
        (GateKind.BENEFIT, {}, True),
    ],
)
def test_a_gate_is_filled_in_within_its_bounds(kind: GateKind, params: dict, right: bool) -> None:
    assert sound(Gate(kind, params)) is right
