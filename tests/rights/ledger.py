"""The books in which every act of the ledger can be tried (账簿权限样本)."""

from sqlmodel import Session, col, select

from models.bank import BankLine
from models.contract import Instalment
from models.ledger import Account, AccountKind, Book
from models.voucher import VoucherKind
from services.bank.account import add_bank_account
from services.bank.file import examined
from services.bank.matching import match_lines, set_lines_aside
from services.ledger.opening import open_book
from services.log.publishing import checkpoint
from services.voucher.adding import examined as examined_paper
from services.voucher.copying import drawn
from tests import banks, papers, statements
from tests.claims import verified
from tests.contracts import active, registered, vote
from tests.ledgers import OPENED, posted, receipt
from tests.picture import picture
from tests.rights import kept
from tests.rights.disclosures import post_accounts
from tests.rights.situation import Situation


def keep_books(session: Session, made: Situation) -> None:
    """A book of 枫园, and whatever the acts on it need; the compound next door keeps none."""
    here = made.here
    book = open_book(session, here.wu, here.fengyuan.id or 0, OPENED)
    made.at["book"] = book.id or 0
    kept.entries(session, made, book)
    kept.asked(session, made)
    _contracts(session, made, book)
    _papers(session, made, book)
    post_accounts(session, made, book)
    made.at["checkpoint"] = checkpoint(session, book).id or 0


def _contracts(session: Session, made: Situation, book: Book) -> None:
    """One that waits for the owners, one that is active, the vote it needs; and a claim."""
    contract = active(session, made.here, book)
    first = select(Instalment.id).where(Instalment.contract_id == contract.id)
    made.at["contract"] = contract.id or 0
    made.at["instalment"] = session.exec(first.order_by(col(Instalment.due_on))).first() or 0
    made.at["contract_draft"] = registered(session, made.here, book, number="draft").id or 0
    made.at["business_vote"] = vote(session, made.here).id or 0
    made.at["claim"] = verified(session, made.here).id or 0


def _papers(session: Session, made: Situation, book: Book) -> None:
    """A bank account with a statement, one line of it matched, one set aside; and a voucher."""
    here, first = made.here, statements.MOVES[0]
    purse = banks.purse(session, book)
    bank = add_bank_account(session, here.wu, purse.id or 0, "工行", banks.NUMBER)
    banks.brought(session, here, bank)
    entries = [posted(session, here, book, receipt(first[2])) for _ in range(2)]
    lines = [line.id or 0 for line in banks.lines(session, bank)]
    extra = [(*first[:2], 777, 0, "早餐摊", "补差")]
    other = banks.brought(session, here, bank, statements.icbc(extra), accept=True)
    twin = session.exec(select(BankLine).where(BankLine.import_id == other.id)).one()
    match = posted(session, here, book, receipt(777))
    pair = (twin.id or 0, banks.side_of(session, match, bank))
    match_lines(session, here.wu, bank.id or 0, [pair])
    set_lines_aside(session, here.wu, [lines[1]], "银行误记")
    free = select(Account.id).where(Account.book_id == book.id, Account.kind == AccountKind.ASSET)
    made.at |= {
        "bank": bank.id or 0,
        "purse": next(n for n in session.exec(free) if n and n != purse.id),
        "bank_line": lines[0],
        "bank_line_matched": twin.id or 0,
        "bank_line_aside": lines[1],
        "book_line": banks.side_of(session, entries[0], bank),
        "entry": entries[0].id or 0,
        "voucher": papers.handed_in(session, here, book).id or 0,
    }
    made.kept["statement"] = examined("x", statements.icbc(extra[:1] * 2))
    made.kept["paper"] = examined_paper("x.jpg", picture(70, 70))
    made.kept["copy"] = drawn(VoucherKind.JPEG, papers.photographed(), [])
