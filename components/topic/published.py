"""A published form at a step of a topic (步骤中的表单): what was filled in, and filling it in."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import asking
from components.act import act_and_rerun
from components.dialog import opened
from components.form import sections, words
from components.language import _
from components.reading import read
from components.text import plain
from models.revision import Area
from models.topic import Topic
from rules.form import Form
from rules.permission import Permission, Visitor
from rules.procedure import StepPlan
from rules.refusal import Refused
from services.form import fill_in, the_form


def show(step: StepPlan, topic: Topic, answers: Mapping[str, Any], filling: Visitor | None) -> None:
    """What was answered; ``filling`` is whoever may fill it in now. Names stay out of sight of
    those who are not to read them."""
    try:
        form = read((Area.DEFINITION,), "/", the_form, step.form_key)
    except Refused:
        return
    st.subheader(plain(words.name(form)))
    full = filling is not None and filling.may(Permission.READ_PERSONAL, topic.path)
    asking.show([c for c in form.columns if full or not c.personal], answers)
    key = f"nb_form_{step.code}"
    label = _("Fill in the form")
    if filling is not None and st.button(label, icon=":material/edit_note:", key=key):
        opened(words.name(form), _fill, form, topic, dict(answers), filling)


def _fill(form: Form, topic: Topic, answers: dict[str, Any], visitor: Visitor) -> None:
    key = f"topic_{topic.id}_{form.key}"
    asked = sections.ask(form, key, visitor, topic.path, answers)
    if st.button(_("Save"), type="primary", key="nb_confirm") and asked.sound():
        done = _("The form is saved.")
        act_and_rerun(done, fill_in, visitor, topic.id or 0, asked.values)
