"""One contract: what is missing, what it rests on, each instalment (合同详情)."""

from datetime import date

import streamlit as st

from components import figure, link
from components.contract import acts, chart, words
from components.contract.listing import AREAS, goto, term
from components.custom import panel
from components.format import day, yuan
from components.language import _, n_
from components.ledger.words import head as head_name
from components.reading import read
from components.text import plain
from models.base import now
from models.contract import ContractState
from rules.calendar import day_of, days_late
from rules.contract.arrears import PayState
from rules.permission import Permission, Visitor
from services.contract.sheet import Line, Sheet, sheet

MOST_LINKS = 12
FEW = 6  # bars with room for a whole date


def show(contract_id: int, visitor: Visitor) -> None:
    """Draw it; a sentence and a way on where there is none."""
    today = day_of(now())
    found = read(AREAS, "/", sheet, contract_id, today)
    if found is None:
        st.title(_("There is no such contract."))
        _back()
        return
    row = found.row
    _back()
    st.title(plain(row.title))
    st.markdown(f"{words.marks(row)} :gray[{plain(row.compound)} · {plain(row.number)}]")
    _answer(found, today)
    if visitor.may(Permission.KEEP_CONTRACT, found.path):
        acts.row(found, visitor)
    _numbers(found, today)
    _picture(found, today)
    _table(found, today)
    _entries(found)
    _facts(found)
    panel("contract", contract_id, found.path, visitor)


def _back() -> None:
    st.button(
        _("All contracts"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=goto,
        args=(0,),
    )


def _answer(found: Sheet, today: date) -> None:
    row = found.row
    if row.state is ContractState.DRAFT:
        told = _("Nothing is booked under it before the owners have decided.")
        st.markdown(f"### :orange[:material/how_to_vote: {plain(told)}]")
        st.caption(_("Doing business on common parts: Civil Code 278, item 8."))
    elif row.arrears_fen and row.late_since:
        told = _("{fen} should have come in and has not", fen=yuan(row.arrears_fen))
        st.markdown(f"### :red[:material/error: {plain(told)}]")
        since = day(row.late_since, year=True)
        st.caption(_("Since {day}, {n} days late", day=since, n=days_late(row.late_since, today)))
    else:
        st.markdown(f"### :green[:material/check_circle: {_('All that was due has come in.')}]")


def _numbers(found: Sheet, today: date) -> None:
    row = found.row
    with st.grid(4, min_column_width=160, gap="small"):
        figure.show(_("Received"), yuan(row.received_fen))
        figure.show(_("Still to come"), yuan(found.open_fen))
        if row.next_on:
            due = day(row.next_on, year=row.next_on.year != today.year)
            figure.show(_("Due on {day}", day=due), yuan(row.next_fen))
        if found.over_fen:
            figure.show(_("Received beyond what is owed"), yuan(found.over_fen))


def _picture(found: Sheet, today: date) -> None:
    """The same as the table below, as a picture."""
    began = found.row.state is not ContractState.DRAFT
    written = "%Y-%m-%d" if len(found.lines) <= FEW else "%y-%m"
    rows = tuple(
        (
            line.paid.owed.due_on.strftime(written),
            line.paid.owed.owed_fen,
            line.paid.paid_fen,
            began and line.paid.state(today) is PayState.OVERDUE,
        )
        for line in found.lines
        if line.paid.owed.owed_fen
    )
    if len(rows) > 1:
        names = (_("Received"), _("Overdue"), _("Not due yet"))
        spec = chart.bars(rows, names)
        told = _("Due and received for each instalment; the table below says the same.")
        st.vega_lite_chart(spec, alt=told)


def _table(found: Sheet, today: date) -> None:
    lines = found.lines
    st.dataframe(
        {
            _("Due day"): [day(each.paid.owed.due_on, year=True) for each in lines],
            _("Owed"): [yuan(each.paid.owed.owed_fen) for each in lines],
            _("State"): [_state(each, today, found.row.state) for each in lines],  # on a phone too
            _("Received"): [yuan(each.paid.paid_fen) for each in lines],
            _("Entries"): ["、".join(map(str, each.numbers)) for each in lines],
            _("Waived"): [_waived(each) for each in lines],
        },
        hide_index=True,
        height="content",
        column_config={
            name: st.column_config.TextColumn(name, alignment="right")
            for name in (_("Owed"), _("Received"))
        },
        alt=_("The instalments of the contract with what came in for each."),
    )


def _state(line: Line, today: date, contract: ContractState) -> str:
    if contract is ContractState.DRAFT:
        return words.state(contract)
    state = line.paid.state(today)
    told = words.pay(state)
    if state is PayState.OVERDUE:
        return f"{told} · " + _("{n} days", n=days_late(line.paid.owed.due_on, today))
    if state is PayState.PAID and line.paid.paid_on:
        return f"{told} · {day(line.paid.paid_on)}"
    return told


def _waived(line: Line) -> str:
    waived = line.paid.owed.waived_fen
    return f"{yuan(waived)} · {line.waived_reason}" if waived else ""


def _entries(found: Sheet) -> None:
    """The latest entries of the books that name this contract."""
    if not found.entries:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        total = len(found.entries)
        st.caption(n_("{n} entry in the books", "{n} entries in the books", total), width="content")
        for entry_id, number in found.entries[-MOST_LINKS:]:
            link.to("entry", _("No. {n}", n=number), "receipt", id=entry_id)


def _facts(found: Sheet) -> None:
    """With whom, where, for how long, and by whose decision."""
    row = found.row
    st.subheader(_("What it rests on"))
    facts = {
        _("Party"): plain(row.party),
        _("Place of use"): plain(row.spot),
        _("Head"): head_name(row.head),
        _("Runs"): plain(term(row)),
        _("Decision"): _decision(found),
    }
    if found.ended_on:
        ended = f"{day(found.ended_on, year=True)} · {found.end_reason}"
        facts[_("Ended")] = plain(ended)
    st.table(
        {"": list(facts), _("Fact"): list(facts.values())},
        border="horizontal",
        hide_index=True,
        hide_header=True,
    )
    with st.container(horizontal=True, gap="small"):
        if found.motion_id:
            link.to("motion", _("The vote"), "how_to_vote", id=found.motion_id)
        if found.renews:
            _other(_("Follows {number}", number=plain(found.renews[1])), found.renews[0])
        if found.renewed_by:
            told = _("Followed by {number}", number=plain(found.renewed_by[1]))
            _other(told, found.renewed_by[0])


def _other(label: str, contract_id: int) -> None:
    st.button(
        label, icon=":material/contract:", type="tertiary", on_click=goto, args=(contract_id,)
    )


def _decision(found: Sheet) -> str:
    if found.decided_on is None:
        return _("Not decided yet")
    on = day(found.decided_on, year=True)
    if found.motion_id:
        return plain(_("Voted on {day}: {question}", day=on, question=found.motion_question))
    return plain(_("Earlier decision of {day}: {document}", day=on, document=found.decision_note))
