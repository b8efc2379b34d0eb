"""The form that a step asks for, built from its fields as data (步骤表单)."""

from datetime import date
from typing import Any

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.format import day, yuan
from components.language import _, either
from components.text import plain
from components.topic import published
from models.member import Role
from models.procedure import FieldKind
from models.topic import Topic, TopicState
from rules.permission import Visitor
from rules.procedure import FormField, Plan, StepPlan
from services.form import fill_in
from services.topic.reading import Account

FEN = 100


def show(told: Account, plan: Plan, visitor: Visitor) -> None:
    """What was answered in every step, and the button that fills in the present one."""
    topic = told.topic
    for step in plan.steps:
        here = step.code == topic.step_code and topic.state is TopicState.OPEN
        acts = bool(visitor.roles_at(topic.path) & set(map(Role, step.actors)))
        if step.form_key:
            published.show(step, topic, visitor, here and acts)
            continue
        answers = told.forms.get((step.code, topic.round), {})
        if not step.fields or not (answers or (here and acts)):
            continue
        st.subheader(plain(step.name))
        lines = [f"**{_label(f)}** {_told(f, answers.get(f.code))}" for f in step.fields]
        if answers:
            st.markdown("  \n".join(lines))
        if (
            here
            and acts
            and st.button(_("Fill in the form"), icon=":material/edit_note:", key="nb_form")
        ):
            opened(_("Fill in the form"), _fill, topic, step, answers, visitor)


def _label(asked: FormField) -> str:
    return plain(either(asked.label, asked.label_en))


def _told(asked: FormField, answer: Any) -> str:
    if answer is None or answer == "":
        return ":gray[–]"
    if asked.kind is FieldKind.MONEY:
        return plain(yuan(answer))
    if asked.kind is FieldKind.DATE:
        return day(date.fromisoformat(answer), year=True)
    if asked.kind is FieldKind.YES_NO:
        return _("Yes") if answer else _("No")
    return plain(answer)


def _fill(topic: Topic, step: StepPlan, answers: dict[str, Any], visitor: Visitor) -> None:
    given = {asked.code: _ask(asked, answers.get(asked.code)) for asked in step.fields}
    if st.button(_("Save"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The form is saved."), fill_in, visitor, topic.id or 0, given)


def _ask(asked: FormField, answer: Any) -> Any:
    """One input for one field; its value goes to the rules as it is."""
    label = _label(asked) + (" *" if asked.required else "")
    key = f"nb_field_{asked.code}"
    help_ = plain(asked.help) or None
    match asked.kind:
        case FieldKind.LONG_TEXT:
            return st.text_area(label, answer or "", key=key, help=help_, max_chars=5000)
        case FieldKind.YES_NO:
            return st.checkbox(label, bool(answer), key=key, help=help_)
        case FieldKind.DATE:
            on = date.fromisoformat(answer) if answer else None
            return st.date_input(label, on, key=key, help=help_)
        case FieldKind.CHOICE:
            options = list(asked.options)
            index = options.index(answer) if answer in options else None
            return st.selectbox(label, options, index=index, key=key, help=help_)
        case FieldKind.MONEY:
            sum_ = "" if answer is None else f"{answer // FEN}.{answer % FEN:02d}"
            asked_in = _("{label} (yuan)", label=label)
            return st.text_input(asked_in, sum_, key=key, help=help_, max_chars=20)
    return st.text_input(label, "" if answer is None else str(answer), key=key, help=help_)
