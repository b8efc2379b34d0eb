"""Asking for money: a topic that walks 四议两公开, and the request that hangs on it (支出申请)."""

from sqlmodel import Session

from models.revision import Area
from models.spending import Spending
from models.topic import Category
from rules.permission import Permission, Visitor
from rules.refusal import N_
from rules.spending import decision as rule
from rules.spending.request import Request, must_be_a_payee, must_be_a_sum
from rules.spending.use import USES, must_be_a_use
from services.book import the_book
from services.plan import newest
from services.spending.chain import items_of
from services.topic.proposing import propose
from services.trail import record
from services.visitor import check, the_place
from services.wording import say, yuan

PROCEDURE = "siyi"
CATEGORIES = {"upkeep": Category.REPAIR, "rebuild": Category.REPAIR, "reserve": Category.REPAIR}
HOME = "zh_CN"  # the language of the topic's text


def ask_spending(session: Session, actor: Visitor, book_id: int, request: Request) -> Spending:
    """Ask for money: raise the topic and write the request, in one act.

    The topic names the sum, the use and the payee, so that every step, and the vote, is about
    these and nothing else.
    """
    book = the_book(session, book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    must_be_a_use(request.use, request.head)
    must_be_a_sum(request.asked_fen)
    payee = must_be_a_payee(request.payee, request.payee_kind)
    rule.must_have_four_steps(newest(session, PROCEDURE))
    items = items_of(session, book, request.use)
    body = f"{request.reason.strip()}\n\n{_facts(request, payee, items)}"
    category = CATEGORIES.get(request.use, Category.REVENUE)
    topic = propose(
        session, fresh, place.id or 0, request.title, body, category, procedure=PROCEDURE
    )
    spending = Spending(
        book_id=book_id,
        topic_id=topic.id or 0,
        use=request.use,
        head=request.head,
        payee=payee,
        asked_fen=request.asked_fen,
        asked_by=fresh.member_id or 0,
    )
    session.add(spending)
    session.flush()
    after = {"topic": topic.id, "use": request.use, "asked_fen": request.asked_fen}
    about = f"spending:{spending.id}"
    record(session, fresh, "spending.asked", about, place, moves=(Area.LEDGER,), after=after)
    return spending


def _facts(request: Request, payee: str, items: tuple[int, ...]) -> str:
    """The lines under the reason: sum, use, payee, and whose decision it takes."""
    item = "/".join(map(str, items))
    by_owners = N_("Decided by: the owners together (Civil Code 278, item {item})")
    by_residents = N_("Decided by: the residents' meeting or the owners together")
    lines = [
        say(HOME, N_("Amount asked for: {amount}"), amount=yuan(request.asked_fen)),
        say(HOME, N_("Use: {use}"), use=say(HOME, USES[request.use].name)),
        say(HOME, N_("To be paid to: {payee}"), payee=payee),
        say(HOME, by_owners, item=item) if items else say(HOME, by_residents),
    ]
    return "\n".join(lines)
