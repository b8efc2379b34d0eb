"""Leave for small sums, given once by the owners and bounded (小额支出授权)."""

from sqlmodel import Session, select

from models.base import now
from models.revision import Area
from models.spending import StandingAuthorisation
from rules.calendar import day_of
from rules.motion import must_give_reason
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.spending.request import Terms, must_be_terms, must_be_titled
from rules.spending.use import USES
from rules.topic import tidy
from services.book import the_book
from services.spending.deciding import must_allow
from services.trail import record
from services.visitor import check, the_place


def record_standing(
    session: Session, actor: Visitor, book_id: int, terms: Terms, motion_id: int
) -> StandingAuthorisation:
    """Write down what the owners' motion allows; it has to name both sums."""
    book = the_book(session, book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    must_be_terms(terms)
    amounts = [terms.each_fen, terms.period_fen]
    must_allow(session, book, motion_id, amounts, USES[terms.use].items)
    standing = StandingAuthorisation(
        book_id=book_id,
        title=must_be_titled(terms.title),
        use=terms.use,
        head=terms.head,
        each_fen=terms.each_fen,
        period_fen=terms.period_fen,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        motion_id=motion_id,
        recorded_by=fresh.member_id or 0,
    )
    session.add(standing)
    session.flush()
    after = {"title": standing.title, "each_fen": terms.each_fen, "period_fen": terms.period_fen}
    about = f"standing_authorisation:{standing.id}"
    record(session, fresh, "standing.recorded", about, place, moves=(Area.LEDGER,), after=after)
    return standing


def end_standing(
    session: Session, actor: Visitor, standing_id: int, reason: str
) -> StandingAuthorisation:
    """End an authorisation before its day; nothing is paid under it from now on."""
    found = select(StandingAuthorisation).where(StandingAuthorisation.id == standing_id)
    standing = session.exec(found).first()
    if standing is None:
        raise Refused(N_("There is no such authorisation."))
    book = the_book(session, standing.book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    session.refresh(standing)
    if standing.ended_reason:
        raise Refused(N_("“{title}” has ended."), title=standing.title)
    must_give_reason(reason)
    before = {"ends_on": standing.ends_on.isoformat()}
    standing.ended_reason = tidy(reason)[:300]
    standing.ends_on = max(standing.starts_on, min(standing.ends_on, day_of(now())))
    session.add(standing)
    about, moves = f"standing_authorisation:{standing_id}", (Area.LEDGER,)
    after = {"reason": standing.ended_reason}
    record(session, fresh, "standing.ended", about, place, moves=moves, before=before, after=after)
    return standing
