"""How it went so far, step by step, with who said yes or no and why (经过)."""

import streamlit as st

from components import label
from components.format import clock
from components.language import _
from components.text import plain
from services.topic.reading import Account


def show(told: Account) -> None:
    """The newest stay on top."""
    st.subheader(_("How it went"))
    for entry in reversed(told.entries):
        outcome = _outcomes().get(entry.outcome, "")
        head = f"**{plain(entry.step_name)}**"
        if entry.round > 1:
            head += f" · {_('Round {n}', n=entry.round)}"
        lines = [head, f":gray[{_('from {moment}', moment=clock(entry.created_at))}]"]
        if entry.left_at is not None:
            lines.append(f"{outcome} :gray[{clock(entry.left_at)}]")
        if entry.reason:
            lines.append(f"“{plain(entry.reason)}”")
        lines += _voices(told, entry.step_code, entry.round)
        st.markdown("  \n".join(lines))


def _voices(told: Account, step_code: str, round_: int) -> list[str]:
    lines = []
    for approval, name in told.approvals:
        if (approval.step_code, approval.round) == (step_code, round_):
            word = _("Approved") if approval.approved else _("Declined")
            who = f"{label.role(approval.role)} {plain(name)}"
            lines.append(f":gray[{who}] {word} “{plain(approval.reason)}”")
    return lines


def _outcomes() -> dict[str, str]:
    return {
        "success": f":green[:material/check: {_('Led on')}]",
        "failure": f":gray[:material/close: {_('Not passed')}]",
        "expiry": f":gray[:material/timer_off: {_('Expired')}]",
        "merged": f":gray[:material/merge: {_('Merged')}]",
        "withdrawn": f":gray[:material/undo: {_('Withdrawn')}]",
        "closed": f":gray[:material/block: {_('Closed')}]",
    }
