"""Methods of rating in a change set (评价办法): their versions live in tables of their own."""

from sqlmodel import Session

from models.definition import DefinitionKind
from models.method import Method
from rules.definition import Problem, method
from rules.permission import Visitor
from rules.refusal import N_
from services.change.kind.base import Body, Change, why
from services.change.kind.versioned import Versioned
from services.method import publishing
from services.numbered import METHODS


class MethodKind(Versioned[Method]):
    """A version that editions follow never changes; a set publishes the next one."""

    kind = DefinitionKind.METHOD
    numbered = METHODS

    def normal(self, body: Body) -> Body:
        """With nothing left out, where it can be read."""
        return body if method.SHAPE(body, "") else publishing.normal(body)

    def body_of(self, session: Session, named: Method) -> Body | None:
        """What is in force."""
        return publishing.body_of(session, named)

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a method from being published."""
        if change.after is None:
            text = N_("A method is not taken away: editions follow it. Publish another version.")
            return [Problem("", text)]
        return method.problems(change.after)

    def undo_problems(self, session: Session, change: Change) -> list[Problem]:
        """A version that was published once may be so again, and a first one go."""
        return []

    def apply(self, session: Session, actor: Visitor, change: Change) -> None:
        """Publish the next version."""
        assert change.after is not None, "problems() refuses to take a method away"
        note = why(session, change)
        publishing.publish_body(session, actor, change.key, change.place, change.after, note)

    def revert(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let new editions begin with the version that held before."""
        publishing.bring_back(session, actor, change.key, change.before)
