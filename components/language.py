"""Which language this visitor reads (语言). Never a process-wide setting."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.run import memo
from services import wording
from services.wording import LANGUAGES, catalog, preferred, say

__all__ = [
    "LANGUAGES",
    "_",
    "catalog",
    "choose",
    "chosen",
    "either",
    "n_",
    "named",
    "say",
    "switch",
]


_PICKED, _NEW = "nb_language", "nb_language_new"
_KEEP = """
export default function ({ data }) {
  document.cookie = `nb_language=${data.language}; Path=/; Max-Age=31536000; SameSite=Lax`;
  document.documentElement.lang = data.language.replace("_", "-");
}
"""


def chosen() -> str:
    """The language of this visitor: picked now or before, else the browser's, else Chinese."""
    notes = memo()
    if _PICKED in notes:
        return str(notes[_PICKED])
    found = notes[_PICKED] = _found()
    return found


def _found() -> str:
    picked = st.session_state.get(_PICKED)
    if picked in LANGUAGES:
        return str(picked)
    before = st.context.cookies.get("nb_language")
    found = before if before in LANGUAGES else preferred(st.context.locale or "zh")
    st.session_state[_PICKED] = found
    return found


def either(chinese: str, english: str) -> str:
    """What people named in two languages, in this visitor's: in Chinese where that is all."""
    return wording.either(chosen(), chinese, english)


def named(body: Mapping[str, Any]) -> str:
    """What a thing that is still JSON is called; empty where it has no name yet."""
    return either(str(body.get("name", "")), str(body.get("name_en", "")))


def choose(language: str) -> None:
    """Read in ``language`` from the next run on."""
    if language in LANGUAGES:
        st.session_state[_PICKED] = memo()[_PICKED] = language
        st.session_state[_NEW] = True


def switch() -> None:
    """The other language, one tap away; the browser remembers it beyond the next reload."""
    other = next(code for code in LANGUAGES if code != chosen())
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            LANGUAGES[other],
            key="nb_switch_language",
            type="tertiary",
            icon=":material/translate:",
            on_click=choose,
            args=(other,),
        )
    if st.session_state.pop(_NEW, False):
        component = st.components.v2.component("nb_language", js=_KEEP)
        component(data={"language": chosen()}, key="nb_keep_language")


def _(sentence: str, **facts: object) -> str:
    """``sentence`` in the visitor's language, with its facts filled in."""
    return say(chosen(), sentence, **facts)


def n_(one: str, many: str, n: int, **facts: object) -> str:
    """A sentence with a number ``n`` in it, in the visitor's language."""
    return catalog(chosen()).ngettext(one, many, n).format(n=n, **facts)
