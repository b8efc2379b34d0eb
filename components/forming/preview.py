"""The form as it will be, beside the workbench (表单预览), and what is wrong with it."""

import streamlit as st

from components.act import why
from components.drafting import Draft
from components.form import sections, words
from components.forming import about
from components.language import _
from components.text import plain
from rules.definition.form import problems
from rules.definition.problem import Problem
from rules.form import read_form
from rules.permission import Visitor
from rules.refusal import N_, Refused

PHONE = 390
MOST_SHOWN = 5
WIDTH = "nb_forming_width"


def is_wide() -> bool:
    """Whether it is to be shown as on a desk."""
    return st.session_state.get(WIDTH) == "desk"


def show(draft: Draft, visitor: Visitor) -> bool:
    """Draw it as on a phone or on a desk; whether it is sound."""
    width = st.segmented_control(
        _("Preview"),
        ["phone", "desk"],
        default="phone",
        required=True,
        format_func=lambda one: _("Phone") if one == "phone" else _("Computer"),
        key=WIDTH,
    )
    asked = [field for section in draft.body["sections"] for field in section["fields"]]
    if not draft.body["name"] or not asked:
        st.caption(_("Give it a name and ask something: here it will stand."))
        return False
    found = [*problems(draft.body), *_code(draft)]
    for problem in found[:MOST_SHOWN]:
        st.error(why(Refused(problem.sentence, **problem.facts)), icon=":material/block:")
    if all(one.where == "key" for one in found):
        _drawn(draft, visitor, PHONE if width == "phone" else None)
    return not found


def _code(draft: Draft) -> list[Problem]:
    if draft.key or about.is_free(about.code_of(draft)):
        return []
    return [Problem("key", N_("Another form has this code, or it cannot be one."))]


def _drawn(draft: Draft, visitor: Visitor, width: int | None) -> None:
    form = read_form(draft.key or "new", draft.body)
    with st.container(border=True, width=width or "stretch"):
        st.subheader(plain(words.name(form)))
        if intro := words.intro(form):
            st.markdown(plain(intro))
        sections.ask(form, f"try_{draft.turn}", visitor, "/", {})
        st.button(_("Send"), icon=":material/send:", disabled=True, key="nb_forming_send")
