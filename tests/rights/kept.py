"""Books in the state in which every act of bookkeeping can be tried (记账权限样本)."""

from dataclasses import replace

from sqlmodel import Session

from models.ledger import Book
from models.place import PlaceKind
from services.ledger.chart import accounts
from services.ledger.drafting import draft_entry
from services.ledger.excuse import excuse_voucher
from services.ledger.opening import open_book
from services.ledger.period import ask_reopening, close_period, the_period
from services.place import plant
from services.trail import HOUSE
from tests.ledgers import DAY, OPENED, posted, receipt
from tests.rights.situation import Situation


def entries(session: Session, made: Situation, book: Book) -> None:
    """A draft of wu's, entries that nothing proves, and a quarter that is closed."""
    here = made.here
    bare = replace(receipt(100), no_voucher_reason="")
    made.at["bare"] = posted(session, here, book, bare).id or 0
    excused = posted(session, here, book, bare)
    made.at["excused"] = excused.id or 0
    excuse_voucher(session, here.wu, made.excused, "付款方不开票")
    made.at["draft"] = draft_entry(session, here.wu, made.book, receipt(200)).id or 0
    first = the_period(session, book, OPENED)
    made.at["closed_period"] = close_period(session, here.wu, first.id or 0).id or 0
    made.at["account"] = accounts(session, made.book)[0].id or 0


def asked(session: Session, made: Situation) -> None:
    """Next door a reopening waits for its answer; and a compound that keeps no books yet."""
    here, bei = made.here, made.people["bei"]
    compound = here.places["qinghe"]
    book = open_book(session, here.lin, compound.id or 0, OPENED)
    period = the_period(session, book, OPENED)
    close_period(session, bei, period.id or 0)
    ask_reopening(session, here.lin, period.id or 0, "漏记一笔收入")
    made.at["asked_period"] = period.id or 0
    made.at["idle_period"] = the_period(session, book, DAY).id or 0
    community = here.places["fengyuan-community"]
    bare = plant(session, HOUSE, PlaceKind.COMPOUND, "新村", "xincun", community)
    made.at["no_book"] = bare.id or 0
