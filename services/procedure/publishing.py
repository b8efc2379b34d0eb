"""Publishing a procedure as a whole, and going back to an earlier version (规程发布与恢复).

A change set does so. A version that topics walk never changes: going back makes the earlier one
the version that new topics begin with.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.place import Place, VotingRule
from models.procedure import Procedure, ProcedureVersion, Step, VersionState
from rules.definition.procedure import WORDS, read_steps
from rules.permission import Visitor
from rules.procedure import StepPlan
from rules.refusal import N_, Refused
from services.numbered import PROCEDURES
from services.procedure.drafting import leave, publish, read_draft, step_row


def body_of(session: Session, procedure: Procedure) -> dict[str, Any] | None:
    """What new topics begin with, as a change set carries it."""
    version = PROCEDURES.published(session, procedure.id)
    if version is None:
        return None
    return body_with(procedure, read_draft(session, version).steps)


def body_with(procedure: Procedure, steps: tuple[StepPlan, ...]) -> dict[str, Any]:
    """What a change set carries to publish ``steps``."""
    return {name: getattr(procedure, name) for name in WORDS} | {"steps": _rows(steps)}


def with_steps(body: Mapping[str, Any], steps: tuple[StepPlan, ...]) -> dict[str, Any]:
    """The same with other steps."""
    return dict(body) | {"steps": _rows(steps)}


def normal(body: Mapping[str, Any]) -> dict[str, Any]:
    """A sound body with nothing left out."""
    return {name: body.get(name, "") for name in WORDS} | {"steps": _rows(read_steps(body))}


def _rows(steps: tuple[StepPlan, ...]) -> list[dict[str, Any]]:
    return [step_row(step) for step in steps]


def publish_body(
    session: Session,
    actor: Visitor,
    code: str,
    place: Place | None,
    body: Mapping[str, Any],
    note: str = "",
) -> int:
    """Make ``body`` the version that new topics begin with; its number.

    An open draft that says the same becomes that version; any other draft stays as it is.
    """
    procedure = PROCEDURES.by_code(session, code)
    fresh = PROCEDURES.must_change(session, actor, procedure, place)
    if procedure is None:
        procedure = PROCEDURES.begun(session, code, body["name"], place)
    PROCEDURES.say(session, procedure, body)
    steps = read_steps(body)
    draft = PROCEDURES.draft(session, procedure.id)
    if draft is None or _rows(read_draft(session, draft).steps) != _rows(steps):
        draft = _drafted(session, procedure, steps)
    return publish(session, fresh, draft.id or 0, draft.edit_count, note)


def _drafted(
    session: Session, procedure: Procedure, steps: tuple[StepPlan, ...]
) -> ProcedureVersion:
    version = PROCEDURES.next_version(session, procedure)
    for position, step in enumerate(steps):
        session.add(Step(version_id=version.id or 0, position=position, **step_row(step)))
    session.flush()
    return version


def bring_back(
    session: Session, actor: Visitor, code: str, body: Mapping[str, Any] | None
) -> int | None:
    """Let new topics begin with the version that says ``body`` again; ``None``: with none at all.

    Topics under way stay on the version that they began with.
    """
    procedure = PROCEDURES.by_code(session, code)
    if procedure is None:
        raise Refused(PROCEDURES.missing)
    fresh = PROCEDURES.must_edit(session, actor, procedure)
    earlier = None if body is None else _version_that_says(session, procedure, body)
    if earlier is None:
        must_be_no_default(session, code)
    if body is not None:
        PROCEDURES.say(session, procedure, body)
    PROCEDURES.hold(session, procedure, earlier)
    number = earlier.number if earlier is not None else None
    leave(session, fresh, "procedure.restored", procedure, None, {"number": number})
    return number


def must_be_no_default(session: Session, code: str) -> None:
    """Refuse to retire what new topics of some compound walk."""
    places = session.exec(
        select(func.count()).select_from(VotingRule).where(VotingRule.procedure_code == code)
    ).one()
    if places:
        text = N_("New topics of {n} compounds follow this procedure: choose another there first.")
        raise Refused(text, n=places)


def _version_that_says(
    session: Session, procedure: Procedure, body: Mapping[str, Any]
) -> ProcedureVersion:
    wanted = _rows(read_steps(body))
    rows = session.exec(
        select(ProcedureVersion)
        .where(ProcedureVersion.procedure_id == procedure.id)
        .where(ProcedureVersion.state == VersionState.RETIRED)
        .order_by(col(ProcedureVersion.number).desc())
    )
    for version in list(rows):
        if _rows(read_draft(session, version).steps) == wanted:
            return version
    raise Refused(N_("The earlier version is not there any more."))
