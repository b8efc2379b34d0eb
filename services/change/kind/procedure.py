"""Procedures in a change set (议事规程): their versions live in tables of their own."""

from sqlmodel import Session

from models.definition import DefinitionKind
from models.procedure import Procedure
from rules.definition import Problem, procedure
from rules.permission import Visitor
from rules.refusal import N_
from services.change.kind.base import Body, Change, why
from services.change.kind.versioned import Versioned
from services.numbered import PROCEDURES
from services.procedure import publishing
from services.procedure.drafting import formless


class ProcedureKind(Versioned[Procedure]):
    """A version that topics walk never changes; a set publishes the next one."""

    kind = DefinitionKind.PROCEDURE
    numbered = PROCEDURES

    def normal(self, body: Body) -> Body:
        """With nothing left out, where it can be read."""
        return body if procedure.SHAPE(body, "") else publishing.normal(body)

    def body_of(self, session: Session, named: Procedure) -> Body | None:
        """What is in force."""
        return publishing.body_of(session, named)

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
