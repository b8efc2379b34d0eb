"""The sections of a form as inputs (分区填写): what is asked comes and goes with the answers."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import asking, bar
from components.asking import Asked
from components.form import words
from components.language import _
from components.text import plain
from rules.asking import checker
from rules.asking.value import EMPTY
from rules.form import Form
from rules.permission import Visitor

FEW = 2  # sections, from which on it is worth saying how far one has come


def ask(
    form: Form,
    key: str,
    visitor: Visitor,
    path: str,
    given: Mapping[str, Any],
    change: bool = False,
) -> Asked:
    """Every section under its heading, and above them how far one has come."""
    progress = st.container()
    whole = Asked(form.entity, key, asking.facts_now(visitor), dict(given), False)
    shown = done = 0
    for section in form.sections:
        heading = st.container()
        said = {**given, **whole.values}
        one = asking.ask(form.entity, section.names, key, visitor, given=said, path=path)
        if not one.slots:
            continue
        if title := words.section(section):
            heading.subheader(plain(title))
        whole.values |= one.values
        whole.slots |= one.slots
        whole.facts = one.facts
        shown, done = shown + 1, done + _is_done(one)
    if shown >= FEW:
        told = _("{done} of {n} parts filled in", done=done, n=shown)
        with progress:
            bar.show(done, shown, told)
    return whole


def _is_done(asked: Asked) -> bool:
    """Whether nothing that must be said is missing, and something was said."""
    known = {**asked.given, **asked.values}
    needed = checker(asked.entity).required(known, asked.facts) & set(asked.slots)
    filled = {name for name in asked.slots if asked.values.get(name) not in EMPTY}
    return bool(filled) and needed <= filled
