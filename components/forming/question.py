"""One question of a form (题目设置): the body of a dialog."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.condition import build
from components.custom import content
from components.custom.picking import pick_kind, pick_marks
from components.drafting import Draft, change_body
from components.language import _
from rules.definition.form import WHY_OF_MEMBERS, kinds
from rules.entity import Entity, Kind
from rules.form import Use, read_form
from rules.form.drawing import free_name, with_question
from rules.permission import Visitor

At = tuple[int, int | None]
_SPLIT = frozenset({Kind.NUMBER, Kind.DATE, Kind.YES_NO, Kind.CHOICE, Kind.PLACE})
_SUMS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.FORMULA})
_NAMES = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER})
KEPT = ("valid_if", "valid_words", "help_en", "group")


def edit(draft: Draft, at: At, visitor: Visitor) -> None:
    """Ask for it, and put it into the draft."""
    held = _held(draft, at)
    key = f"{draft.at}_q_{draft.turn}_{at[0]}_{at[1]}"
    whole = read_form(draft.key, draft.body).entity
    made: dict[str, Any] = {"name": held.get("name") or free_name(draft.body)}
    label = st.text_input(
        _("What is asked?"), held.get("label", ""), max_chars=30, key=f"{key}_label"
    )
    made["label"] = (label or "").strip()
    use = Use(draft.body["use"])
    made["kind"] = pick_kind(_("What is answered?"), kinds(use), held.get("kind"), key)
    if use is Use.PUBLIC:
        st.caption(_(WHY_OF_MEMBERS))
    made |= content.asked(whole, held, key, Kind(made["kind"]))
    made |= _marks(held, key, Kind(made["kind"]))
    made |= _conditions(whole, _before(draft, at), held, key, visitor, made["kind"])
    made |= _more(held, key)
    if st.button(_("Keep it"), type="primary", key="nb_forming_question_done"):
        _keep(draft, at, held, made)


def _keep(draft: Draft, at: At, held: Mapping[str, Any], made: dict[str, Any]) -> None:
    if not made["label"]:
        st.error(_("Say what is asked."), icon=":material/block:")
        return
    kept = {part: told for part, told in made.items() if told not in (None, "", [], False)}
    kept |= {part: held[part] for part in KEPT if held.get(part)}
    change_body(draft, with_question, at, kept)
    st.rerun()


def _held(draft: Draft, at: At) -> Mapping[str, Any]:
    section, place = at
    if place is None:
        return {}
    found: Mapping[str, Any] = draft.body["sections"][section]["fields"][place]
    return found


def _before(draft: Draft, at: At) -> list[str]:
    """The questions that are asked above this one."""
    found = []
    for number, section in enumerate(draft.body["sections"][: at[0] + 1]):
        for place, field in enumerate(section["fields"]):
            if number == at[0] and at[1] is not None and place >= at[1]:
                break
            if field["kind"] != Kind.FORMULA:
                found.append(field["name"])
    return found


def _marks(held: Mapping[str, Any], key: str, of: Kind) -> dict[str, bool]:
    suited = {
        "required": of is not Kind.FORMULA,
        "personal": of in _NAMES,
        "dimension": of in _SPLIT,
        "measure": of in _SUMS,
    }
    offered = [mark for mark, fits in suited.items() if fits]
    default = [mark for mark in offered if held.get(mark)] if held else ["dimension", "measure"]
    return pick_marks(offered, default, f"{key}_marks_{of.value}")


def _conditions(
    whole: Entity,
    before: list[str],
    held: Mapping[str, Any],
    key: str,
    visitor: Visitor,
    kind_: str,
) -> dict[str, Any]:
    """When it is asked, and when it must be answered."""
    if not before:
        return {}
    words = {"visible_if": _("Asked only when …"), "required_if": _("Must be filled in when …")}
    offered = list(words) if kind_ != Kind.FORMULA else ["visible_if"]
    found: dict[str, Any] = {}
    for part in offered:
        with st.container(border=True):
            st.markdown(f"**{words[part]}**")
            found[part] = build(whole, before, f"{key}_{part}", held.get(part), visitor)
    return found


def _more(held: Mapping[str, Any], key: str) -> dict[str, str]:
    help_ = st.text_input(
        _("A word of help"), held.get("help", ""), max_chars=200, key=f"{key}_help"
    )
    english = st.text_input(
        _("In English"), held.get("label_en", ""), max_chars=60, key=f"{key}_label_en"
    )
    return {"help": (help_ or "").strip(), "label_en": (english or "").strip()}
