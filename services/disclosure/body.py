"""What the accounts of a period say, as one frozen text (收支公示表).

The same body is shown before it is posted, hashed into the log when it is, and read ever after.
Whole numbers only, names in both languages, and nobody's personal data.
"""

from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from models.contract import Contract, ContractState
from models.ledger import Book, Entry, EntryKind, Period
from models.voucher import EntryVoucher
from rules.contract.arrears import allotted, owed_until
from rules.disclosure.statement import (
    FundStatement,
    HeadRow,
    compared_with,
    must_close,
    statements,
)
from rules.notice import text_hash
from services.bank.account import bank_accounts
from services.bank.difference import book_balance, statement_balance
from services.contract.standing import instalments, receipts
from services.ledger.reading.standing import Standing, standing

VERSION = 1


def body_of(session: Session, book: Book, period: Period) -> dict[str, Any]:
    """The accounts of ``period`` as the books say now. Raises ``Inconsistent``."""
    found = standing(session, book.place_id)
    assert found is not None
    funds = statements(found.flows, period.number, book.period_months)
    must_close(funds)
    last, year = compared_with(period.number, book.period_months)
    return {
        "v": VERSION,
        "book": book.code,
        "origin": book.origin,
        "jurisdiction": book.jurisdiction,
        "period": period.number,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "compared": {"last": last, "year": year},
        "funds": [_fund(made, found) for made in funds],
        "papers": _papers(session, period.id or 0),
        "arrears": _arrears(session, book.id or 0, period.ends_on),
        "bank": _bank(session, period),
    }


def _fund(made: FundStatement, found: Standing) -> dict[str, Any]:
    def rows(of: tuple[HeadRow, ...]) -> list[dict[str, Any]]:
        return [_head(row, found) for row in of]

    return {
        "fund": made.fund.value,
        "opening_fen": made.opening_fen,
        "income_fen": made.income_fen,
        "cost_fen": made.cost_fen,
        "net_fen": made.net_fen,
        "expense_fen": made.expense_fen,
        "moved_fen": made.moved_fen,
        "closing_fen": made.closing_fen,
        "income": rows(made.income),
        "cost": rows(made.cost),
        "expense": rows(made.expense),
    }


def _head(row: HeadRow, found: Standing) -> dict[str, Any]:
    name, name_en = found.heads.get(row.head, (row.head, row.head))
    return {
        "head": row.head,
        "name": name,
        "name_en": name_en,
        "fen": row.fen,
        "last_fen": row.last_fen,
        "year_fen": row.year_fen,
    }


def _papers(session: Session, period_id: int) -> dict[str, int]:
    """How many entries there are, which, and how many of them nothing proves."""
    bounds = select(func.count(), func.min(Entry.number), func.max(Entry.number))
    count, first, last = session.exec(bounds.where(Entry.period_id == period_id)).one()
    proved = select(EntryVoucher.id).where(EntryVoucher.entry_id == Entry.id)
    bare = select(func.count()).where(
        Entry.period_id == period_id,
        Entry.voucher_count == 0,
        col(Entry.kind).not_in((EntryKind.REVERSAL, EntryKind.OPENING)),
        ~proved.exists(),
    )
    return {
        "entries": count,
        "first": first or 0,
        "last": last or 0,
        "bare": session.exec(bare).one(),
    }


def _bank(session: Session, period: Period) -> list[dict[str, Any]]:
    """What the bank says and what the books say, at the period's end."""
    return [
        {
            "bank": account.bank,
            "shown": account.shown,
            "statement_fen": statement_balance(session, account, period),
            "book_fen": book_balance(session, account.account_id, period),
        }
        for account in bank_accounts(session, period.book_id)
    ]


def _arrears(session: Session, book_id: int, day: date) -> dict[str, int]:
    """What should have come in under contracts by ``day``, and what of it had."""
    wanted = select(Contract).where(
        Contract.book_id == book_id, Contract.state != ContractState.DRAFT
    )
    kept = session.exec(wanted).all()
    ids = [contract.id or 0 for contract in kept]
    said, money = instalments(session, ids), receipts(session, ids)
    fen = late = due = 0
    for contract in kept:
        owed = owed_until(said.get(contract.id or 0, []), contract.ended_on)
        came = [r for r in money.get(contract.id or 0, []) if r.day <= day]
        missing = allotted(owed, came).arrears_fen(day)
        fen, late = fen + missing, late + (missing > 0)
        due += sum(each.owed_fen for each in owed if each.due_on <= day)
    return {"fen": fen, "contracts": late, "due_fen": due}


def leaf_of(body: dict[str, Any], version: int) -> dict[str, Any]:
    """What of the accounts goes into the log: it binds the entries to the balance that is posted.

    The whole body stands beside it by its SHA-256, which is that of its canonical text.
    """
    papers = body["papers"]
    return {
        "period": body["period"],
        "version": version,
        "starts_on": body["starts_on"],
        "ends_on": body["ends_on"],
        "entries": {name: papers[name] for name in ("entries", "first", "last")},
        "funds": [{name: fund[name] for name in _BOUND} for fund in body["funds"]],
        "statement": text_hash(body),
    }


_BOUND = (
    *("fund", "opening_fen", "income_fen", "cost_fen"),
    *("expense_fen", "moved_fen", "closing_fen"),
)
