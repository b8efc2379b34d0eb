"""What a form is called, whom it is for, from when to when (表单设置)."""

import re
from datetime import date
from typing import Any

import streamlit as st

from components.drafting import Draft
from components.form import words
from components.language import _
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from rules.form import OncePer, Use
from rules.form.body import PER_HOUR, PER_SENDER
from services import definition

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


def show(draft: Draft) -> None:
    """The inputs; what they say goes into the draft."""
    body, at = draft.body, f"{draft.at}_about"
    body["name"] = _line(_("What is it called?"), body, "name", 40, at)
    body["intro"] = _line(_("A sentence for whoever begins"), body, "intro", 500, at)
    with st.container(horizontal=True):
        body["use"] = _use(body, at)
        body["one_per"] = _once(body, at)
    with st.expander(_("More: code, days, limits, thanks, English"), icon=":material/tune:"):
        _code(draft)
        _days(body, at)
        _marks(body, at)
        _limits(body, at)
        body["thanks"] = _line(_("A word of thanks"), body, "thanks", 200, at)
        body["name_en"] = _line(_("Name in English"), body, "name_en", 80, at)
        body["intro_en"] = _line(_("First sentence in English"), body, "intro_en", 800, at)
        body["thanks_en"] = _line(_("Thanks in English"), body, "thanks_en", 300, at)
    for part in ("opens_on", "closes_on", "per_sender", "per_hour"):
        if body.get(part) is None:
            body.pop(part, None)


def code_of(draft: Draft) -> str:
    """The code that the form will have."""
    return str(st.session_state.get(f"{draft.at}_code") or "").strip()


def is_free(key: str) -> bool:
    """Whether a new form may be called so."""
    if not KEY.fullmatch(key):
        return False
    return read((Area.DEFINITION,), "/", definition.one, DefinitionKind.FORM, key) is None


def _line(label: str, body: dict[str, Any], part: str, most: int, at: str) -> str:
    found = st.text_input(label, body.get(part, ""), max_chars=most, key=f"{at}_{part}")
    return (found or "").strip()


def _use(body: dict[str, Any], at: str) -> str:
    codes = [use.value for use in Use]
    picked = st.selectbox(
        _("Who fills it in?"),
        codes,
        index=codes.index(body.get("use", "public")),
        format_func=lambda code: words.use(Use(code)),
        key=f"{at}_use",
    )
    return str(picked)


def _once(body: dict[str, Any], at: str) -> str:
    """How often; what its use leaves no choice about is not asked."""
    use = Use(body["use"])
    if use in (Use.PUBLIC, Use.SURVEY):
        return OncePer.UNIT.value if use is Use.SURVEY else OncePer.NONE.value
    codes = [once.value for once in OncePer]
    if use in (Use.STEP, Use.SHEET):
        codes.remove(OncePer.UNIT.value)
    now = body.get("one_per", OncePer.NONE.value)
    picked = st.selectbox(
        _("How often?"),
        codes,
        index=codes.index(now) if now in codes else 0,
        format_func=lambda code: words.once(OncePer(code)),
        key=f"{at}_once_{use.value}",
    )
    return str(picked)


def _code(draft: Draft) -> None:
    st.text_input(
        _("Code of the form"),
        draft.key or _free_key(),
        max_chars=40,
        key=f"{draft.at}_code",
        disabled=bool(draft.key),
        help=_("Small letters, digits and hyphens. It stands in the link, and stays as it is."),
    )


def _free_key() -> str:
    number = 1
    while not is_free(f"form-{number}"):
        number += 1
    return f"form-{number}"


def _days(body: dict[str, Any], at: str) -> None:
    with st.container(horizontal=True):
        for part, label in (("opens_on", _("First day")), ("closes_on", _("Last day"))):
            held = body.get(part)
            found = st.date_input(
                label,
                date.fromisoformat(held) if held else None,
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                key=f"{at}_{part}",
            )
            body[part] = found.isoformat() if isinstance(found, date) else None


def _marks(body: dict[str, Any], at: str) -> None:
    known = {
        "changeable": _("Answers may be changed until the last day"),
        "results_public": _("Everybody may see what the answers come to"),
    }
    for part, label in known.items():
        body[part] = st.checkbox(label, bool(body.get(part)), key=f"{at}_{part}")


def _limits(body: dict[str, Any], at: str) -> None:
    with st.container(horizontal=True):
        for part, label, usual, most in (
            ("per_sender", _("Answers an hour, from one sender"), PER_SENDER, 1_000),
            ("per_hour", _("Answers an hour, from all together"), PER_HOUR, 100_000),
        ):
            found = st.number_input(
                label, 1, most, body.get(part), step=1, key=f"{at}_{part}", placeholder=str(usual)
            )
            body[part] = None if found is None else int(found)
