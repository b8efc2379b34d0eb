"""What the bank says an account holds, where its statement does not say so itself (银行余额)."""

from datetime import date

from sqlmodel import Session, col, select

from models.bank import BankBalance
from models.base import now
from models.revision import Area
from rules.calendar import day_of
from rules.money import MOST_FEN
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import one_line
from services.bank.account import the_bank_account
from services.trail import record
from services.visitor import check

LONGEST_DOCUMENT = 100


def record_balance(
    session: Session,
    actor: Visitor,
    bank_account_id: int,
    day: date,
    balance_fen: int,
    document: str,
) -> BankBalance:
    """Write down what a paper or the bank's app says the account held at the end of ``day``."""
    account, _book, place = the_bank_account(session, bank_account_id, lock=True)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    assert fresh.member_id is not None
    if day > day_of(now()):
        raise Refused(N_("The bank cannot know yet what it holds on {day}."), day=day)
    if abs(balance_fen) > MOST_FEN:
        raise Refused(N_("This amount is too large, or below zero."))
    source = one_line(document)[:LONGEST_DOCUMENT]
    if not source:
        raise Refused(N_("Say which paper tells this balance."))
    word = BankBalance(
        bank_account_id=bank_account_id,
        day=day,
        balance_fen=balance_fen,
        document=source,
        recorded_by=fresh.member_id,
    )
    session.add(word)
    session.flush()
    after = {"day": day.isoformat(), "balance_fen": balance_fen, "account": account.shown}
    about = f"bank_account:{bank_account_id}"
    record(session, fresh, "bank.balance_told", about, place, moves=(Area.LEDGER,), after=after)
    return word


def last_word(session: Session, bank_account_id: int, until: date) -> BankBalance | None:
    """The bank's newest word up to a day; of two for one day the later counts."""
    words = select(BankBalance).where(
        BankBalance.bank_account_id == bank_account_id, col(BankBalance.day) <= until
    )
    newest = words.order_by(col(BankBalance.day).desc(), col(BankBalance.id).desc())
    return session.exec(newest.limit(1)).first()
