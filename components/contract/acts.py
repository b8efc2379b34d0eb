"""What whoever keeps a contract may do with it, each in a dialog of its own (合同办理)."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import streamlit as st

from components import money
from components.act import act_and_rerun
from components.contract import form
from components.contract.listing import AREAS
from components.dialog import opened
from components.format import day, yuan
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.base import now
from models.contract import ContractState
from models.revision import Area
from rules.calendar import day_of
from rules.contract import life
from rules.permission import Visitor
from services.contract import moving
from services.contract.sheet import Sheet, Vote, keeping, votes

VOTE, EARLIER = "vote", "earlier"


def row(found: Sheet, visitor: Visitor) -> None:
    """The acts that this contract takes now; the main one first."""
    state = found.row.state
    with st.container(horizontal=True, gap="small"):
        if state is ContractState.DRAFT:
            _act(_("Let it begin"), begin, found, visitor, main=True, icon="how_to_vote")
            _act(_("Correct"), correct, found, visitor, icon="edit")
            _act(_("Drop"), end, found, visitor, icon="delete")
            return
        if found.renewed_by is None:
            _act(_("Renew"), form.renew, found, visitor, main=found.row.runs_out, icon="autorenew")
        if any(line.paid.open_fen for line in found.lines):
            _act(_("Waive"), waive, found, visitor, icon="money_off")
        if state is ContractState.ACTIVE:
            _act(_("End"), end, found, visitor, icon="event_busy")


Body = Callable[[Sheet, Visitor], None]


def _act(
    label: str, body: Body, found: Sheet, visitor: Visitor, *, icon: str, main: bool = False
) -> None:
    kind: Literal["primary", "secondary"] = "primary" if main else "secondary"
    if st.button(label, icon=f":material/{icon}:", type=kind, key=f"nb_contract_{icon}"):
        opened(label, body, found, visitor)


def correct(found: Sheet, visitor: Visitor) -> None:
    """The form, filled in with what is there."""
    kept = read(AREAS, found.path, keeping, found.place_id)
    assert kept is not None
    form.correct(found, kept, visitor)


def begin(found: Sheet, visitor: Visitor) -> None:
    """The vote it rests on, or the decision that is older than the votes here."""
    offered = read((Area.DELIBERATION,), found.path, votes, found.path)
    ways = {VOTE: _("A vote held here"), EARLIER: _("An earlier decision")}
    way = st.segmented_control(
        _("By what did the owners decide?"),
        list(ways),
        default=VOTE if offered else EARLIER,
        format_func=ways.__getitem__,
        key="nb_contract_way",
        required=True,
    )
    st.caption(_("Doing business on common parts: Civil Code 278, item 8."))
    if way == VOTE:
        _by_vote(found, offered, visitor)
    else:
        _by_earlier_decision(found, visitor)


def _in_force(found: Sheet) -> str:
    return _("“{title}” is in force.", title=plain(found.row.title))


def _by_vote(found: Sheet, offered: list[Vote], visitor: Visitor) -> None:
    """Which of the votes; none is chosen for anybody."""
    if not offered:
        st.info(_("No vote on item 8 has passed in this compound yet."))
        return
    questions = {vote.id: vote.question for vote in offered}
    motion_id = st.selectbox(
        _("Which vote?"),
        list(questions),
        index=None,
        format_func=questions.__getitem__,
        key="nb_motion",
        placeholder=_("Choose the vote on this business"),
    )
    ready = bool(motion_id)
    if st.button(_("Let it begin"), type="primary", key="nb_confirm", disabled=not ready):
        done = _in_force(found)
        act_and_rerun(done, moving.activate_by_vote, visitor, found.row.id, motion_id or 0)


def _by_earlier_decision(found: Sheet, visitor: Visitor) -> None:
    """The day and the paper of a decision that is older than the votes here."""
    today = day_of(now())
    decided_on = st.date_input(
        _("Decided on"), None, max_value=today, key="nb_decided_on", format="YYYY-MM-DD"
    )
    document = st.text_input(
        _("Which document shows it?"),
        max_chars=life.LONGEST_NOTE,
        key="nb_document",
        placeholder=_("Resolution of the second owners' assembly of 2025, filed with the street"),
    )
    if st.button(_("Let it begin"), type="primary", key="nb_confirm"):
        deed = moving.activate_by_earlier_decision
        given = found.row.id, decided_on, document or ""
        act_and_rerun(_in_force(found), deed, visitor, *given)


def end(found: Sheet, visitor: Visitor) -> None:
    """The last day, the reason, and what it does to what is owed."""
    today = day_of(now())
    if found.row.state is ContractState.DRAFT:
        st.write(_("It never began; it is put away, and the trail keeps it."))
        last = today
    else:
        picked = st.date_input(
            _("Last day of the contract"),
            min(today, found.row.ends_on),
            min_value=min(today, found.row.starts_on),
            max_value=today,
            key="nb_ended_on",
            format="YYYY-MM-DD",
        )
        last = picked or today
        _consequence(found, last)
    reason = _reason()
    if st.button(_("End the contract"), type="primary", key="nb_confirm"):
        done = _("Contract “{title}” has ended.", title=plain(found.row.title))
        act_and_rerun(done, moving.end_contract, visitor, found.row.id, last, reason)


def _consequence(found: Sheet, last: date) -> None:
    """What ending on ``last`` does to what is owed."""
    later = [line for line in found.lines if line.paid.owed.due_on > last]
    gone = sum(line.paid.open_fen for line in later)
    left = sum(line.paid.open_fen for line in found.lines) - gone
    told = []
    if later:
        told.append(
            n_(
                "{n} instalment after that day, {gone}, is no longer owed.",
                "{n} instalments after that day, {gone}, are no longer owed.",
                len(later),
                gone=yuan(gone),
            )
        )
    if left:
        told.append(_("{left} of what fell due before stays owed.", left=yuan(left)))
    if told:
        st.warning(" ".join(told))


def waive(found: Sheet, visitor: Visitor) -> None:
    """Which instalment, how much of it, and why."""
    st.warning(_("What is waived is given up for good. Everybody reads the reason."))
    left = {line.paid.owed.id: line.paid for line in found.lines if line.paid.open_fen}
    picked = st.selectbox(
        _("Which instalment?"),
        list(left),
        format_func=lambda i: _(
            "{day}: {fen} open",
            day=day(left[i].owed.due_on, year=True),
            fen=yuan(left[i].open_fen),
        ),
        key="nb_instalment",
    )
    fen = money.asked(_("How much is waived"), f"nb_waived_{picked}", left[picked].open_fen)
    reason = _reason()
    if st.button(_("Waive it"), type="primary", key="nb_confirm") and fen is not None:
        done = _("{fen} is waived.", fen=yuan(fen))
        act_and_rerun(done, moving.waive_instalment, visitor, picked, fen, reason)


def _reason() -> str:
    text = st.text_area(
        _("Why? Everybody can read it"), max_chars=life.LONGEST_REASON, key="nb_reason", height=90
    )
    return text or ""
