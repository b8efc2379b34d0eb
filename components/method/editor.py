"""The editor of a draft: one section on the workbench, the check beside it (评价办法编辑)."""

from collections.abc import Callable

import streamlit as st
from sqlmodel import Session

from components import link
from components.act import act, act_and_rerun, why
from components.change.pick import into_change
from components.change.words import sentence
from components.dialog import opened
from components.language import _
from components.method import compare, describing, form_editor, rule_editor, tree_editor, trial
from components.method.bench import (
    Bench,
    Draft,
    Plain,
    back,
    bench,
    discard,
    is_stale,
    keep,
    take_theirs,
)
from components.method.catalogue import AREAS, method_name
from components.reading import read
from components.text import plain
from db.session import transaction
from models.definition import DefinitionKind
from rules.method import problems
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.method.drafting import Draft as Kept
from services.method.drafting import describe, draft_of, drop, edit_draft
from services.method.publishing import body_with
from services.method.reading import Listed, body_of

SECTIONS = {
    "tree": N_("Indicators"),
    "sheets": N_("Score sheets"),
    "survey": N_("Satisfaction"),
    "gates": N_("Gates and grades"),
    "rules": N_("Lists and terms"),
}


def show(row: Listed, visitor: Visitor) -> None:
    """The draft of a method, begun on the first visit."""
    link.to("methods", _("All methods of rating"), "arrow_back")
    st.title(plain(method_name(row.method)))
    try:
        with transaction() as session:
            draft = draft_of(session, visitor, row.method.id or 0)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    st.caption(
        _(
            "Draft of version {n}. Editions under way stay on the version they began with.",
            n=draft.number,
        )
    )
    title = _("Name and summary")
    if st.button(title, icon=":material/label:", key="nb_describe", type="tertiary"):
        opened(title, _describe, row, visitor)

    def save(session: Session, edit_count: int, body: Plain) -> tuple[int, Plain]:
        made = edit_draft(session, visitor, draft.version_id, edit_count, body)
        return made.edit_count, dict(made.body)

    lying = Draft(str(draft.version_id), draft.edit_count, draft.body, save)
    work(row, lying, visitor, lambda here, off: _publish(row, here, draft, visitor, off))


def work(row: Listed, draft: Draft, visitor: Visitor, end: Callable[[Bench, bool], None]) -> None:
    """A draft on the workbench; ``end`` stands below what was found of it, and is told whether
    something stops it."""
    here = bench(draft)
    if is_stale(here, draft):
        _stale(here, draft)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        here.body = _section(here)
        _keeping(here, draft)
    with right:
        _check(row, here, visitor, end)


def _describe(row: Listed, visitor: Visitor) -> None:
    method = row.method
    told = describing.ask({name: getattr(method, name) for name in describing.WORDS})
    if told is not None:
        names, texts = (told["name"], told["name_en"]), (told["summary"], told["summary_en"])
        done = _("The name is changed.")
        act_and_rerun(done, describe, visitor, method.id or 0, names, texts)


def _stale(here: Bench, draft: Draft) -> None:
    text = _("Somebody else has changed this draft since you opened it. Look again.")
    st.warning(text, icon=":material/sync_problem:")
    if st.button(_("Drop mine and see theirs"), type="primary", key="nb_theirs"):
        take_theirs(here, draft)


def _section(here: Bench) -> Plain:
    tree_editor.open_next()
    picked = st.segmented_control(
        _("Section"),
        list(SECTIONS),
        format_func=lambda one: _(SECTIONS[one]),
        default="tree",
        key="nb_section",
        required=True,
        label_visibility="collapsed",
    )
    match picked:
        case "sheets":
            return form_editor.sheets(here)
        case "survey":
            return form_editor.survey(here)
        case "gates":
            return rule_editor.grades(here, rule_editor.gates(here))
        case "rules":
            return rule_editor.rules(here)
    return tree_editor.show(here)


def _keeping(here: Bench, draft: Draft) -> None:
    """Keep, give up, step back."""
    if here.unkept:
        st.warning(_("There are changes that are not kept yet."), icon=":material/edit:")
    with st.container(horizontal=True):
        text, icon = _("Keep in the draft"), ":material/save:"
        off = not here.unkept
        if st.button(text, type="primary", icon=icon, key="nb_keep", disabled=off):
            keep(here, draft)
        if st.button(_("Give up changes"), icon=":material/close:", key="nb_discard", disabled=off):
            discard(here)
        off = here.unkept or not here.behind
        if st.button(_("Undo"), icon=":material/undo:", key="nb_undo", disabled=off):
            back(here, draft)


def _check(row: Listed, here: Bench, visitor: Visitor, end: Callable[[Bench, bool], None]) -> None:
    """What is wrong, what is new, and the way on."""
    st.subheader(_("The draft"))
    found = problems(here.body)
    for problem in found:
        st.warning(sentence(problem.sentence, problem.facts), icon=":material/warning:")
    if not found:
        st.success(_("Nothing is wrong with it."), icon=":material/check:")
    current = row.current
    before = None if current is None else read(AREAS, "/", body_of, current.id)
    changes = compare.show(before, here.body, 0 if current is None else current.number)
    if not found:
        _try(row, here, visitor)
    end(here, bool(found) or here.unkept or not changes)
    if current is not None:
        link.to("method", _("The version in force"), "menu_book", code=row.method.code)


def _publish(row: Listed, here: Bench, draft: Kept, visitor: Visitor, off: bool) -> None:
    with st.container(horizontal=True):
        text = _("Publish")
        if st.button(text, icon=":material/publish:", key="nb_publish", disabled=off):
            body = body_with(row.method, here.body)
            into_change(visitor, DefinitionKind.METHOD, row.method.code, body)
        text = _("Drop the draft")
        if st.button(text, icon=":material/delete:", key="nb_drop"):
            opened(text, _drop, draft, visitor)


def _try(row: Listed, here: Bench, visitor: Visitor) -> None:
    edition = trial.offer(row, visitor)
    if edition is None:
        return
    text = _("Try it on the last edition")
    if st.button(text, icon=":material/science:", key="nb_try"):
        opened(text, trial.show, edition, here.body)


def _drop(draft: Kept, visitor: Visitor) -> None:
    st.warning(_("All changes since the published version are lost."))
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        done = _("The draft is dropped; what is published stays.")
        if act(done, drop, visitor, draft.version_id):
            link.go("methods")
