"""When something breaks: a line in the log, a sentence with its number on the screen (出错)."""

import logging
import secrets

import streamlit as st

from components.language import _

log = logging.getLogger(__name__)


def tell(error: Exception) -> bool:
    """Say sorry without saying what broke; ``True``: Streamlit need not say it again."""
    reference = secrets.token_hex(3).upper()
    log.error("script error %s", reference, exc_info=error)
    st.error(
        _(
            "Something went wrong on our side. Nothing you entered was half saved. "
            "Please try again; if it stays, tell an administrator this number: {reference}",
            reference=reference,
        ),
        icon=":material/error:",
    )
    return True
