"""Asking for an amount the way people write it: 48,600 or 4.86万 (金额)."""

import streamlit as st

from components.act import why
from components.language import _
from rules.money import fen_of
from rules.refusal import Refused

LONGEST = 20  # characters


def asked(label: str, key: str, fen: int = 0) -> int | None:
    """The amount in fen; ``None``, with the reason on screen, while it is none."""
    written = f"{fen // 100}.{fen % 100:02d}".removesuffix(".00") if fen else ""
    text = st.text_input(
        _("{label} (yuan)", label=label),
        written,
        max_chars=LONGEST,
        key=key,
        placeholder=_("48,600.50 or 4.86万"),
    )
    try:
        return fen_of(text or "")
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
