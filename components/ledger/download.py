"""The books to take home, in the forms that people and programs want (下载)."""

import streamlit as st

from components import link
from components.language import _
from rules.export.workbook import MOST_ENTRIES
from rules.refusal import N_

FORMS = {
    "xlsx": (N_("Excel"), N_("all tables, one a sheet")),
    "csv": (N_("CSV"), N_("one row an entry")),
    "beancount": (N_("Beancount"), N_("double entry, for accounting programs")),
    "zip": (
        N_("Everything (zip)"),
        N_("all tables, what every column means, and the log"),
    ),
}


def show(code: str, entry_count: int) -> None:
    """One button; behind it the files of the book of the compound ``code``."""
    with st.popover(_("Download"), icon=":material/download:"):
        fit = (ending for ending in FORMS if ending != "xlsx" or entry_count <= MOST_ENTRIES)
        st.markdown("\n".join(_line(code, ending) for ending in fit))
        st.caption(
            _(
                "Open data under CC BY 4.0: use it for anything, and say where it is from. A name "
                "of a person is not in it."
            )
        )


def _line(code: str, ending: str) -> str:
    name, about = FORMS[ending]
    address = f"{link.origin()}/open-data/ledger/{code}.{ending}"
    return f"- [**{_(name)}**]({address}) · {_(about)}"
