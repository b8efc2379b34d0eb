"""Who does not decide about a firm: whoever is tied to it (回避)."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.edition import Entrant, EntrantKind, Mark, Placing
from models.firm import Firm
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.firm.tie import ties

LISTED = (Mark.RED, Mark.BLACK)


def must_be_free_of(session: Session, actor: Visitor, firm_ids: Iterable[int | None]) -> None:
    """Refuse whoever speaks for one of the firms, declared an interest, or manages for it."""
    tied = {firm_id for _member, firm_id in ties(session, [actor.member_id or 0])}
    found = sorted(tied & {firm_id for firm_id in firm_ids if firm_id is not None})
    if found:
        firm = session.get_one(Firm, found[0])
        raise Refused(N_("You are tied to “{firm}”: somebody else decides this."), firm=firm.name)


def must_be_agreed_freely(
    session: Session, agreed: Iterable[int], firm_ids: Iterable[int | None]
) -> None:
    """Refuse what somebody agreed to who is tied to one of the firms, whenever that came out."""
    wanted = {firm_id for firm_id in firm_ids if firm_id is not None}
    found = sorted(firm_id for _member, firm_id in ties(session, agreed) if firm_id in wanted)
    if found:
        raise Refused(
            N_(
                "Somebody who agreed is tied to “{firm}”. Please compute again, so that others "
                "decide."
            ),
            firm=session.get_one(Firm, found[0]).name,
        )


def rated_firms(session: Session, edition_id: int | None) -> set[int | None]:
    """The firms that an edition rates."""
    wanted = select(Entrant.firm_id).where(
        Entrant.edition_id == edition_id, Entrant.kind == EntrantKind.RATED
    )
    return set(session.exec(wanted))


def listed_firms(session: Session, computation_id: int | None) -> set[int | None]:
    """The firms that a computation puts on a list."""
    wanted = (
        select(Entrant.firm_id)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(Placing.computation_id == computation_id, col(Placing.mark).in_(LISTED))
    )
    return set(session.exec(wanted))
