"""Which published form a step asks for, if it does (步骤选用表单)."""

from dataclasses import replace

import streamlit as st

from components.form import words
from components.language import _
from components.reading import read
from models.revision import Area
from rules.form import Use
from rules.procedure import StepPlan
from services.form import reading

OWN = ""


def asked(step: StepPlan, at: str) -> StepPlan:
    """The step with the form that is picked; with one, it has no fields of its own."""
    told = read((Area.DEFINITION,), "/", reading.told_all)
    known = {one.form.key: one.form for one in told if one.form.use is Use.STEP}
    if not known and not step.form_key:
        return step
    offered = [OWN, *known]
    if step.form_key and step.form_key not in known:
        offered.append(step.form_key)  # taken away since: it is seen, and told on publishing
    picked = st.selectbox(
        _("Form"),
        offered,
        index=offered.index(step.form_key),
        format_func=lambda key: words.name(known[key]) if key in known else key or _own(),
        key=f"nb_form_key_{at}",
        help=_("A published form keeps its answers in a table, for lists and figures."),
    )
    key = picked or OWN
    return replace(step, form_key=key, fields=() if key else step.fields)


def _own() -> str:
    return _("fields of its own, below")
