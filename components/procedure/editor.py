"""The editor: steps in order, one of them open; every change is kept in the draft (规程编辑)."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components import link
from components.act import act, act_and_rerun
from components.change.pick import into_change
from components.dialog import opened
from components.language import _
from components.procedure import step_editor, words
from components.procedure.catalogue import name
from components.text import plain
from db.session import glance, transaction
from models.definition import DefinitionKind
from models.procedure import Procedure
from rules.permission import Visitor
from rules.procedure import MOST_STEPS, StepPlan, problems
from rules.refusal import Refused
from services.procedure.drafting import Draft, affected, draft_of, drop_draft, save_draft
from services.procedure.publishing import body_with


def show(procedure_id: int, visitor: Visitor) -> None:
    """The draft of a procedure, begun on the first visit."""
    link.to("procedures", _("All procedures"), "arrow_back")
    try:
        with transaction() as session:
            draft = draft_of(session, visitor, procedure_id)
            procedure = session.get_one(Procedure, procedure_id)
    except Refused as refusal:
        st.title(_("Procedures"))
        st.error(_(refusal.sentence, **refusal.facts), icon=":material/block:")
        return
    with glance() as session:
        walking = affected(session, procedure_id)
    st.title(plain(name(procedure)))
    st.caption(
        _("Draft of version {n}. Topics under way stay on theirs: {m}.", n=draft.number, m=walking)
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        unsaved = _steps(draft, visitor)
    with right:
        _check(procedure, draft, visitor, unsaved)


def _steps(draft: Draft, visitor: Visitor) -> bool:
    """One step on the workbench; says whether it differs from what the draft keeps."""
    codes = [step.code for step in draft.steps]
    names = {step.code: plain(step.name) for step in draft.steps}
    asked = link.asked("step")
    picked = st.segmented_control(
        _("Step"),
        codes,
        format_func=lambda code: names.get(code, code),
        default=asked if asked in codes else (codes[0] if codes else None),
        key="nb_step",
        label_visibility="collapsed",
    )
    index = codes.index(picked) if picked in codes else -1
    _order(draft, index, visitor)
    if index < 0:
        return False
    changed = step_editor.show(draft.steps[index], draft.steps, draft.edit_count)
    if st.button(_("Keep this step"), type="primary", icon=":material/save:", key="nb_keep"):
        steps = (*draft.steps[:index], changed, *draft.steps[index + 1 :])
        _save(_("Kept in the draft."), draft, steps, visitor)
    return changed != draft.steps[index]


def _order(draft: Draft, index: int, visitor: Visitor) -> None:
    steps = draft.steps
    with st.container(horizontal=True, gap="xsmall"):
        full = len(steps) >= MOST_STEPS
        if st.button(_("Add a step"), icon=":material/add:", key="nb_add", disabled=full):
            _save(_("A step is added."), draft, _with_new(steps, index), visitor)
        if index < 0:
            return
        if st.button(_("Earlier"), icon=":material/arrow_back:", key="nb_up", disabled=index == 0):
            _save(_("Moved."), draft, _swapped(steps, index - 1), visitor)
        last = index == len(steps) - 1
        if st.button(_("Later"), icon=":material/arrow_forward:", key="nb_down", disabled=last):
            _save(_("Moved."), draft, _swapped(steps, index), visitor)
        alone = len(steps) == 1
        if st.button(_("Remove"), icon=":material/delete:", key="nb_remove", disabled=alone):
            _save(_("The step is removed."), draft, _without(steps, index), visitor)


def _with_new(steps: tuple[StepPlan, ...], index: int) -> tuple[StepPlan, ...]:
    """A new step after the open one; the way through leads over it."""
    code = next(c for c in (f"step{i}" for i in range(1, 99)) if c not in {s.code for s in steps})
    before = steps[index]
    new = step_editor.blank(code, _("New step"), before.on_success)
    led = replace(before, on_success=code)
    return (*steps[:index], led, new, *steps[index + 1 :])


def _swapped(steps: tuple[StepPlan, ...], index: int) -> tuple[StepPlan, ...]:
    """Two neighbours change places; the ways between the steps are tied anew in order."""
    order = list(steps)
    order[index], order[index + 1] = order[index + 1], order[index]
    return _tied(order)


def _without(steps: tuple[StepPlan, ...], index: int) -> tuple[StepPlan, ...]:
    """Every way that led to the removed step leads to where it led."""
    gone = steps[index]
    onward = gone.on_success
    kept = [step for i, step in enumerate(steps) if i != index]
    return tuple(
        replace(
            step,
            on_success=onward if step.on_success == gone.code else step.on_success,
            on_failure="closed" if step.on_failure == gone.code else step.on_failure,
            on_expiry="stay" if step.on_expiry == gone.code else step.on_expiry,
        )
        for step in kept
    )


def _tied(order: list[StepPlan]) -> tuple[StepPlan, ...]:
    onward = [step.code for step in order[1:]] + ["done"]
    return tuple(replace(step, on_success=code) for step, code in zip(order, onward))


def _save(done: str, draft: Draft, steps: tuple[StepPlan, ...], visitor: Visitor) -> None:
    act_and_rerun(done, save_draft, visitor, draft.version_id, draft.edit_count, steps)


def _check(procedure: Procedure, draft: Draft, visitor: Visitor, unsaved: bool) -> None:
    """The whole draft in words, what stops it, and the button that publishes it."""
    st.subheader(_("The draft in words"))
    for step in draft.steps:
        st.markdown(words.step(step, draft.steps))
    found = problems(draft.steps)
    for problem in found:
        st.warning(_sentence(problem.sentence, problem.facts), icon=":material/warning:")
    if not found:
        st.success(_("No dead end, no unreachable step."), icon=":material/check:")
    if unsaved:
        st.warning(_("This step has changes that are not kept yet."), icon=":material/edit:")
    with st.container(horizontal=True):
        stopped = bool(found) or unsaved
        text, icon = _("Publish"), ":material/publish:"
        if st.button(text, type="primary", icon=icon, key="nb_publish", disabled=stopped):
            body = body_with(procedure, draft.steps)
            into_change(visitor, DefinitionKind.PROCEDURE, procedure.code, body)
        drop = _("Drop the draft")
        if st.button(drop, icon=":material/delete:", key="nb_drop"):
            opened(drop, _drop, draft, visitor)


def _drop(draft: Draft, visitor: Visitor) -> None:
    st.warning(_("All changes since the published version are lost."))
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        done = _("The draft is dropped; what is published stays.")
        if act(done, drop_draft, visitor, draft.version_id):
            link.go("procedures")


def _sentence(sentence: str, facts: Mapping[str, object]) -> str:
    safe = {name: plain(fact) for name, fact in facts.items()}
    return _(sentence, **safe)
