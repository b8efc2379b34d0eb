"""What a method is called, and what it is in two lines, in both languages (办法名称)."""

from collections.abc import Mapping

import streamlit as st

from components.language import _

WORDS = ("name", "name_en", "summary", "summary_en")


def ask(held: Mapping[str, str]) -> dict[str, str] | None:
    """The four as they were written, once that is confirmed."""
    name, name_en, summary, summary_en = (str(held.get(word, "")) for word in WORDS)
    told = (
        st.text_input(_("Name"), name, max_chars=40, key="nb_method_name"),
        st.text_input(_("Name in English"), name_en, max_chars=60, key="nb_method_name_en"),
        st.text_area(_("Summary"), summary, max_chars=400, key="nb_method_said"),
        st.text_area(_("Summary in English"), summary_en, max_chars=400, key="nb_method_said_en"),
    )
    found = {word: (text or "").strip() for word, text in zip(WORDS, told, strict=True)}
    return found if st.button(_("Confirm"), type="primary", key="nb_confirm") else None
