"""Writing an entry: what came in or went out, in the words of a treasurer (录入凭证)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components import money
from components.act import act_and_rerun, why
from components.dialog import opened
from components.format import yuan
from components.language import _, either
from components.ledger import words
from components.reading import read
from components.voucher.choosing import pick
from models.base import now
from models.ledger import Account, AccountKind, Book, EntryKind, PartyKind
from models.revision import Area
from rules.calendar import day_of
from rules.ledger import shape
from rules.ledger.entry import (
    LONGEST_DOCUMENT,
    LONGEST_NAME,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    Chart,
    Content,
    Counterparty,
    Line,
)
from rules.permission import Visitor
from rules.refusal import Refused
from services.ledger import chart, desk
from services.ledger.desk import Cover
from services.ledger.drafting import draft_entry

AREAS = (Area.LEDGER,)
DECIDED = (Area.LEDGER, Area.DELIBERATION)
KINDS = (EntryKind.RECEIPT, EntryKind.PAYMENT, EntryKind.TRANSFER, EntryKind.OPENING)


def button(book: Book, visitor: Visitor) -> None:
    """The one main act of the desk."""
    if st.button(_("Write an entry"), type="primary", icon=":material/add:", key="nb_write"):
        opened(_("Write an entry"), ask, book, visitor)


def ask(book: Book, visitor: Visitor, given: Mapping[str, Any] | None = None) -> None:
    """The form. ``given`` fills in what a line of the bank's statement says."""
    given = given or {}
    kind = st.segmented_control(
        _("Kind of entry"),
        KINDS,
        default=given.get("kind", EntryKind.RECEIPT),
        format_func=words.kind,
        key="nb_entry_kind",
        required=True,
    )
    kind = EntryKind(kind)
    with st.grid("auto", min_column_width=240, gap="small"):
        lines = _lines(book, kind, given)
        day = st.date_input(
            _("Day the money moved"),
            given.get("day", day_of(now())),
            max_value=day_of(now()),
            min_value=book.opened_on,
            key="nb_entry_day",
            format="YYYY-MM-DD",
        )
    party = _party(kind, given)
    purpose = st.text_input(
        _("What for? Everybody can read it"),
        given.get("purpose", ""),
        max_chars=LONGEST_PURPOSE,
        key="nb_entry_purpose",
        placeholder=_("Lift advertising, second quarter"),
    )
    proof = _proof(book, visitor)
    bound = _bound(book, kind)
    if st.button(_("Hand it in for approval"), type="primary", key="nb_confirm"):
        _hand_in(
            book, visitor, lines, day, given,
            {"kind": kind, "purpose": purpose or "", "party": party, **proof, **bound},
        )  # fmt: skip


def _hand_in(
    book: Book,
    visitor: Visitor,
    lines: tuple[Line, ...] | None,
    day: date | None,
    given: Mapping[str, Any],
    rest: dict[str, Any],
) -> None:
    if lines is None or day is None:
        st.error(_("Something is still missing above."), icon=":material/block:")
        return
    content = Content(day=day, lines=lines, **rest)
    done = _("Handed in. Somebody else approves it.")
    line_id = given.get("bank_line_id")
    act_and_rerun(done, draft_entry, visitor, book.id or 0, content, bank_line_id=line_id)


def _lines(book: Book, kind: EntryKind, given: Mapping[str, Any]) -> tuple[Line, ...] | None:
    """The lines of the entry; ``None`` while something is missing."""
    offered = read(AREAS, book.path, desk.usable, book.id or 0)
    assets = offered[AccountKind.ASSET]
    first = _account(_lead(kind), assets, "nb_entry_asset", given.get("asset"))
    other = None
    if kind is EntryKind.TRANSFER:
        other = _account(_("Into which account"), assets, "nb_entry_target")
    elif kind is not EntryKind.OPENING and first is not None:
        wanted = (AccountKind.INCOME,) if kind is EntryKind.RECEIPT else _SPENT
        fitting = [a for w in wanted for a in offered[w] if a.fund is first.fund]
        other = _account(_("Under which head"), fitting, "nb_entry_other", first=False)
    fen = money.asked(_("Amount"), "nb_entry_amount", given.get("fen", 0))
    if not fen or first is None or (other is None and kind is not EntryKind.OPENING):
        return None
    known = read(AREAS, book.path, chart.chart, book.id or 0)
    try:
        return _shaped(kind, first.code, other.code if other else "", known, fen)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None


_SPENT = (AccountKind.EXPENSE, AccountKind.COST)


def _lead(kind: EntryKind) -> str:
    if kind is EntryKind.RECEIPT:
        return _("Into which account")
    return _("Which account") if kind is EntryKind.OPENING else _("From which account")


def _shaped(kind: EntryKind, asset: str, other: str, known: Chart, fen: int) -> tuple[Line, ...]:
    match kind:
        case EntryKind.RECEIPT:
            return shape.received(asset, other, fen)
        case EntryKind.PAYMENT:
            return shape.paid(asset, other, fen)
        case EntryKind.TRANSFER:
            return shape.moved(asset, other, known, fen)
        case _:
            return shape.begun(asset, known, fen)


def _account(
    label: str, offered: list[Account], key: str, code: str | None = None, *, first: bool = True
) -> Account | None:
    """One of the accounts; the first of them to begin with, but never a head nobody chose."""
    by_code = {account.code: account for account in offered}
    picked = st.selectbox(
        label,
        list(by_code),
        index=list(by_code).index(code) if code in by_code else (0 if first and by_code else None),
        format_func=lambda c: either(by_code[c].name, by_code[c].name_en),
        key=key,
        placeholder=_("Choose one"),
    )
    return by_code.get(picked or "")


def _party(kind: EntryKind, given: Mapping[str, Any]) -> Counterparty | None:
    if kind in (EntryKind.TRANSFER, EntryKind.OPENING):
        return None
    label = _("Who paid") if kind is EntryKind.RECEIPT else _("Who was paid")
    name = st.text_input(label, given.get("party", ""), max_chars=LONGEST_NAME, key="nb_entry_name")
    person = st.checkbox(
        _("A private person: the name is masked for the public"),
        value=bool(given.get("person")),
        key="nb_entry_person",
    )
    named = PartyKind.PERSON if person else PartyKind.FIRM
    return Counterparty(named, name) if name else None


def _proof(book: Book, visitor: Visitor) -> dict[str, Any]:
    vouchers = pick(visitor, book)
    with st.grid("auto", min_column_width=240, gap="small"):
        document = st.text_input(
            _("Number on the voucher (may stay empty)"),
            max_chars=LONGEST_DOCUMENT,
            key="nb_entry_doc",
        )
        reason = st.text_input(
            _("If there is no voucher, why?"), max_chars=LONGEST_REASON, key="nb_entry_bare"
        )
    return {
        "voucher_ids": vouchers,
        "document": document or "",
        "no_voucher_reason": reason or "",
    }


def _bound(book: Book, kind: EntryKind) -> dict[str, int]:
    """What the money rests on: a contract it comes in under, a decision it is spent on."""
    if kind is EntryKind.RECEIPT:
        offered, label = read(AREAS, book.path, desk.contracts, book.id or 0), _("Contract")
    elif kind is EntryKind.PAYMENT:
        offered = read(DECIDED, book.path, desk.covers, book.id or 0, day_of(now()))
        label = _("Decision it rests on")
    else:
        return {}
    if not offered:
        return {}
    picked = st.selectbox(
        label,
        offered,
        index=None,
        format_func=_cover,
        key="nb_entry_bound",
        placeholder=_("None"),
    )
    return {picked.column: picked.id} if picked else {}


def _cover(found: Cover) -> str:
    allowed = f" · {yuan(found.allows_fen)}" if found.allows_fen is not None else ""
    return f"{found.title} · {words.head(found.head)}{allowed}"  # an option obeys no Markdown
