"""One entry in words: what moved, who with, what proves it, what allowed it (记账凭证)."""

import streamlit as st

from components import label, link
from components.format import clock, day, yuan
from components.language import _, either
from components.ledger import listing, reversal, words
from components.reading import read
from components.text import plain
from components.voucher import gallery
from models.ledger import EntryKind, Fund
from models.member import Role
from models.revision import Area
from rules.permission import Visitor
from services.book import book_of
from services.ledger.reading.entry import Side, Whole, by_number, whole
from services.ledger.reading.row import Link, Row

AREAS = (Area.LEDGER, Area.MEMBER)


def show(visitor: Visitor) -> None:
    """The entry that the address names, by its id or by book and number."""
    entry_id = link.asked_id()
    book, number = link.asked("book", 40), link.asked_id("number")
    if not entry_id and book and number:
        entry_id = read((Area.LEDGER,), "/", by_number, book, number) or 0
    found = read(AREAS, "/", whole, entry_id) if entry_id else None
    if found is None:
        st.title(_("Entry"))
        st.info(_("There is no such entry. Look for it in the accounts of the compound."))
        link.to("ledger", _("Accounts of the compound"), "account_balance_wallet")
        return
    _head(found)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _sentence(found)
        _sides(found)
        _proofs(found, visitor)
    with right:
        _why(found)
        _who(found)
        _log(found)
        reversal.button(found, visitor)


def _head(found: Whole) -> None:
    one = found.row
    link.to("ledger", f"← {_('Every entry')}", place=found.code, view="lines")
    st.title(plain(one.purpose))
    facts = [
        found.place_name,
        _("Entry no. {n}", n=one.number),
        day(one.day, year=True),
        words.kind(one.kind),
    ]
    st.markdown(f":small[:gray[{plain(' · '.join(facts))}]] {listing.marks(one)}")
    st.markdown(f"## {listing.amount(one, None)}")


def _sentence(found: Whole) -> None:
    """What happened, said plainly."""
    one = found.row
    facts = {"sum": yuan(_size(one)), "party": one.party or _("somebody"), "what": one.purpose}
    said = {
        EntryKind.OPENING: _("When the book was opened, {sum} was there.", **facts),
        EntryKind.RECEIPT: _("{party} paid {sum}.", **facts),
        EntryKind.PAYMENT: _("{party} was paid {sum}.", **facts),
        EntryKind.TRANSFER: _("{sum} was moved from one account to another.", **facts),
        EntryKind.REVERSAL: _("An earlier entry of {sum} was taken back.", **facts),
    }[one.kind]
    st.markdown(plain(said))
    if one.reverses:
        text = _("It takes back entry no. {n}", n=one.reverses[1])
        link.to("entry", text, "undo", id=one.reverses[0])
    if one.reversed_by:
        st.warning(_("This entry was wrong and has been taken back. Both stay in the books."))
        text = _("It is taken back by entry no. {n}", n=one.reversed_by[1])
        link.to("entry", text, "undo", id=one.reversed_by[0])


def _size(one: Row) -> int:
    """How much money it is about: what moved within one fund, where something did."""
    return max((abs(fen) for _fund, fen in one.moved), default=0) or one.amount_fen


def _sides(found: Whole) -> None:
    """The lines as an accountant reads them."""
    lines = [f"| | {_('Ledger account')} | {_('Amount')} |", "|:---|:---|---:|"]
    several = len({side.fund for side in found.sides}) > 1
    for side in sorted(found.sides, key=lambda side: side.fen < 0):  # debits first
        size = yuan(abs(side.fen))
        which = _("Debit") if side.fen > 0 else _("Credit")
        lines.append(f"| {which} | {_account(side, several)} | {plain(size)} |")
    st.markdown("\n".join(lines))


def _account(side: Side, several: bool) -> str:
    name = either(side.name, side.name_en)
    fund = f" {words.fund(side.fund)}" if several or side.fund is not Fund.REVENUE else ""
    return f"{plain(name)} :small[:gray[{plain(side.account + fund)}]]"


def _proofs(found: Whole, visitor: Visitor) -> None:
    """Vouchers, or why there are none."""
    one = found.row
    st.markdown(f"#### {_('What proves it?')}")
    if one.document:
        st.markdown(plain(_("Number on the paper: {number}", number=one.document)))
    if one.excuse and not one.vouchers:
        st.markdown(f":gray-badge[:material/receipt_long_off: {_('No voucher')}]")
        st.caption(plain(_("Reason given: {reason}", reason=one.excuse)))
    elif one.bare:
        st.markdown(f":orange-badge[:material/receipt_long_off: {_('No voucher')}]")
        st.caption(_("Until one is added, or a reason approved, the period cannot be closed."))
    elif not one.vouchers:
        st.caption(_("See the entry that it takes back."))
    book = read((Area.LEDGER,), found.path, book_of, found.place_id)
    if book is not None:
        gallery.show(one.id, book, visitor)


def _why(found: Whole) -> None:
    """The decision, the contract and the claim behind it."""
    one = found.row
    ways = [
        (one.decision, _("Decided as"), "how_to_vote"),
        (one.contract, _("Under the contract"), "contract"),
        (one.claim, _("Won back in the clean-up"), "cleaning_services"),
    ]
    known = [(way, said, icon) for way, said, icon in ways if way is not None]
    st.markdown(f"#### {_('What allows it?')}")
    if not known:
        unbound = {
            EntryKind.PAYMENT: _("No decision is linked to this payment."),
            EntryKind.RECEIPT: _("No contract is linked to this income."),
        }
        st.caption(unbound.get(one.kind) or _("It needs no decision."))
    for way, said, icon in known:
        _way(way, said, icon)


def _way(way: Link, said: str, icon: str) -> None:
    st.caption(said)
    link.to(way.page, plain(way.name), icon, id=way.id)


def _who(found: Whole) -> None:
    """Who stood for it: duties, never names."""
    st.markdown(f"#### {_('Who stands for it?')}")
    lines = [_("Posted by: {duty}", duty=_duties(found.posted_by))]
    for duties in found.approved_by:
        lines.append(_("Approved by: {duty}", duty=_duties(duties)))
    lines.append(_("Into the books: {moment}", moment=clock(found.posted_at, year=True)))
    closed = _("closed") if found.closed else _("open")
    span = f"{day(found.starts_on, year=True)} – {day(found.ends_on, year=True)}"
    lines.append(_("Period: {span}, {state}", span=span, state=closed))
    st.markdown("  \n".join(plain(line) for line in lines))


def _duties(duties: tuple[Role, ...]) -> str:
    return label.roles([duty.value for duty in duties]) or _("somebody who has left the duty")


def _log(found: Whole) -> None:
    """Where it stands in the log, and the proof that everybody may take home."""
    st.markdown(f"#### {_('Can it be changed?')}")
    st.markdown(
        _("No. It is line {n} of a log that cannot be rewritten unseen.", n=found.leaf_index + 1)
    )
    target = f"{link.origin()}/ledger/{found.code}/{found.row.number}/proof"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.link_button(_("Proof of this entry"), target, icon=":material/verified:")
        page = f"{link.origin()}/verify.html"
        st.link_button(_("Checking page"), page, icon=":material/fact_check:", type="tertiary")
    st.caption(
        _(
            "To check: save the checking page, open it with the network off, choose the proof, and "
            "paste the public key from a posted notice of accounts."
        )
    )
    link.to("disclosures", _("Accounts posted"), "receipt_long", place=found.code)
