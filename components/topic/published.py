"""A published form at a step of a topic (步骤中的表单): what was filled in, and filling it in."""

import streamlit as st

from components import asking
from components.act import act_and_rerun
from components.dialog import opened
from components.form import sections, words
from components.language import _
from components.reading import read, read_topic
from components.text import plain
from models.revision import Area
from models.topic import Topic
from rules.form import Form
from rules.permission import Visitor
from rules.procedure import StepPlan
from rules.refusal import Refused
from services.form import StepTold, fill_in, step_answers, the_form

_AREAS = (Area.DEFINITION, Area.MEMBER, Area.PLACE)


def show(step: StepPlan, topic: Topic, visitor: Visitor, fills_in: bool) -> None:
    """What was answered, as far as the visitor may read it, and the button that fills it in."""
    told = read_topic(_AREAS, topic.id or 0, step_answers, visitor, topic.id or 0)
    answered = told.get((step.code, topic.round), StepTold({}, frozenset()))
    if not answered.values and not fills_in:
        return
    try:
        form = read((Area.DEFINITION,), "/", the_form, step.form_key)
    except Refused:
        return
    st.subheader(plain(words.name(form)))
    asking.show([c for c in form.columns if c.name in answered.values], answered.values, visitor)
    key = f"nb_form_{step.code}"
    label = _("Fill in the form")
    if fills_in and st.button(label, icon=":material/edit_note:", key=key):
        opened(words.name(form), _fill, form, topic, answered, visitor)


def _fill(form: Form, topic: Topic, answered: StepTold, visitor: Visitor) -> None:
    key = f"topic_{topic.id}_{form.key}"
    asked = sections.ask(form, key, visitor, topic.path, answered.plain)
    if st.button(_("Save"), type="primary", key="nb_confirm") and asked.sound():
        done = _("The form is saved.")
        act_and_rerun(done, fill_in, visitor, topic.id or 0, asked.values)
