"""Which language this visitor reads (语言). Never a process-wide setting."""

import streamlit as st

from services.wording import LANGUAGES, catalog, say

__all__ = ["LANGUAGES", "_", "catalog", "choose", "chosen", "n_", "say"]


def chosen() -> str:
    """The language of this visitor: picked, else the browser's, else Chinese."""
    picked = st.session_state.get("nb_language")
    if picked in LANGUAGES:
        return str(picked)
    locale = st.context.locale or "zh"
    return "en" if locale.lower().startswith("en") else "zh_CN"


def choose(language: str) -> None:
    """Read in ``language`` from the next run on."""
    if language in LANGUAGES:
        st.session_state["nb_language"] = language


def _(sentence: str, **facts: object) -> str:
    """``sentence`` in the visitor's language, with its facts filled in."""
    return say(chosen(), sentence, **facts)


def n_(one: str, many: str, n: int, **facts: object) -> str:
    """A sentence with a number ``n`` in it, in the visitor's language."""
    return catalog(chosen()).ngettext(one, many, n).format(n=n, **facts)
