"""A procedure as a change set carries it (议事规程变更): as its file ships, without its code."""

from collections.abc import Mapping
from typing import Any

from models.choice import Regime
from models.member import Role
from models.procedure import FieldKind, GateKind
from rules.definition.problem import Problem
from rules.definition.shape import (
    Shape,
    anything,
    distinct,
    listed,
    maybe,
    one_of,
    parts,
    text,
    whole,
    yes_no,
)
from rules.procedure import MOST_FIELDS, MOST_GATES, MOST_STEPS, FormField, Gate, StepPlan
from rules.procedure import problems as plan_problems
from rules.refusal import N_, Refused

LONGEST_CODE = 40
CODE = r"[a-z0-9_-]+"
ROLES = tuple(role.value for role in Role)
WORDS = {"name": text(40), "name_en": text(60, 0), "summary": text(400, 0)}
WORDS |= {"summary_en": text(400, 0)}
_ROLES = {"roles": distinct(ROLES, 1)}
_GATES: dict[GateKind, Shape] = {
    GateKind.ENDORSEMENTS: parts(
        {"kind": anything()}, {"count": whole(1, 100_000), "share": whole(1, 100)}
    ),
    GateKind.MEETING: parts(
        {"kind": anything(), "notice_days": whole(0, 90), "attendance": whole(0, 100)}
    ),
    GateKind.MOTION: parts(
        {"kind": anything()}, {"regimes": distinct([regime.value for regime in Regime])}
    ),
    GateKind.WORK: parts({"kind": anything()}),
    GateKind.NOTICE: parts({"kind": anything(), "days": whole(1, 365)}),
    GateKind.RATINGS: parts(
        {
            "kind": anything(),
            "share": whole(1, 100),
            "raters": whole(1, 10_000),
            "open_days": whole(0, 365),
        }
    ),
    GateKind.APPROVAL: parts({"kind": anything(), **_ROLES}),
    GateKind.TWO_PERSONS: parts({"kind": anything(), **_ROLES}),
    GateKind.BENEFIT: parts({"kind": anything()}),
}


def _gate(given: Any, where: str) -> list[Problem]:
    """A gate has the parameters of its kind and no others."""
    kinds = one_of([kind.value for kind in GateKind])
    kind: Any = given.get("kind") if isinstance(given, Mapping) else None
    return kinds(kind, f"{where}.kind") or _GATES[GateKind(kind)](given, where)


_FIELD = parts(
    {"code": text(40, 1, CODE), "label": text(60)},
    {
        "label_en": text(80, 0),
        "kind": one_of([kind.value for kind in FieldKind]),
        "required": yes_no(),
        "options": listed(text(60), 50),
        "help": text(300, 0),
    },
)
_STEP = parts(
    {
        "code": text(30, 1, CODE),
        "name": text(20),
        "gates": listed(_gate, MOST_GATES),
        "on_success": text(30, 1, CODE),
    },
    {
        "name_en": text(40, 0),
        "verb": text(60, 0),
        "verb_en": text(100, 0),
        "stage": text(20, 0),
        "icon": text(40, 0, "[a-z0-9_]*"),
        "actors": distinct(ROLES),
        "fields": listed(_FIELD, MOST_FIELDS),
        "form_key": text(40, 0, r"[a-z0-9_-]*"),
        "deadline_days": maybe(whole(1, 1000)),
        "on_failure": text(30, 1, CODE),
        "on_expiry": text(30, 1, CODE),
    },
)
SHAPE = parts(
    {"name": WORDS["name"], "steps": listed(_STEP, MOST_STEPS, 1)},
    {name: shape for name, shape in WORDS.items() if name != "name"},
)


def must_be_code(key: str) -> str:
    """``key``, when a procedure or a method may be called so."""
    if not (key.isascii() and key.replace("-", "").isalnum() and len(key) <= LONGEST_CODE):
        raise Refused(N_("A code is made of letters, digits and hyphens."))
    return key


def problems(body: Mapping[str, Any], _context: object = None) -> list[Problem]:
    """What stops a procedure from being published: its shape first, then its ways and gates."""
    found = SHAPE(body, "")
    if found:
        return found
    return [Problem(p.step, p.sentence, p.facts) for p in plan_problems(read_steps(body))]


def read_steps(body: Mapping[str, Any]) -> tuple[StepPlan, ...]:
    """The steps of a body whose shape is sound."""
    return tuple(map(_step, body["steps"]))


def _step(given: Mapping[str, Any]) -> StepPlan:
    inner = {
        "actors": tuple(given.get("actors", ())),
        "fields": tuple(map(_field, given.get("fields", ()))),
        "gates": tuple(_read_gate(gate) for gate in given["gates"]),
    }
    return StepPlan(**{**given, **inner})


def _field(given: Mapping[str, Any]) -> FormField:
    kind = FieldKind(given.get("kind", FieldKind.TEXT))
    return FormField(**{**given, "kind": kind, "options": tuple(given.get("options", ()))})


def _read_gate(given: Mapping[str, Any]) -> Gate:
    kind = GateKind(given["kind"])
    return Gate(kind, {name: value for name, value in given.items() if name != "kind"})
