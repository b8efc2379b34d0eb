"""Procedures in a change set (议事规程): their versions live in tables of their own."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, procedure
from rules.permission import Visitor
from rules.refusal import N_
from services.change.kind.base import Body, Change, Holding, Home, Kind, why
from services.procedure import publishing
from services.procedure.drafting import formless


class ProcedureKind(Kind):
    """A version that topics walk never changes; a set publishes the next one."""

    kind = DefinitionKind.PROCEDURE

    def must_be_key(self, key: str) -> str:
        """The code of a procedure."""
        return procedure.must_be_code(key)

    def normal(self, body: Body) -> Body:
        """With nothing left out, where it can be read."""
        return body if procedure.SHAPE(body, "") else publishing.normal(body)

    def holds(self, session: Session, key: str) -> Holding:
        """What new topics begin with."""
        found = publishing.by_code(session, key)
        return None if found is None else publishing.body_of(session, found)

    def home(self, session: Session, key: str) -> Home | None:
        """The place of a procedure."""
        found = publishing.by_code(session, key)
        return None if found is None else Home(found.place_id)

    def must_be_allowed(self, session: Session, actor: Visitor, change: Change) -> None:
        """Whoever may edit procedures there."""
        found = publishing.by_code(session, change.key)
        publishing.must_change(session, actor, found, change.place)

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a procedure from being published."""
        if change.after is None:
            text = N_("A procedure is not taken away: topics walk it. Publish another version.")
            return [Problem("", text)]
        found = procedure.problems(change.after)
        if found:
            return found
        missing = formless(session, procedure.read_steps(change.after))
        return [Problem(one.step, one.sentence, one.facts) for one in missing]

    def undo_problems(self, session: Session, change: Change) -> list[Problem]:
        """A version that was published once may be so again, and a first one go."""
        if change.after is None:
            publishing.must_be_no_default(session, change.key)
        return []

    def apply(self, session: Session, actor: Visitor, change: Change) -> None:
        """Publish the next version."""
        assert change.after is not None, "problems() refuses to take a procedure away"
        note = why(session, change)
        publishing.publish_body(session, actor, change.key, change.place, change.after, note)

    def revert(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let new topics begin with the version that held before."""
        publishing.bring_back(session, actor, change.key, change.before)
