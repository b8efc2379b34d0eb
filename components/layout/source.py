"""A layout as it is written (版式源码): for whoever brings it from elsewhere."""

import json
from typing import Any

import streamlit as st

from components.act import why
from components.drafting import Draft, change_body
from components.language import _
from db.session import glance
from rules.definition import layout as rule
from rules.refusal import Refused
from services.entity import entity_for

LONGEST = 100_000


def offer(draft: Draft) -> None:
    """The JSON behind a button; taken over only when it is sound."""
    with st.popover(_("More"), icon=":material/code:", type="tertiary"):
        text = st.text_area(
            _("The layout as JSON"),
            json.dumps(draft.body, ensure_ascii=False, indent=2),
            height=320,
            max_chars=LONGEST,
            key=f"{draft.at}_source_{draft.turn}_{hash(str(draft.body))}",
        )
        if st.button(_("Take it over"), key="nb_layout_source"):
            _take(draft, text or "")


def _take(draft: Draft, text: str) -> None:
    body = _read(text)
    if body is None:
        st.error(_("This is not written as JSON."), icon=":material/block:")
        return
    with glance() as session:
        found = rule.problems(body, lambda name: entity_for(session, name))
    if found:
        st.error(why(Refused(found[0].sentence, **found[0].facts)), icon=":material/block:")
        return
    for name in [n for n in st.session_state if str(n).startswith(f"{draft.at}_about")]:
        del st.session_state[name]
    change_body(draft, lambda _old: body)
    st.rerun()


def _read(text: str) -> dict[str, Any] | None:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
