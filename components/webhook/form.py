"""A webhook as a form (消息推送表单); it goes into a change set."""

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import link
from components.change.editor import in_set, to_set
from components.change.pick import save_into
from components.language import _
from components.text import plain
from components.webhook import words
from db.setting import setting
from models.definition import DefinitionKind
from rules.definition import webhook
from rules.permission import Visitor
from rules.webhook.address import LONGEST_URL
from rules.webhook.event import EVENTS
from services.webhook import Hook

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def drawn(key: str, visitor: Visitor) -> bool:
    """The one that the set in the address is about, begun as that set says; ``False`` where it
    says nothing of ``key``."""
    found = in_set(DefinitionKind.WEBHOOK, key)
    if found is None:
        return False
    link.to("webhooks", _("All webhooks"), "arrow_back")
    st.title(plain(str(found.body.get("name") or key)))
    to_set(found.set_id, found.title)
    _form(key, found.body, f"{key}_{found.set_id}", visitor)
    return True


def show(hook: Hook | None, visitor: Visitor) -> None:
    """Its name, its address, what it is told of; then where the change goes."""
    key = hook.defined.key if hook else ""
    _form(key, hook.defined.body if hook else {}, key, visitor)


def _form(key: str, held: Mapping[str, Any], at: str, visitor: Visitor) -> None:
    name = st.text_input(
        _("Name"), str(held.get("name", "")), max_chars=40, key=f"nb_hook_name_{at}"
    )
    url = st.text_input(
        _("Address"),
        str(held.get("url", "https://")),
        max_chars=LONGEST_URL,
        key=f"nb_hook_url_{at}",
        help=_(
            "It begins with https://. Allowed hosts: {hosts}",
            hosts=", ".join(setting().webhook_hosts),
        ),
    )
    events = st.multiselect(
        _("Of what it is told"),
        list(EVENTS),
        _known(held.get("events")),
        format_func=words.event,
        key=f"nb_hook_events_{at}",
    )
    on = st.toggle(_("switched on"), bool(held.get("on", True)), key=f"nb_hook_on_{at}")
    body = {"name": (name or "").strip(), "url": (url or "").strip(), "events": events, "on": on}
    here = setting()
    found = webhook.problems(body, webhook.Allowed(here.webhook_hosts, here.webhook_inside))
    if not (body["name"] and events):
        st.caption(_("Give it a name, and pick at least one event."))
    elif found:
        problem = found[0]
        st.error(_(problem.sentence, **problem.facts), icon=":material/block:")
    else:
        save_into(visitor, DefinitionKind.WEBHOOK, key or _new_key(), body)


def _known(events: object) -> list[str]:
    """Those there are: a set that was brought in may name others."""
    return [one for one in EVENTS if one in events] if isinstance(events, list) else []


def _new_key() -> str:
    """A key of its own for a new webhook."""
    return "hook-" + "".join(secrets.choice(LETTERS) for _each in range(8))
