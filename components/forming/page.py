"""The workbench of a form: what it is, what it asks, and how it will look (表单设计器)."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import link
from components.change.editor import tell_set
from components.change.pick import Back, into_change
from components.drafting import Draft, forget, the_draft, version
from components.forming import about, outline, preview
from components.language import _, named
from components.text import plain
from models.definition import DefinitionKind
from rules.form.drawing import blank
from rules.permission import Visitor


def page(visitor: Visitor) -> None:
    """The parts of a form on the left, the form itself on the right."""
    link.to("forms", _("All the forms"), "arrow_back")
    draft = the_draft(DefinitionKind.FORM, "nb_forming", blank)
    if draft is None:
        st.title(_("There is no such form."))
        return
    st.title(plain(named(draft.body) or _("A new form")))
    st.caption(version(draft))
    tell_set(DefinitionKind.FORM, draft.key)
    left, right = _halves()
    with left:
        about.show(draft)
        outline.show(draft, visitor)
    with right:
        sound = preview.show(draft, visitor)
        _save(draft, visitor, sound)


def _halves() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Beside each other, while the form is shown as on a phone; as on a desk it needs the width."""
    if preview.is_wide():
        return st.container(), st.container()
    left, right = st.columns([3, 2], gap="large")
    return left, right


def _save(draft: Draft, visitor: Visitor, sound: bool) -> None:
    with st.container(horizontal=True):
        words = _("Save")
        if st.button(words, type="primary", key="nb_forming_save", disabled=not sound):
            key = draft.key or about.code_of(draft)
            back = Back("forms", {}, partial(forget, draft))
            name = draft.body["name"]
            into_change(visitor, DefinitionKind.FORM, key, draft.body, title=name, back=back)
        if st.button(_("Begin again"), type="tertiary", key="nb_forming_again"):
            forget(draft)
            st.rerun()
