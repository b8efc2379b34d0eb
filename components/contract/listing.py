"""Contracts with what they owe: sums, filters, rows (合同列表)."""

from datetime import date

import streamlit as st

from components import address, figure, place
from components.contract import form, words
from components.dialog import opened
from components.format import day, whole_yuan, yuan
from components.language import _, n_
from components.ledger.words import head as head_name
from components.reading import read
from components.text import plain
from models.base import now
from models.contract import ContractState
from models.place import Place
from models.revision import Area
from rules.calendar import day_of, days_late
from rules.permission import Permission, Visitor
from services.contract import reading, sheet
from services.contract.reading import PAGE_ROWS, ContractRow, Show, Sums, Wanted
from services.ledger.chart import heads

AREAS = (Area.LEDGER, Area.PLACE)


def show(here: Place, visitor: Visitor) -> None:
    """What is missing first; then all contracts, the worst on top."""
    today = day_of(now())
    sums = read(AREAS, here.path, reading.sums, here.path, today)
    if not sums.all:
        _empty(here, visitor)
        return
    _answer(sums)
    _cards(sums)
    wanted = _filters(here, sums)
    number = read(AREAS, here.path, reading.count, wanted, today)
    _keep(here, visitor)
    if not number:
        st.info(_("No contract fits. Take a filter away."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    rows = read(AREAS, here.path, reading.contracts, wanted, today, page)
    with above:
        for row in rows:
            _card(row, here, today)


def _empty(here: Place, visitor: Visitor) -> None:
    st.info(
        _(
            "No contract is registered here yet. Advertising, parking, stalls, lockers and rooms "
            "that others use will stand here, with what they owe."
        )
    )
    _keep(here, visitor)


def _keep(here: Place, visitor: Visitor) -> None:
    """The one main act of who keeps contracts, where books are kept."""
    if not visitor.may(Permission.KEEP_CONTRACT, here.path):
        return
    kept = read(AREAS, here.path, sheet.keeping, here.id or 0)
    if kept is None:
        st.caption(_("Contracts are registered at a compound that keeps its books here."))
        return
    if st.button(_("Register a contract"), type="primary", icon=":material/add:"):
        opened(_("Register a contract"), form.register, kept, here.path, visitor)


def _answer(sums: Sums) -> None:
    """What people come to ask: is anything missing?"""
    if sums.arrears_fen:
        told = n_(
            "{fen} should have come in and has not, under {n} contract.",
            "{fen} should have come in and has not, under {n} contracts.",
            sums.late,
            fen=yuan(sums.arrears_fen),
        )
        st.markdown(f"### :red[:material/error: {plain(told)}]")
    else:
        st.markdown(f"### :green[:material/check_circle: {_('All that was due has come in.')}]")


def _cards(sums: Sums) -> None:
    with st.grid(4, min_column_width=160, gap="small"):
        due = _("of {fen} due", fen=yuan(sums.due_fen))
        figure.show(_("Received so far"), whole_yuan(sums.received_fen), due)
        figure.show(_("Due within 30 days"), whole_yuan(sums.soon_fen), _contracts(sums.soon))
        figure.show(_("About to run out"), _contracts(sums.expiring), _("renew, or end in time"))
        figure.show(
            _("Hidden income found"),
            whole_yuan(sums.hidden_received_fen),
            _("received under {contracts}", contracts=_contracts(sums.hidden)),
        )


def _contracts(number: int) -> str:
    return n_("{n} contract", "{n} contracts", number)


def _filters(here: Place, sums: Sums) -> Wanted:
    counts = {
        Show.ALL: sums.all,
        Show.ARREARS: sums.late,
        Show.SOON: sums.soon,
        Show.EXPIRING: sums.expiring,
        Show.DRAFT: sums.drafts,
        Show.HIDDEN: sums.hidden,
        Show.ENDED: sums.all - sums.active - sums.drafts,
    }
    codes = [show.value for show in Show if counts[show] or show is Show.ALL]
    picked = st.pills(
        _("Which contracts"),
        codes,
        format_func=lambda code: f"{words.show(Show(code))} {counts[Show(code)]}",
        key=address.key("show", codes, Show.ALL.value),
        required=True,
        label_visibility="collapsed",
    )
    show = address.keep("show", picked, Show.ALL.value) or Show.ALL.value
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = place.words(_("Number, party or place"))
        head = _head()
    return Wanted(here.path, Show(show), head, said)


def _head() -> str:
    codes = [code for code in heads() if code.startswith("G")]
    picked = st.selectbox(
        _("Head"),
        codes,
        index=None,
        format_func=head_name,
        key=address.key("head", codes),
        placeholder=_("All heads"),
        label_visibility="collapsed",
        width=220,
    )
    return address.keep("head", picked) or ""


def _card(row: ContractRow, here: Place, today: date) -> None:
    """What it is; what is missing and since when; with whom; until when."""
    with st.container(border=True, gap="xsmall"):
        st.button(
            f"**{plain(row.title)}**",
            key=f"nb_contract_{row.id}",
            type="tertiary",
            on_click=goto,
            args=(row.id,),
        )
        facts = [plain(row.party), plain(row.spot), head_name(row.head)]
        if row.compound != here.name:
            facts.insert(0, plain(row.compound))
        st.markdown(f"{words.marks(row)} :gray[{' · '.join(facts)}]")
        st.markdown(f"{_money(row, today)}  \n:gray[{_term(row)}]")


def goto(contract_id: int) -> None:
    """Another contract of this page goes into the address; none, the list."""
    if contract_id:
        st.query_params["id"] = str(contract_id)
    else:
        st.query_params.pop("id", None)


def _money(row: ContractRow, today: date) -> str:
    if row.arrears_fen and row.late_since:
        told = _(
            "{fen} missing since {day}, {n} days late",
            fen=yuan(row.arrears_fen),
            day=day(row.late_since, year=row.late_since.year != today.year),
            n=days_late(row.late_since, today),
        )
        return f":red[**{plain(told)}**]"
    if row.state is ContractState.DRAFT:
        return _("Waits for the owners' decision (Civil Code 278, item 8)")
    if row.next_on:
        on = day(row.next_on, year=row.next_on.year != today.year)
        told = _("{fen} due on {day}", fen=yuan(row.next_fen), day=on)
        return plain(told)
    return plain(_("All {fen} received", fen=yuan(row.received_fen)))


def _term(row: ContractRow) -> str:
    """How much of how much, and for how long."""
    got = _("{got} of {all} received", got=yuan(row.received_fen), all=yuan(row.whole_fen))
    return plain(f"{row.number} · {got} · {term(row)}")


def term(row: ContractRow) -> str:
    """From when to when."""
    return f"{day(row.starts_on, year=True)} – {day(row.ends_on, year=True)}"
