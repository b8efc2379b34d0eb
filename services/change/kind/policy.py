"""Who must publish what (发布规则) in a change set."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, policy
from rules.refusal import N_
from services.change.kind.base import Body, Change, Kind


class PolicyKind(Kind):
    """Which kinds take two people, here and below; the house's own is never taken away."""

    kind = DefinitionKind.POLICY

    def name(self, key: str, body: Body | None) -> tuple[str, str]:
        """What it is: there is one at a place."""
        return "两人发布", "Published by two people"

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a policy from holding."""
        if change.after is not None:
            return policy.problems(change.after)
        if change.key == policy.KEY:
            return [Problem("", N_("The rule of publishing cannot be taken away, only changed."))]
        return []

    def opens(self, change: Change) -> bool:
        """Whether less would take two people than now."""
        now, then = (_two_people(body) for body in (change.before, change.after))
        return not now <= then


def _two_people(body: Body | None) -> frozenset[str]:
    return policy.two_people([] if body is None else [body])
