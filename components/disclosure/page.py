"""One statement: the figures, every head, what it rests on, and what owners say (公示表)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from components import figure, link
from components.disclosure import under
from components.disclosure.petition import panel as petition
from components.disclosure.shelf import span
from components.format import clock, day, yuan
from components.language import _, either
from components.ledger import words as ledger_words
from components.notice import paper
from components.reading import read
from components.text import plain
from models.ledger import Fund
from models.revision import Area
from rules.notice import last_day
from rules.permission import Permission, Visitor
from services.disclosure import sheet as sheets
from services.disclosure.sheet import Sheet

AREAS = (Area.LEDGER,)


def show(visitor: Visitor) -> None:
    """The statement that the address names; a preview for those who keep and check the books."""
    found = _asked(visitor)
    if found is None:
        st.title(_("Accounts of a period"))
        st.info(_("There are no accounts at this address. The list has all that is posted."))
        link.to("disclosures", _("Accounts posted"), "receipt_long")
        return
    _head(found)
    for fund in found.body["funds"]:
        _fund(fund, found.body["compared"])
    _rests(found)
    if found.id is not None:
        under.show(found, visitor)
        petition(found.book_id, found.path, visitor)


def _asked(visitor: Visitor) -> Sheet | None:
    if number := link.asked_id():
        return read(AREAS, "/", sheets.posted, number)
    found = read(AREAS, "/", sheets.preview, link.asked_id("period"))
    if found is None or not visitor.may(Permission.AUDIT, found.path):
        return None
    return found


def _head(found: Sheet) -> None:
    body = found.body
    days = span(date.fromisoformat(body["starts_on"]), date.fromisoformat(body["ends_on"]))
    link.to("disclosures", f"← {_('Accounts posted')}", place=found.place_code)
    st.markdown(f":gray[{plain(found.place)} · {_('Accounts of a period')}]")
    st.title(days)
    if found.posted_at is None:
        st.warning(_("Not posted yet: this is how the books stand now."))
    else:
        assert found.posted_until is not None
        until = day(last_day(found.posted_until))
        told = _("posted {moment}", moment=clock(found.posted_at, True))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":gray[{told} · {_('hangs until {day}', day=until)}]", width="content")
            st.link_button(_("Notice to print"), paper(found.notice_code), type="tertiary")
        if not found.latest:
            st.warning(_("A corrected version was posted later; this one stays as it was."))
        elif found.outdated:
            st.warning(_("The books were opened again after this was posted; it stays as it was."))
    _figures(body)


def _figures(body: Mapping[str, Any]) -> None:
    """What people ask first: how much is there, what came in, what went out, what is missing."""
    revenue = body["funds"][0]
    with st.grid(4, min_column_width=150, gap="small"):
        figure.show(_("Held at the end"), yuan(revenue["closing_fen"]))
        figure.show(_("Net income"), yuan(revenue["net_fen"]))
        figure.show(_("Spent"), yuan(revenue["expense_fen"]))
        figure.show(_("Still to come in"), yuan(body["arrears"]["fen"]))


def _fund(fund: Mapping[str, Any], compared: Mapping[str, int | None]) -> None:
    st.subheader(ledger_words.fund(Fund(fund["fund"])))
    lines = [
        (_("Held at the beginning"), fund["opening_fen"]),
        (_("Income"), fund["income_fen"]),
        (_("Reasonable cost"), -fund["cost_fen"]),
        (_("Net income (Civil Code 282)"), fund["net_fen"]),
        (_("Spent"), -fund["expense_fen"]),
    ]
    lines += [(_("Moved between funds"), fund["moved_fen"])] if fund["moved_fen"] else []
    lines.append((f"**{_('Held at the end')}**", fund["closing_fen"]))
    _table(["", _("Amount")], [[name, yuan(fen)] for name, fen in lines])
    for part, title in (
        ("income", _("Income by head")),
        ("cost", _("Cost by head")),
        ("expense", _("Spending by head")),
    ):
        if fund[part]:
            st.markdown(f"**{title}**")
            _heads(fund[part], compared)


def _heads(rows: Sequence[Mapping[str, Any]], compared: Mapping[str, int | None]) -> None:
    columns, keys = [_("Head"), _("This period")], ["fen"]
    if compared["last"] is not None:
        columns, keys = [*columns, _("Period before")], [*keys, "last_fen"]
    if compared["year"] is not None:
        columns, keys = [*columns, _("A year ago")], [*keys, "year_fen"]
    told = [
        [plain(either(row["name"], row["name_en"])), *(yuan(row[key]) for key in keys)]
        for row in rows
    ]
    total = [f"**{_('Together')}**", *(yuan(sum(row[key] for row in rows)) for key in keys)]
    _table(columns, [*told, total])


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A light table whose figures stand to the right; it prints and is read aloud."""
    lines = [columns, [":---", *["---:"] * (len(columns) - 1)], *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _rests(found: Sheet) -> None:
    """The papers, the bank, the arrears, the log."""
    body, papers, arrears = found.body, found.body["papers"], found.body["arrears"]
    if arrears["due_fen"]:
        st.subheader(_("Still to come in"))
        rows = [
            [_("Fell due under contracts so far"), yuan(arrears["due_fen"])],
            [_("Of it not received"), yuan(arrears["fen"])],
            [_("Contracts in arrears"), str(arrears["contracts"])],
        ]
        _table(["", _("Amount")], rows)
    if body["bank"]:
        st.subheader(_("At the bank"))
        told = [
            [
                plain(f"{bank['bank']} {bank['shown']}"),
                "–" if bank["statement_fen"] is None else yuan(bank["statement_fen"]),
                yuan(bank["book_fen"]),
            ]
            for bank in body["bank"]
        ]
        _table([_("Bank account"), _("Says the bank"), _("Say the books")], told)
    st.subheader(_("What this rests on"))
    rows = [
        [_("Entries in the books"), str(papers["entries"])],
        [_("Of them without a voucher"), str(papers["bare"])],
    ]
    _table(["", _("How many")], rows)
    link.to("ledger", _("Every entry of these books"), "menu_book", place=found.place_code)
    if found.sha256:
        leaf = _("Leaf {n} of the log", n=found.leaf_index + 1)  # people count from one
        st.markdown(f":small[:gray[SHA-256 {found.sha256[:16]}… · {leaf}]]")
