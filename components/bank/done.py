"""What has been settled: files that came in, lines that were matched or set aside (已办)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.format import day, yuan
from components.language import _
from components.reading import read
from components.text import plain
from models.bank import BankAccount, BankLine
from models.place import Place
from models.revision import Area
from rules.bank.layout import BY_CODE
from rules.permission import Permission, Visitor
from services.bank.matching import take_line_back, unmatch_line
from services.bank.reading import imports, line_counts, matched_lines, set_aside_lines

AREAS = (Area.LEDGER,)
ROWS = 10


def show(here: Place, account: BankAccount, visitor: Visitor) -> None:
    """Three short lists, the newest first."""
    total, matched = read(AREAS, here.path, line_counts, account.id or 0)
    st.markdown(
        _("{matched} of {total} lines of the bank are matched.", matched=matched, total=total)
    )
    keeps = visitor.may(Permission.POST_ENTRY, here.path)
    _files(here, account)
    _matched(here, account, visitor, keeps)
    _aside(here, account, visitor, keeps)


def _files(here: Place, account: BankAccount) -> None:
    rows = read(AREAS, here.path, imports, account.id or 0)
    if not rows:
        st.caption(_("No statement has been imported yet."))
        return
    st.subheader(_("Statements"))
    st.dataframe(
        {
            _("File"): [row.filename for row in rows],
            _("Layout"): [
                BY_CODE[row.layout].bank if row.layout in BY_CODE else "–" for row in rows
            ],
            _("From"): [row.first_on for row in rows],
            _("Until"): [row.last_on for row in rows],
            _("Rows"): [row.row_count for row in rows],
            _("New"): [row.added_count for row in rows],
            _("In"): [yuan(row.in_fen) for row in rows],
            _("Out"): [yuan(row.out_fen) for row in rows],
        },
        hide_index=True,
        alt=_("Statements that were imported"),
    )


def _matched(here: Place, account: BankAccount, visitor: Visitor, keeps: bool) -> None:
    rows = read(AREAS, here.path, matched_lines, account.id or 0)
    if not rows:
        return
    st.subheader(_("Matched last"))
    for line, entry in rows[:ROWS]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_line(line), width="stretch")
            link.to("entry", _("No. {n}", n=entry.number), id=entry.id)
            if keeps and st.button(_("Take back"), key=f"nb_unmatch_{line.id}", type="tertiary"):
                act_and_rerun(_("Match taken back"), unmatch_line, visitor, line.id or 0)


def _aside(here: Place, account: BankAccount, visitor: Visitor, keeps: bool) -> None:
    rows = read(AREAS, here.path, set_aside_lines, account.id or 0)
    if not rows:
        return
    st.subheader(_("Set aside"))
    for line in rows[:ROWS]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{_line(line)} · *{plain(line.set_aside)}*", width="stretch")
            if keeps and st.button(_("Take up again"), key=f"nb_back_{line.id}", type="tertiary"):
                done = _("The line waits for an entry again")
                act_and_rerun(done, take_line_back, visitor, line.id or 0)


def _line(line: BankLine) -> str:
    words = plain(" · ".join(filter(None, (line.party, line.summary))))
    return f"**{yuan(line.amount_fen)}** · {day(line.day)}  \n:small[{words}]"
