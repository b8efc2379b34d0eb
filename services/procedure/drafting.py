"""Changing a procedure without code: draft, check, publish (规程编辑)."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from models.base import now
from models.definition import DefinitionKind
from models.place import Place
from models.procedure import Procedure, ProcedureVersion, Step
from models.revision import Area
from models.topic import Topic, TopicState
from rules.form import Use, read_form
from rules.permission import Permission, Visitor
from rules.procedure import Gate, Problem, StepPlan, problems
from rules.refusal import N_, Refused
from services.definition import bodies
from services.numbered import PROCEDURES, must_be_latest
from services.plan import step_plan
from services.trail import record
from services.visitor import check, the_place


@dataclass(frozen=True)
class Draft:
    """A draft with its steps, and the edit it was read at (草稿)."""

    version_id: int
    procedure_id: int
    number: int
    edit_count: int
    steps: tuple[StepPlan, ...]


def copy_for(
    session: Session, actor: Visitor, procedure_id: int, place_id: int, code: str, name: str
) -> Procedure:
    """A procedure of one's own, begun as a copy: shipped ones stay as they came."""
    source = PROCEDURES.the(session, procedure_id)
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.EDIT_PROCEDURE, place)
    made = PROCEDURES.copied(session, source, place, code, name)
    _new_draft(session, made, PROCEDURES.published(session, source.id))
    leave(session, fresh, "procedure.copied", made, place, {"code": made.code, "from": source.code})
    return made


def _new_draft(
    session: Session, procedure: Procedure, source: ProcedureVersion | None
) -> ProcedureVersion:
    draft = PROCEDURES.next_version(session, procedure)
    assert draft.id is not None
    if source is not None:
        rows = session.exec(select(Step).where(Step.version_id == source.id))
        for step in list(rows):
            kept = step.model_dump(exclude={"id", "created_at", "version_id"})
            session.add(Step(version_id=draft.id, **kept))
    session.flush()
    return draft


def draft_of(session: Session, actor: Visitor, procedure_id: int) -> Draft:
    """The draft of a procedure; begun from its published version when there is none."""
    procedure = PROCEDURES.the(session, procedure_id)
    fresh = PROCEDURES.must_edit(session, actor, procedure)
    draft = PROCEDURES.draft(session, procedure_id)
    if draft is None:
        draft = _new_draft(session, procedure, PROCEDURES.start(session, procedure_id))
        leave(session, fresh, "procedure.drafted", procedure, None, {"number": draft.number})
    return read_draft(session, draft)


def read_draft(session: Session, draft: ProcedureVersion) -> Draft:
    """A draft as the editor shows it."""
    rows = session.exec(
        select(Step).where(Step.version_id == draft.id).order_by(col(Step.position))
    )
    assert draft.id is not None
    return Draft(
        draft.id,
        draft.procedure_id,
        draft.number,
        draft.edit_count,
        tuple(map(step_plan, rows)),
    )


def save_draft(
    session: Session, actor: Visitor, version_id: int, edit_count: int, steps: tuple[StepPlan, ...]
) -> Draft:
    """Keep a changed draft. Refused when somebody else saved it since it was read."""
    draft, procedure, fresh = PROCEDURES.opened(session, actor, version_id)
    must_be_latest(draft, edit_count)
    session.execute(delete(Step).where(col(Step.version_id) == draft.id))
    for position, step in enumerate(steps):
        session.add(Step(version_id=version_id, position=position, **step_row(step)))
    draft.edit_count += 1
    session.add(draft)
    session.flush()
    about = {"number": draft.number, "steps": [step.code for step in steps]}
    leave(session, fresh, "procedure.edited", procedure, None, about)
    return read_draft(session, draft)


def step_row(step: StepPlan) -> dict[str, Any]:
    """A step as its row keeps it."""
    row = asdict(step)
    row["actors"] = list(step.actors)
    row["gates"] = [gate_row(gate) for gate in step.gates]
    row["fields"] = [asdict(f) | {"options": list(f.options)} for f in step.fields]
    return row


def gate_row(gate: Gate) -> dict[str, Any]:
    """A gate as its row keeps it."""
    params = {k: list(v) if isinstance(v, tuple) else v for k, v in gate.params.items()}
    return {"kind": gate.kind.value} | params


def affected(session: Session, procedure_id: int) -> int:
    """How many open topics walk an earlier version: they stay on it (受影响的在办议题)."""
    return session.exec(
        select(func.count())
        .select_from(Topic)
        .join(ProcedureVersion, col(ProcedureVersion.id) == Topic.version_id)
        .where(ProcedureVersion.procedure_id == procedure_id, Topic.state == TopicState.OPEN)
    ).one()


def affected_by(session: Session, actor: Visitor, code: str, place: Place | None) -> int:
    """The same of what is called ``code``, or shall be at ``place``, for whoever may change it."""
    procedure = PROCEDURES.by_code(session, code)
    PROCEDURES.must_change(session, actor, procedure, place)
    return 0 if procedure is None else affected(session, procedure.id or 0)


def publish(session: Session, actor: Visitor, version_id: int, edit_count: int, note: str) -> int:
    """Make a sound draft the version that new topics begin with; returns its number."""
    draft, procedure, fresh = PROCEDURES.opened(session, actor, version_id)
    must_be_latest(draft, edit_count)
    steps = read_draft(session, draft).steps
    found = [*problems(steps), *formless(session, steps)]
    if found:
        raise Refused(found[0].sentence, **found[0].facts)
    draft.note = note.strip()[:400]
    draft.published_at, draft.published_by = now(), fresh.member_id
    PROCEDURES.hold(session, procedure, draft)
    after = {"number": draft.number, "open_topics": affected(session, draft.procedure_id)}
    leave(session, fresh, "procedure.published", procedure, None, after)
    return draft.number


def formless(session: Session, steps: tuple[StepPlan, ...]) -> list[Problem]:
    """The steps whose form is not published as one for a step."""
    known = {one.key: read_form(one.key, one.body) for one in bodies(session, DefinitionKind.FORM)}
    asked = {key for key, form in known.items() if form.use is Use.STEP}
    text = N_("“{name}” asks for a form that is not published for a step.")
    return [
        Problem(step.code, text, {"name": step.name})
        for step in steps
        if step.form_key and step.form_key not in asked
    ]


def drop_draft(session: Session, actor: Visitor, version_id: int) -> int:
    """Throw a draft away; what is published stays. Returns the number that is free again."""
    draft, procedure, fresh = PROCEDURES.opened(session, actor, version_id)
    session.execute(delete(Step).where(col(Step.version_id) == draft.id))
    session.delete(draft)
    session.flush()
    leave(session, fresh, "procedure.dropped", procedure, None, {"number": draft.number})
    return draft.number


def leave(
    session: Session,
    actor: Visitor,
    code: str,
    procedure: Procedure,
    place: Place | None,
    after: dict[str, Any],
) -> None:
    """One line in the trail about a procedure."""
    about = f"procedure:{procedure.id}"
    where = place or (session.get(Place, procedure.place_id) if procedure.place_id else None)
    record(session, actor, code, about, where, moves=(Area.PROCEDURE,), after=after)
