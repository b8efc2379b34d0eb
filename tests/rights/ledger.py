"""The books in which every act of the ledger can be tried (账簿权限样本)."""

from sqlmodel import Session, col, select

from models.bank import BankLine
from models.contract import Instalment
from models.distribution import Basis, Share, ShareState
from models.ledger import Account, AccountKind, Book
from models.voucher import VoucherKind
from services.bank.account import add_bank_account
from services.bank.file import examined
from services.bank.matching import match_lines, set_lines_aside
from services.distribution.paying import draft_payments
from services.distribution.planning import Plan, decide_distribution, plan_distribution
from services.ledger.opening import open_book
from services.log.publishing import checkpoint
from services.voucher.adding import examined as examined_paper
from services.voucher.copying import drawn
from tests import banks, papers, spendings, statements
from tests.claims import verified
from tests.contracts import active, registered, vote
from tests.ledgers import DAY, OPENED, approved, posted, receipt
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
    _spending(session, made, book)
    _sharing(session, made, book)
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


def _spending(session: Session, made: Situation, book: Book) -> None:
    """A request on its way, one that is decided, leave for small sums, and votes to name."""
    here = made.here
    made.at |= {
        "asked": spendings.asked(session, here, book).id or 0,
        "decided": spendings.walked(session, here, book).id or 0,
        "leave": spendings.leave(session, here, book).id or 0,
        "slide_vote": spendings.passed(session, here, "修滑梯 48,600 元").id or 0,
        "leave_vote": spendings.passed(session, here, "单笔 100 元，每季度 300 元").id or 0,
    }


def _sharing(session: Session, made: Situation, book: Book) -> None:
    """A plan with its vote, and one that is decided and paid in part."""
    here = made.here
    posted(session, here, book, receipt(100_000_00))
    plan = Plan("上半年分配", Basis.AREA, 10_000_00, 2_000_00)
    made.at["plan"] = plan_distribution(session, here.wu, book.id or 0, plan).id or 0
    text = "分配 10,000 元，其中 2,000 元补充维修资金"
    made.at["plan_vote"] = spendings.passed(session, here, text).id or 0
    paid = plan_distribution(session, here.wu, book.id or 0, plan).id or 0
    vote_id = spendings.passed(session, here, text).id or 0
    decide_distribution(session, here.wu, paid, vote_id)
    draft = draft_payments(session, here.wu, paid, DAY, "1 号楼")
    approved(session, here, draft.id or 0)
    for untouched in session.exec(select(Share).where(Share.label == "9-101")):
        session.delete(untouched)  # the import that brought this unit is to be undone by somebody
    share = select(Share.id).where(Share.distribution_id == paid, Share.state == ShareState.PAID)
    made.at |= {"sharing": paid, "share": session.exec(share).first() or 0}
