"""Drawing up a print layout: its blocks as JSON, checked as they are written (版式编辑)."""

import json
import re
from typing import Any

import streamlit as st

from components import link
from components.act import why
from components.change.pick import into_change
from components.language import _
from components.table import words
from components.text import plain
from db.session import glance
from models.definition import DefinitionKind
from rules.definition import layout as rule
from rules.permission import Visitor
from rules.refusal import Refused
from services import definition
from services.entity import entity_for

KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
NEW = ""
FIRST = {"blocks": [{"kind": "fields", "names": ["*"]}]}


def show(visitor: Visitor) -> None:
    """The layouts of one table: pick one, change it, save it into a change set."""
    st.title(_("Print layouts"))
    try:
        with glance() as session:
            entity = entity_for(session, link.asked("of"))
            known = {
                one.key: dict(one.body)
                for one in definition.bodies(session, DefinitionKind.LAYOUT)
                if one.body["entity"] in (entity.key, rule.ANY)
            }
    except Refused as refusal:
        st.error(why(refusal), icon=":material/lock:")
        return
    link.to("table", words.table(entity), "arrow_back", of=entity.key)
    picked = st.selectbox(
        _("Layout"),
        [*known, NEW],
        format_func=lambda key: plain(known[key]["name"]) if key else _("A new layout"),
        key="nb_layout",
    )
    key = picked or st.text_input(_("Code: small letters"), key="nb_layout_code", max_chars=40)
    before = known.get(picked or NEW) or {"name": "…", "entity": entity.key, **FIRST}
    text = st.text_area(
        _("Blocks"),
        json.dumps(before, ensure_ascii=False, indent=2),
        height=420,
        key=f"nb_layout_body_{picked}",
        help=_("heading, text, fields, rows, signatures, qr, line; {{name}} stands for a field."),
    )
    st.caption("、".join(f"{words.column(c)} {{{{{c.name}}}}}" for c in entity.columns))
    body = _read(text)
    if body is None or not KEY.fullmatch(key):
        st.error(_("This is not written as JSON, or the code is missing."))
        return
    with glance() as session:
        wrong = rule.problems(body, lambda name: entity_for(session, name))
    for one in wrong:
        st.error(why(Refused(one.sentence, **one.facts)), icon=":material/error:")
    if st.button(_("Save"), type="primary", disabled=bool(wrong), key="nb_layout_save"):
        into_change(visitor, DefinitionKind.LAYOUT, key, body)


def _read(text: str) -> dict[str, Any] | None:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
