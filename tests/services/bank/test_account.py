"""Where the money of an account lies."""

import pytest
from sqlmodel import Session, select

from models.bank import BankAccount
from models.ledger import Account
from models.trail import TrailLine
from rules.refusal import Refused
from services.bank.account import add_bank_account, bank_accounts, without_bank
from tests import ledgers
from tests.banks import NUMBER, banked, purse
from tests.neighbourhood import Neighbourhood


def test_an_account_shows_its_last_digits_and_keeps_its_number_sealed(
    session: Session, here: Neighbourhood
) -> None:
    book, account = banked(session, here)
    assert (account.bank, account.shown, account.number) == ("工行", "9876", NUMBER)
    bare = session.connection().exec_driver_sql("SELECT number FROM bank_account").scalar_one()
    assert NUMBER not in bare
    line = session.exec(select(TrailLine).where(TrailLine.code == "bank.account_added")).one()
    assert NUMBER not in str(line.after)
    assert bank_accounts(session, book.id or 0) == [account]
    free = without_bank(session, book.id or 0)
    assert free and ledgers.BANK not in {one.code for one in free}


@pytest.mark.parametrize(
    ("bank", "number", "sentence"),
    [("", NUMBER, "at which bank"), ("工行", "12", "cannot be an account number")],
)
def test_a_bank_account_says_where_and_which(
    session: Session, here: Neighbourhood, bank: str, number: str, sentence: str
) -> None:
    book = ledgers.opened(session, here)
    with pytest.raises(Refused, match=sentence):
        add_bank_account(session, here.wu, purse(session, book).id or 0, bank, number)
    assert session.exec(select(BankAccount)).all() == []


def test_money_lies_at_one_bank_only_and_income_at_none(
    session: Session, here: Neighbourhood
) -> None:
    book, account = banked(session, here)
    with pytest.raises(Refused, match="lies at a bank already"):
        add_bank_account(session, here.wu, account.account_id, "中行", NUMBER)
    income = select(Account.id).where(Account.book_id == book.id, Account.code == "Income:G01")
    with pytest.raises(Refused, match="holds money"):
        add_bank_account(session, here.wu, session.exec(income).one() or 0, "中行", NUMBER)
    with pytest.raises(Refused, match="no such account"):
        add_bank_account(session, here.wu, 9_999, "中行", NUMBER)
