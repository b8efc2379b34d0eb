"""A method as the set in the address has it (集内办法草稿): kept there, and published with it."""

import streamlit as st
from sqlmodel import Session

from components import link
from components.act import act_and_rerun, why
from components.change.editor import InSet, back_to_set, in_set, to_set
from components.dialog import opened
from components.language import _, named
from components.method import describing, editor
from components.method.bench import Draft, Plain
from components.method.catalogue import may_edit
from components.text import plain
from models.definition import ChangeSet, DefinitionKind
from models.method import Method
from rules.definition.method import SHAPE
from rules.method import read_body
from rules.permission import Visitor
from rules.refusal import Refused
from services.change import put_item
from services.method.reading import Listed

KIND = DefinitionKind.METHOD


def drawn(rows: list[Listed], visitor: Visitor) -> bool:
    """The editor of what the set says of the method in the address; ``False`` where it says
    nothing of it, or the visitor may not change it."""
    code = link.asked("code")
    found = in_set(KIND, code)
    if found is None:
        return False
    row = next((row for row in rows if row.method.code == code), None) or _new(code, found)
    if not may_edit(row, visitor):
        return False
    link.to("methods", _("All methods of rating"), "arrow_back")
    wrong = _unreadable(found)
    if wrong is not None:
        st.title(_("Method of rating"))
        to_set(found.set_id, found.title)
        st.error(why(wrong), icon=":material/block:")
        return True
    st.title(plain(named(found.body)))
    to_set(found.set_id, found.title)
    said = _("It holds when the set is published. Editions under way stay on theirs.")
    st.caption(said)
    title = _("Name and summary")
    if st.button(title, icon=":material/label:", key="nb_describe", type="tertiary"):
        opened(title, _describe, code, found, visitor)
    _work(row, code, found, visitor)
    return True


def _new(code: str, found: InSet) -> Listed:
    """One that only the set knows."""
    method = Method(code=code, name=code, place_id=found.place_id)
    return Listed(method, found.place, found.path if found.place_id else "", (), 0, False)


def _unreadable(found: InSet) -> Refused | None:
    """What came by a file may be anything."""
    for problem in SHAPE(found.body, "")[:1]:
        return Refused(problem.sentence, **problem.facts)
    try:
        read_body(found.body["body"])
    except Refused as refusal:
        return refusal
    return None


def _work(row: Listed, code: str, found: InSet, visitor: Visitor) -> None:
    def save(session: Session, edit_count: int, body: Plain) -> tuple[int, Plain]:
        read_body(body)
        given = {**found.body, "body": body}
        item = put_item(session, visitor, found.set_id, KIND, code, given, edit_count)
        kept = session.get_one(ChangeSet, found.set_id)
        return kept.edit_count, dict((item.after or {})["body"])

    draft = Draft(f"{found.set_id}_{code}", found.edit_count, found.body["body"], save)
    editor.work(row, draft, visitor, lambda _here, _off: back_to_set(found.set_id))


def _describe(code: str, found: InSet, visitor: Visitor) -> None:
    told = describing.ask(found.body)
    if told is None:
        return
    if not told["name"]:
        st.error(_("Please give it a name."), icon=":material/block:")
        return
    given = (found.set_id, KIND, code, {**found.body, **told}, found.edit_count)
    act_and_rerun(_("Saved in the change set."), put_item, visitor, *given)
