"""Plans as the tables keep them, read into frozen values (规程读取)."""

from typing import Any

from sqlmodel import Session, col, select

from models.procedure import (
    FieldKind,
    GateKind,
    Procedure,
    ProcedureVersion,
    Step,
    VersionState,
)
from models.topic import Topic
from rules.procedure import FormField, Gate, Plan, StepPlan
from rules.refusal import N_, Refused


def form_field(kept: dict[str, Any]) -> FormField:
    """One field as its row keeps it."""
    return FormField(
        code=str(kept["code"]),
        label=str(kept["label"]),
        label_en=str(kept.get("label_en", "")),
        kind=FieldKind(kept.get("kind", "text")),
        required=bool(kept.get("required", False)),
        options=tuple(map(str, kept.get("options", ()))),
        help=str(kept.get("help", "")),
    )


def gate(kept: dict[str, Any]) -> Gate:
    """One gate as its row keeps it: its kind, and everything else as parameters."""
    return Gate(GateKind(kept["kind"]), {k: v for k, v in kept.items() if k != "kind"})


def step_plan(step: Step) -> StepPlan:
    """A row of ``step`` as the rules read it."""
    return StepPlan(
        code=step.code,
        name=step.name,
        name_en=step.name_en,
        verb=step.verb,
        verb_en=step.verb_en,
        stage=step.stage,
        icon=step.icon,
        actors=tuple(step.actors),
        fields=tuple(map(form_field, step.fields)),
        form_key=step.form_key,
        gates=tuple(map(gate, step.gates)),
        deadline_days=step.deadline_days,
        on_success=step.on_success,
        on_failure=step.on_failure,
        on_expiry=step.on_expiry,
    )


class _Versions:
    """Published versions never change: each is read once in a process."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], Plan] = {}


_versions = _Versions()


def forget() -> None:
    """Drop what was read (tests change the database under our feet)."""
    _versions.known.clear()


def plan(session: Session, version_id: int) -> Plan:
    """The plan of one version. Raises ``Refused`` when there is none."""
    key = (str(session.get_bind().engine.url), version_id)
    if key in _versions.known:
        return _versions.known[key]
    version = session.get(ProcedureVersion, version_id)
    if version is None:
        raise Refused(N_("There is no such procedure."))
    procedure = session.get_one(Procedure, version.procedure_id)
    rows = session.exec(
        select(Step).where(Step.version_id == version_id).order_by(col(Step.position))
    )
    found = Plan(version_id, procedure.code, version.number, tuple(map(step_plan, rows)))
    if version.state is not VersionState.DRAFT:
        _versions.known[key] = found
    return found


def current_step(session: Session, topic: Topic) -> StepPlan:
    """The step in which ``topic`` is now."""
    return plan(session, topic.version_id).step(topic.step_code)


def newest(session: Session, code: str) -> Plan:
    """The version of ``code`` that new topics begin with."""
    version_id = session.exec(
        select(ProcedureVersion.id)
        .join(Procedure, col(Procedure.id) == ProcedureVersion.procedure_id)
        .where(Procedure.code == code, ProcedureVersion.state == VersionState.PUBLISHED)
        .order_by(col(ProcedureVersion.number).desc())
    ).first()
    if version_id is None:
        raise Refused(N_("There is no such procedure."))
    return plan(session, version_id)


def in_first_step(session: Session, topic: Topic) -> bool:
    """Whether ``topic`` is still where its procedure begins."""
    return plan(session, topic.version_id).steps[0].code == topic.step_code
