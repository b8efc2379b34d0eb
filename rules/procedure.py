"""How a topic may walk: steps, gates and where each way leads (议事规程).

Pure: a plan is what ``models.procedure`` keeps, read into frozen values. ``problems``
is the check that a draft passes before a council may publish it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.choice import Regime
from models.member import Role
from models.procedure import FieldKind, GateKind
from rules.refusal import N_

DONE, CLOSED, STAY = "done", "closed", "stay"
ENDS = (DONE, CLOSED)
MOST_STEPS, MOST_GATES, MOST_FIELDS = 12, 6, 30
WHOLE = 100  # percent


@dataclass(frozen=True)
class Gate:
    """One condition between two steps (关口), with its parameters."""

    kind: GateKind
    params: Mapping[str, Any] = field(default_factory=dict)

    def number(self, name: str, default: int = 0) -> int:
        """A whole-number parameter."""
        return int(self.params.get(name, default))

    def roles(self) -> tuple[str, ...]:
        """The role codes that this gate names."""
        return tuple(self.params.get("roles", ()))


@dataclass(frozen=True)
class FormField:
    """One question of a step's form (表单字段)."""

    code: str
    label: str
    label_en: str = ""
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class StepPlan:
    """One step of a plan (步骤)."""

    code: str
    name: str
    name_en: str = ""
    verb: str = ""
    verb_en: str = ""
    stage: str = ""
    icon: str = ""
    actors: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()
    form_key: str = ""  # a published form instead of fields
    gates: tuple[Gate, ...] = ()
    deadline_days: int | None = None
    on_success: str = DONE
    on_failure: str = CLOSED
    on_expiry: str = STAY

    @property
    def ways(self) -> tuple[str, ...]:
        """Where this step may lead."""
        expiry = () if self.on_expiry == STAY or self.deadline_days is None else (self.on_expiry,)
        return (self.on_success, self.on_failure, *expiry)

    def gate(self, kind: GateKind) -> Gate | None:
        """The first gate of ``kind`` here."""
        return next((gate for gate in self.gates if gate.kind is kind), None)


@dataclass(frozen=True)
class Plan:
    """The ordered steps of one version (规程版本)."""

    version_id: int
    procedure_code: str
    number: int
    steps: tuple[StepPlan, ...]

    def step(self, code: str) -> StepPlan:
        """The step called ``code``. Raises ``KeyError`` when there is none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)

    def position(self, code: str) -> int:
        """How many steps come before ``code``."""
        return next(i for i, step in enumerate(self.steps) if step.code == code)

    def has_gate(self, kind: GateKind) -> bool:
        """Whether any step asks for ``kind``."""
        return any(step.gate(kind) for step in self.steps)


@dataclass(frozen=True)
class Problem:
    """Why a draft may not be published yet (草稿问题)."""

    step: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


def problems(steps: Iterable[StepPlan]) -> list[Problem]:
    """Everything that stops ``steps`` from being a procedure; empty when it is sound."""
    steps = tuple(steps)
    if not steps:
        return [Problem("", N_("A procedure needs at least one step."))]
    found = _names(steps)
    for step in steps:
        found += _targets(step, {other.code for other in steps})
        found += _gates(step)
        found += _fields(step)
    return found or _shape(steps)


def _names(steps: tuple[StepPlan, ...]) -> list[Problem]:
    found = []
    if len(steps) > MOST_STEPS:
        found.append(Problem("", N_("At most {most} steps."), {"most": MOST_STEPS}))
    codes = [step.code for step in steps]
    for step in steps:
        told = {"name": step.name, "code": step.code}
        if not step.name.strip():
            found.append(Problem(step.code, N_("A step needs a name.")))
        if codes.count(step.code) > 1 or step.code in {*ENDS, STAY, ""}:
            found.append(Problem(step.code, N_("Two steps share the code “{code}”."), told))
        if not set(step.actors) <= set(Role):
            text = N_("“{name}” names a role that does not exist.")
            found.append(Problem(step.code, text, told))
    return found


def _targets(step: StepPlan, codes: set[str]) -> list[Problem]:
    sentence = N_("“{name}” leads to “{target}”, which does not exist.")
    allowed = codes | set(ENDS)
    ways = [step.on_success, step.on_failure]
    ways += [step.on_expiry] if step.on_expiry != STAY else []
    facts = [{"name": step.name, "target": way} for way in ways if way not in allowed]
    found = [Problem(step.code, sentence, fact) for fact in facts]
    if step.on_success == step.code:
        found.append(Problem(step.code, N_("“{name}” leads back to itself."), {"name": step.name}))
    if step.on_expiry != STAY and step.deadline_days is None:
        text = N_("“{name}” says what happens on expiry, but has no deadline.")
        found.append(Problem(step.code, text, {"name": step.name}))
    return found


def _gates(step: StepPlan) -> list[Problem]:
    if not step.gates:
        text = N_("“{name}” has no gate: a topic would fall straight through it.")
        return [Problem(step.code, text, {"name": step.name})]
    if len(step.gates) > MOST_GATES:
        return [Problem(step.code, N_("At most {most} gates in a step."), {"most": MOST_GATES})]
    found = []
    for gate in step.gates:
        if not sound(gate):
            text = N_("A gate of “{name}” is not filled in rightly ({gate}).")
            found.append(Problem(step.code, text, {"name": step.name, "gate": gate.kind.value}))
    kinds = [gate.kind for gate in step.gates]
    repeated = {k for k in kinds if kinds.count(k) > 1} - {GateKind.APPROVAL, GateKind.TWO_PERSONS}
    if repeated:
        text = N_("“{name}” asks for the same thing twice.")
        found.append(Problem(step.code, text, {"name": step.name}))
    return found


def _fields(step: StepPlan) -> list[Problem]:
    codes = [asked.code for asked in step.fields]
    wrong = len(codes) > MOST_FIELDS or len(set(codes)) < len(codes)
    wrong = wrong or any(not asked.label.strip() or not asked.code for asked in step.fields)
    wrong = wrong or any(a.kind is FieldKind.CHOICE and len(a.options) < 2 for a in step.fields)  # noqa: PLR2004
    if step.form_key and step.fields:
        text = N_("“{name}” has a form and fields of its own: keep one of them.")
        return [Problem(step.code, text, {"name": step.name})]
    text = N_("The form of “{name}” is not complete: each field needs a name of its own.")
    return [Problem(step.code, text, {"name": step.name})] if wrong else []


def _shape(steps: tuple[StepPlan, ...]) -> list[Problem]:
    """No unreachable step, and from every step a way to the end that is called done."""
    by_code = {step.code: step for step in steps}
    reached = _closure({steps[0].code}, {code: set(step.ways) for code, step in by_code.items()})
    back: dict[str, set[str]] = {}
    for step in steps:
        for way in step.ways:
            back.setdefault(way, set()).add(step.code)
    finishing = _closure({DONE}, back)
    found = []
    for step in steps:
        if step.code not in reached:
            text = N_("“{name}” can never be reached.")
            found.append(Problem(step.code, text, {"name": step.name}))
        if step.code not in finishing:
            text = N_("“{name}” is a dead end: no way leads from it to the end.")
            found.append(Problem(step.code, text, {"name": step.name}))
    return found


def _closure(start: set[str], ways: Mapping[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        for way in ways.get(todo.pop(), set()) - seen:
            seen.add(way)
            todo.append(way)
    return seen


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _roles(params: Mapping[str, Any]) -> bool:
    roles = params.get("roles")
    return isinstance(roles, list | tuple) and len(roles) > 0 and set(roles) <= set(Role)


def sound(gate: Gate) -> bool:
    """Whether the parameters of ``gate`` are those its kind asks for, within bounds."""
    given = gate.params
    match gate.kind:
        case GateKind.ENDORSEMENTS:
            count, share = given.get("count"), given.get("share")
            if (count is None) == (share is None):
                return False
            return _whole(count, 1, 100_000) if share is None else _whole(share, 1, WHOLE)
        case GateKind.MEETING:
            return _whole(given.get("notice_days"), 0, 90) and _whole(
                given.get("attendance"), 0, WHOLE
            )
        case GateKind.MOTION:
            return set(given.get("regimes", ())) <= set(Regime)
        case GateKind.NOTICE:
            return _whole(given.get("days"), 1, 365)
        case GateKind.RATINGS:
            return (
                _whole(given.get("share"), 1, WHOLE)
                and _whole(given.get("raters"), 1, 10_000)
                and _whole(given.get("open_days"), 0, 365)
            )
        case GateKind.APPROVAL | GateKind.TWO_PERSONS:
            return _roles(given)
        case GateKind.WORK | GateKind.BENEFIT:
            return True
