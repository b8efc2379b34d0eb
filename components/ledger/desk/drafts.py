"""Drafts: each a card that says all of it, with the two words it waits for (待复核凭证)."""

import streamlit as st

from components import link, place
from components.act import act_and_rerun
from components.dialog import opened
from components.format import clock, day, yuan
from components.language import _, either
from components.ledger import words
from components.reading import read
from components.text import plain
from models.ledger import Account, Book, DraftState
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.ledger import chart, desk, drafting, posting
from services.ledger.desk import PAGE_ROWS, DraftRow
from services.voucher.reading import Shown

AREAS = (Area.LEDGER,)
LONGEST_REASON = 500
ICONS = {"contracts": "contract", "claims": "cleaning_services", "entry": "undo"}


def waiting(book: Book, here: Place, visitor: Visitor) -> None:
    """What waits for a second pair of eyes, the oldest first."""
    total = read(AREAS, here.path, desk.draft_count, book.id or 0, DraftState.PENDING)
    if not total:
        st.info(_("Nothing waits for approval."))
        return
    _cards(book, here, visitor, DraftState.PENDING, total)


def done(book: Book, here: Place, visitor: Visitor) -> None:
    """What was sent back or withdrawn, the newest first; what was posted stands in the books."""
    for state in (DraftState.REFUSED, DraftState.WITHDRAWN):
        total = read(AREAS, here.path, desk.draft_count, book.id or 0, state)
        if total:
            st.subheader(words.state(state))
            _cards(book, here, visitor, state, total)
    link.to("ledger", _("What was posted stands in the books"), place=here.code)


def _cards(book: Book, here: Place, visitor: Visitor, state: DraftState, total: int) -> None:
    above, page = place.paged(total, PAGE_ROWS)
    names = {a.code: a for a in read(AREAS, here.path, chart.accounts, book.id or 0)}
    with above, st.grid("auto", min_column_width=360, gap="small"):
        for row in read(AREAS, here.path, desk.drafts, book.id or 0, state, page):
            with st.container(border=True, gap="xsmall"):
                _card(row, names)
                if state is DraftState.PENDING:
                    _answers(row, here, visitor)


def _card(row: DraftRow, names: dict[str, Account]) -> None:
    content = row.content
    signed = yuan(desk.sums(content.lines, content.kind))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":gray-badge[{words.kind(content.kind)}] **{plain(content.purpose)}**")
        st.space("stretch")
        st.markdown(f"**{signed}**", width="content")
    facts = [day(content.day, year=True), plain(row.party)]
    facts += [plain(content.document)] if content.document else []
    st.markdown(f":small[:gray[{' · '.join(fact for fact in facts if fact)}]]")
    st.markdown("  \n".join(_lines(row, names)))
    told = [_("written by {name}, {at}", name=plain(row.writer), at=clock(row.at))]
    if row.first:
        told.append(_("approved by {name} as the first", name=plain(row.first)))
    if row.reason:
        told.append(_("sent back: {reason}", reason=plain(row.reason)))
    st.markdown(f":small[:gray[{' · '.join(told)}]]")
    _rests_on(row)
    _vouchers(row)


def _lines(row: DraftRow, names: dict[str, Account]) -> list[str]:
    """借 / 贷, the account, the sum."""
    told = []
    for line in sorted(row.content.lines, key=lambda one: one.fen < 0):
        account = names.get(line.account)
        name = either(account.name, account.name_en) if account else line.account
        side = _("Debit") if line.fen > 0 else _("Credit")
        told.append(f":small[{side} · {plain(name)} · {yuan(abs(line.fen))}]")
    return told


def _rests_on(row: DraftRow) -> None:
    """The ways to the decision, the contract, or the entry that is taken back."""
    for way in row.rests_on:
        link.to(way.page, plain(way.name), ICONS.get(way.page, "gavel"), id=way.id)


def _vouchers(row: DraftRow) -> None:
    """Each voucher to be looked at before anybody says yes; or why there is none."""
    content = row.content
    if row.vouchers:
        with st.container(horizontal=True, gap="small"):
            for number, one in enumerate(row.vouchers, 1):
                _voucher(one, number)
    elif content.no_voucher_reason:
        reason = plain(content.no_voucher_reason)
        st.markdown(f":orange-badge[{_('No voucher')}] :small[{reason}]")
    elif content.reverses_id is None:
        st.badge(_("No voucher"), icon=":material/warning:", color="orange")


def _voucher(one: Shown, number: int) -> None:
    st.link_button(
        f"{_('Voucher {n}', n=number)} · {one.kind.value.upper()}",
        f"{link.origin()}/voucher/original/{one.id}",
        icon=":material/attach_file:",
        type="tertiary",
        help=f"{plain(one.name)} · {_('Opening it leaves a line in the trail.')}",
    )


def _answers(row: DraftRow, here: Place, visitor: Visitor) -> None:
    if row.written_by == visitor.member_id:
        if st.button(_("Withdraw"), key=f"nb_withdraw_{row.id}", type="tertiary"):
            act_and_rerun(_("Withdrawn"), drafting.withdraw_draft, visitor, row.id)
        st.caption(_("Somebody else approves what you wrote."))
        return
    if not visitor.may(Permission.APPROVE_ENTRY, here.path) or row.first_id == visitor.member_id:
        needed = _("{n} more persons have to approve it.", n=row.still_needed)
        st.caption(needed)
        return
    with st.container(horizontal=True, gap="small"):
        last = row.still_needed == 1
        text = _("Approve and post") if last else _("Approve as the first of two")
        if st.button(text, key=f"nb_approve_{row.id}", type="primary"):
            if last:
                opened(_("Post it for ever?"), _confirm, row, visitor)
            else:
                said = _("Approved. A second person has to as well.")
                act_and_rerun(said, posting.approve_draft, visitor, row.id)
        if st.button(_("Send back"), key=f"nb_refuse_{row.id}"):
            opened(_("Send back"), _refuse, row, visitor)


def _confirm(row: DraftRow, visitor: Visitor) -> None:
    content = row.content
    said = _("{kind} {sum}: {purpose}", kind=words.kind(content.kind), sum=yuan(content.amount_fen),
             purpose=plain(content.purpose))  # fmt: skip
    st.markdown(f"**{said}**")
    st.write(
        _("Once posted, nobody can change or delete it. A mistake is taken back by a reversal.")
    )
    if st.button(_("Approve and post"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Posted"), posting.approve_draft, visitor, row.id)


def _refuse(row: DraftRow, visitor: Visitor) -> None:
    reason = st.text_area(
        _("Why? Whoever wrote it reads this."), max_chars=LONGEST_REASON, key="nb_reason"
    )
    if st.button(_("Send back"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Sent back"), posting.refuse_draft, visitor, row.id, reason)
