"""Taking a statement in: every line once, however often it comes (导入对账单)."""

from collections.abc import Callable, Sequence

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models.bank import BankAccount, BankBalance, BankImport, BankLine
from models.base import now
from models.place import Place
from models.revision import Area
from rules.bank.check import closing
from rules.bank.layout import BY_CODE, GENERIC
from rules.bank.line import Line, Remark
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.bank.account import the_bank_account
from services.bank.file import Upload
from services.trail import record
from services.visitor import check

CHUNK = 5_000
Told = Callable[[int, int], None]


def not_told(_done: int, _total: int) -> None:
    """Nobody watches."""


def doubts(account: BankAccount, upload: Upload) -> list[Remark]:
    """Everything about this file that a person has to look at before it comes in."""
    found = list(upload.remarks)
    if upload.tail and account.shown.isdigit() and not account.shown.endswith(upload.tail):
        sentence = N_("The file is of an account ending in {theirs}; this one ends in {ours}.")
        found.insert(0, Remark(sentence, {"theirs": upload.tail, "ours": account.shown}))
    if account.layout and account.layout != upload.layout:
        sentence = N_("So far the statements of this account came from {was}; this is from {new}.")
        facts: dict[str, object] = {"was": _bank(account.layout), "new": _bank(upload.layout)}
        found.insert(0, Remark(sentence, facts))
    return found


def _bank(layout: str) -> str:
    known = BY_CODE.get(layout)
    return known.bank if known is not None else layout


def new_lines(session: Session, bank_account_id: int, upload: Upload) -> list[Line]:
    """The lines that are not known yet."""
    lines = upload.lines
    days = [line.day for line in lines]
    known = select(BankLine.serial).where(
        BankLine.bank_account_id == bank_account_id,
        col(BankLine.day) >= min(days),
        col(BankLine.day) <= max(days),
    )
    serials = set(session.exec(known))
    return [line for line in lines if line.serial not in serials]


def import_statement(
    session: Session,
    actor: Visitor,
    bank_account_id: int,
    upload: Upload,
    *,
    accepted: bool = False,
    mapping: str = "",
    told: Told = not_told,
) -> BankImport:
    """Add the lines that are new. ``accepted``: a person has looked at what does not fit.

    A file that brings nothing new writes nothing.
    """
    account, _book, place = the_bank_account(session, bank_account_id, lock=True)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    found = doubts(account, upload)
    if found and not accepted:
        raise Refused(found[0].sentence, **found[0].facts)
    fresh_lines = new_lines(session, bank_account_id, upload)
    taken = _row(fresh, bank_account_id, upload, len(fresh_lines))
    if not fresh_lines:
        return taken
    session.add(taken)
    account.layout = account.layout or upload.layout
    if upload.layout == GENERIC and mapping:
        account.mapping = mapping
    session.add(account)
    session.flush()
    assert taken.id is not None
    _write(session, bank_account_id, taken.id, fresh_lines, told)
    _end(session, fresh, taken)
    _record(session, fresh, taken, place)
    return taken


def _row(actor: Visitor, bank_account_id: int, upload: Upload, added: int) -> BankImport:
    assert actor.member_id is not None
    days = [line.day for line in upload.lines]
    ends = [closing(statement.lines) for statement in upload.statements]
    return BankImport(
        bank_account_id=bank_account_id,
        filename=upload.filename,
        sha256=upload.sha256,
        layout=upload.layout,
        row_count=upload.row_count,
        added_count=added,
        in_fen=sum(x.amount_fen for x in upload.lines if x.amount_fen > 0 and not x.neutral),
        out_fen=-sum(x.amount_fen for x in upload.lines if x.amount_fen < 0 and not x.neutral),
        first_on=min(days),
        last_on=max(days),
        closing_fen=next((end for end in reversed(ends) if end is not None), None),
        imported_by=actor.member_id,
    )


def _write(
    session: Session, bank_account_id: int, import_id: int, lines: Sequence[Line], told: Told
) -> None:
    moment = now()
    for start in range(0, len(lines), CHUNK):
        told(start, len(lines))
        rows = [
            {
                "created_at": moment,
                "bank_account_id": bank_account_id,
                "import_id": import_id,
                "serial": line.serial,
                "day": line.day,
                "at": line.at,
                "amount_fen": line.amount_fen,
                "balance_fen": line.balance_fen,
                "party": line.party or None,
                "summary": line.summary,
                "set_aside": line.aside,
            }
            for line in lines[start : start + CHUNK]
        ]
        session.execute(insert(BankLine), rows)
    told(len(lines), len(lines))


def _end(session: Session, actor: Visitor, taken: BankImport) -> None:
    """The balance that a statement ends with is the bank's word for that day."""
    if taken.closing_fen is None or taken.last_on is None:
        return
    assert actor.member_id is not None
    session.add(
        BankBalance(
            bank_account_id=taken.bank_account_id,
            day=taken.last_on,
            balance_fen=taken.closing_fen,
            document=taken.filename,
            recorded_by=actor.member_id,
        )
    )


def _record(session: Session, actor: Visitor, taken: BankImport, place: Place) -> None:
    after = {
        "layout": taken.layout,
        "rows": taken.row_count,
        "added": taken.added_count,
        "sha256": taken.sha256,
    }
    about = f"bank_import:{taken.id}"
    record(session, actor, "bank.imported", about, place, moves=(Area.LEDGER,), after=after)
