"""The editor: steps in order, one of them open; every change is kept in the draft (规程编辑)."""

from dataclasses import replace

import streamlit as st

from components import link
from components.act import act, act_and_rerun, why
from components.change.pick import into_change
from components.change.words import sentence
from components.dialog import opened
from components.language import _, either
from components.procedure import set_desk, step_editor, words
from components.procedure.catalogue import name
from components.procedure.desk import Desk, End, Steps
from components.text import plain
from db.session import glance, transaction
from models.definition import DefinitionKind
from models.procedure import Procedure
from rules.permission import Visitor
from rules.procedure import MOST_STEPS, StepPlan, problems
from rules.refusal import Refused
from services.numbered import PROCEDURES
from services.procedure.drafting import Draft, affected, draft_of, drop_draft, save_draft
from services.procedure.publishing import body_with


def show(visitor: Visitor) -> None:
    """What the set in the address says of a procedure; else its draft, begun on the first visit."""
    link.to("procedures", _("All procedures"), "arrow_back")
    try:
        desk, end = set_desk.asked(visitor) or _own(visitor)
    except Refused as refusal:
        st.title(_("Procedures"))
        st.error(why(refusal), icon=":material/block:")
        return
    st.title(plain(desk.name))
    desk.head()
    left, right = st.columns([3, 2], gap="large")
    with left:
        unsaved = _steps(desk)
    with right:
        _check(desk, end, unsaved)


def _own(visitor: Visitor) -> tuple[Desk, End]:
    """The draft that is kept with the procedure."""
    with transaction() as session:
        asked = PROCEDURES.by_code(session, link.asked("code"))
        number = asked.id if asked is not None else link.asked_id()
        draft = draft_of(session, visitor, number or 0)
        procedure = session.get_one(Procedure, draft.procedure_id)
    with glance() as session:
        walking = affected(session, draft.procedure_id)
    said = _(
        "Draft of version {n}. Topics under way stay on theirs: {m}.", n=draft.number, m=walking
    )

    def keep(done: str, steps: Steps) -> None:
        act_and_rerun(done, save_draft, visitor, draft.version_id, draft.edit_count, steps)

    def end(stopped: bool) -> None:
        _publish(procedure, draft, visitor, stopped)

    kept, turn = _("Kept in the draft."), str(draft.edit_count)
    desk = Desk(name(procedure), draft.steps, turn, kept, lambda: st.caption(said), keep)
    return desk, end


def _steps(desk: Desk) -> bool:
    """One step on the workbench; says whether it differs from what the draft keeps."""
    codes = [step.code for step in desk.steps]
    names = {step.code: plain(either(step.name, step.name_en)) for step in desk.steps}
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
    _order(desk, index)
    if index < 0:
        return False
    changed = step_editor.show(desk.steps[index], desk.steps, desk.turn)
    if st.button(_("Keep this step"), type="primary", icon=":material/save:", key="nb_keep"):
        steps = (*desk.steps[:index], changed, *desk.steps[index + 1 :])
        desk.keep(desk.kept, steps)
    return changed != desk.steps[index]


def _order(desk: Desk, index: int) -> None:
    steps = desk.steps
    with st.container(horizontal=True, gap="xsmall"):
        full = len(steps) >= MOST_STEPS
        if st.button(_("Add a step"), icon=":material/add:", key="nb_add", disabled=full):
            desk.keep(_("A step is added."), _with_new(steps, index))
        if index < 0:
            return
        if st.button(_("Earlier"), icon=":material/arrow_back:", key="nb_up", disabled=index == 0):
            desk.keep(_("Moved."), _swapped(steps, index - 1))
        last = index == len(steps) - 1
        if st.button(_("Later"), icon=":material/arrow_forward:", key="nb_down", disabled=last):
            desk.keep(_("Moved."), _swapped(steps, index))
        alone = len(steps) == 1
        if st.button(_("Remove"), icon=":material/delete:", key="nb_remove", disabled=alone):
            desk.keep(_("The step is removed."), _without(steps, index))


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


def _check(desk: Desk, end: End, unsaved: bool) -> None:
    """The whole draft in words, what stops it, and the way on."""
    st.subheader(_("The draft in words"))
    for step in desk.steps:
        st.markdown(words.step(step, desk.steps))
    found = problems(desk.steps)
    for problem in found:
        st.warning(sentence(problem.sentence, problem.facts), icon=":material/warning:")
    if not found:
        st.success(_("No dead end, no unreachable step."), icon=":material/check:")
    if unsaved:
        st.warning(_("This step has changes that are not kept yet."), icon=":material/edit:")
    end(bool(found) or unsaved)


def _publish(procedure: Procedure, draft: Draft, visitor: Visitor, stopped: bool) -> None:
    """The button that publishes it, and the one that throws it away."""
    with st.container(horizontal=True):
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
