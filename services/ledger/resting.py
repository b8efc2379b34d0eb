"""What a draft rests on, for whoever is to approve it: each a way to look at it (复核依据)."""

from typing import TypeVar

from sqlmodel import Session

from models.claim import Claim
from models.contract import Contract
from models.distribution import Distribution
from models.ledger import Entry
from models.spending import Spending, StandingAuthorisation
from models.topic import Topic
from rules.ledger.entry import Content
from services.ledger.reading.row import Link

Found = TypeVar("Found")


def rests_on(session: Session, content: Content) -> tuple[Link, ...]:
    """The decision, the contract, the claim, or the entry that is taken back."""
    found: list[Link] = []
    if request := _row(session, Spending, content.spending_id):
        topic = session.get_one(Topic, request.topic_id)
        found.append(Link("topic", request.topic_id, topic.title))
    if standing := _row(session, StandingAuthorisation, content.standing_id):
        found.append(Link("motion", standing.motion_id, standing.title))
    if plan := _row(session, Distribution, content.distribution_id):
        found.append(Link("distributions", plan.id or 0, plan.title))
    if contract := _row(session, Contract, content.contract_id):
        found.append(Link("contracts", contract.id or 0, f"{contract.number} {contract.title}"))
    if claim := _row(session, Claim, content.claim_id):
        found.append(Link("claims", claim.id or 0, claim.title))
    if wrong := _row(session, Entry, content.reverses_id):
        found.append(Link("entry", wrong.id or 0, f"#{wrong.number} {wrong.purpose}"))
    return tuple(found)


def _row(session: Session, table: type[Found], row_id: int | None) -> Found | None:
    return None if row_id is None else session.get(table, row_id)
