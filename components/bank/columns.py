"""What the columns of a statement hold that nobody knows (列的对应)."""

import streamlit as st

from components.act import why
from components.language import _
from models.bank import BankAccount
from rules.bank.layout import HEADER_WITHIN, flat, from_text, mapped
from rules.refusal import Refused
from services.bank.file import sheets_of

FEWEST = 3  # filled cells that make a header
FIELDS = ("day", "time", "amount", "income", "outgo", "direction", "balance", "number",
          "party", "summary")  # fmt: skip


def kept(account: BankAccount) -> dict[str, str]:
    """The mapping of this account's earlier statements."""
    return from_text(account.mapping)


def ask(name: str, content: bytes) -> dict[str, str] | None:
    """Which header holds what; ``None`` until somebody has said it."""
    headers = _headers(content)
    if not headers:
        return None
    st.subheader(_("What the columns hold"))
    numbers = list(range(len(headers)))
    at = st.selectbox(
        _("The header"),
        numbers,
        format_func=lambda n: " · ".join(filter(None, headers[n]))[:80],
        key=f"nb_bank_header_{name}",
    )
    names = [one for one in headers[at or 0] if one]
    with st.form("nb_bank_columns", border=False):
        chosen: dict[str, str] = {}
        with st.grid("auto", min_column_width=200, gap="small"):
            for field in FIELDS:
                chosen[field] = (
                    st.selectbox(
                        words(field), names, index=None, key=f"nb_bank_col_{field}",
                        placeholder=_("Not in the file"),
                    )
                    or ""
                )  # fmt: skip
        if not st.form_submit_button(_("Read it like this"), type="primary"):
            return None
    try:
        mapped(chosen)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
    return {field: header for field, header in chosen.items() if header}


def _headers(content: bytes) -> list[list[str]]:
    """Rows near the top that could name the columns; none where the file is no table."""
    try:
        sheets = sheets_of(content)
    except Refused:
        return []
    rows = [[flat(cell) for cell in row] for sheet in sheets for row in sheet.rows[:HEADER_WITHIN]]
    return [row for row in rows if sum(map(bool, row)) >= FEWEST]


def words(field: str) -> str:
    """What a column holds, for people."""
    return {
        "day": _("Day"),
        "time": _("Time"),
        "amount": _("Amount, with its sign"),
        "income": _("Amount in"),
        "outgo": _("Amount out"),
        "direction": _("Word for in or out"),
        "balance": _("Balance after it"),
        "number": _("Number of the transaction"),
        "party": _("Who"),
        "summary": _("What"),
    }[field]
