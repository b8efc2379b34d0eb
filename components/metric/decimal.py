"""A number as it is written, exact (小数)."""

import re

import streamlit as st

from components.language import _

_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


def decimal(label: str, value: str | None, key: str) -> str | None:
    """A number as it is written; what is none is left out."""
    text = st.text_input(
        label,
        value or "",
        max_chars=24,
        key=key,
        validate=(_DECIMAL.pattern, _("A number, such as 97.5.")),
    )
    return text if text and _DECIMAL.fullmatch(text) else None
