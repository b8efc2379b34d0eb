"""Several inputs as one question (表单提问): what is asked, what was said, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.act import why
from components.asking.field import draw
from components.asking.shown import shown
from components.language import _
from components.reading import read
from components.table import words
from components.text import plain
from models.base import now
from models.revision import Area
from rules.asking import Checker, Unfit, Wrong, checked, checker
from rules.asking.value import EMPTY
from rules.calendar import day_of
from rules.condition import Facts, holds
from rules.entity import Column, Entity, Kind
from rules.formula import worker
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity.lying import place_paths


@dataclass
class Asked:
    """What was asked and said (填写结果). ``values``: name to value, for the columns asked.

    A ``change`` is checked in what it touches; with ``every``, in all that was asked.
    """

    entity: Entity
    key: str
    facts: Facts
    given: Mapping[str, Any]
    change: bool
    every: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, DeltaGenerator] = field(default_factory=dict)

    @property
    def changed(self) -> dict[str, Any]:
        """What is not as it was given; of a new row everything that was filled in."""
        return {
            name: value
            for name, value in self.values.items()
            if not _same(value, self.given.get(name))
        }

    def sound(self) -> bool:
        """Whether the shared rules find nothing wrong; what they do is told beside the fields.

        When they do not, ``values`` are what is kept: of a row that is changed, what changed.
        """
        if self.change:
            said = self.values if self.every else self.changed
            found = checked(self.entity, said, self.facts, self.given)
        else:
            found = checked(self.entity, self.values, self.facts)
        wrong = [one for one in found.wrong if one.column in self.slots]
        self.tell(wrong)
        if not found.wrong:
            self.values = found.values
        elif not wrong:
            st.error(_("This form does not ask for everything that is needed."))
        return not found.wrong

    def tell(self, wrong: Sequence[Wrong]) -> None:
        """Say beside each field what is wrong, until something else is written there."""
        kept: dict[str, tuple[Any, str]] = {}
        for one in wrong:
            text = why(Refused(one.sentence, **one.facts))
            kept[one.column] = (self.values.get(one.column), text)
            if slot := self.slots.get(one.column):
                _say(slot, text)
            else:
                st.error(text, icon=":material/block:")
        st.session_state[_place(self.key)] = kept


def ask(
    entity: Entity,
    names: Sequence[str],
    key: str,
    visitor: Visitor,
    *,
    given: Mapping[str, Any] | None = None,
    path: str = "/",
    change: bool = False,
    every: bool = False,
) -> Asked:
    """Inputs for the columns of ``entity`` called ``names``, in that order.

    ``given`` is what is there already: a row that is changed (``change``), or what is offered.
    ``every``: all of these must be right, whatever else the row lacks as yet.
    What names people is not shown as it stands in a row that is changed: left empty, it stays.
    ``path`` is where the row lies: people and places are looked for there. What is asked only
    under a condition comes and goes with what is said above it.
    """
    facts = facts_now(visitor)
    asked = Asked(entity, key, facts, dict(given or {}), change, every)
    rules, row, group = checker(entity), dict(given or {}), ""
    told: dict[str, tuple[Any, str]] = st.session_state.get(_place(key), {})
    for name in names:
        column = entity.by_name[name]
        if column.hidden or not _is_seen(rules, name, row, facts):
            continue
        group = _headed(column, group)
        if column.formula:
            row[name] = _worked_out(entity, column, row, facts)
            continue
        kept = change and not every and column.personal and row.get(name) not in EMPTY
        held = None if kept else row.get(name)
        must = not kept and _is_required(rules, name, row, facts)
        value = draw(column, f"nb_ask_{key}_{name}", held, visitor, path, required=must)
        asked.slots[name] = slot = st.empty()
        if kept and value in EMPTY:
            slot.caption(_("Filled in, and not shown here. Left empty, it stays."))
            continue
        if column.writable:
            asked.values[name] = value
        row[name] = _kept(rules, name, value)
        facts = _with_path(facts, column, row[name])
        if name in told and told[name][0] == value:
            _say(slot, told[name][1])
    asked.facts = facts
    return asked


def _worked_out(entity: Entity, column: Column, row: Mapping[str, Any], facts: Facts) -> Any:
    """What a formula gives for what was said so far, told where an input would stand."""
    rules = checker(entity)
    known = {one.name: _kept(rules, one.name, row.get(one.name)) for one in entity.columns}
    value = worker(entity)(known, facts.today).get(column.name)
    st.markdown(f"{plain(words.column(column))}  \n**{plain(shown(column, value))}**")
    return value


def _headed(column: Column, group: str) -> str:
    """The group that ``column`` belongs to, its name above it where it begins."""
    if column.group and column.group != group:
        st.markdown(f"**{plain(column.group)}**")
    return column.group or group


def facts_now(visitor: Visitor) -> Facts:
    """Who asks, and which day it is, for the conditions of a form."""
    paths = tuple(sorted({held.path for held in visitor.held}))
    return Facts(visitor.member_id, day_of(now()), paths)


def forget(key: str) -> None:
    """Ask anew: what was written under ``key`` is gone."""
    prefix = f"nb_ask_{key}_"
    for name in [n for n in st.session_state if str(n).startswith(prefix)]:
        del st.session_state[name]
    st.session_state.pop(_place(key), None)


def _place(key: str) -> str:
    return f"nb_asked_{key}"


def _say(slot: DeltaGenerator, text: str) -> None:
    slot.caption(f":red[:material/error: {text}]")


def _same(one: Any, other: Any) -> bool:
    plainly = [getattr(value, "value", value) for value in (one, other)]
    told = [v.isoformat() if isinstance(v, date) else v for v in plainly]
    return told[0] == told[1] or all(value in EMPTY for value in told)


def _is_seen(rules: Checker, name: str, row: Mapping[str, Any], facts: Facts) -> bool:
    rule = rules.rules.get(name)
    return rule is None or rule.visible_if is None or holds(rule.visible_if, row, facts)


def _is_required(rules: Checker, name: str, row: Mapping[str, Any], facts: Facts) -> bool:
    rule = rules.rules.get(name)
    if rule is None:
        return False
    if rule.column.required:
        return True
    return rule.required_if is not None and holds(rule.required_if, row, facts)


def _kept(rules: Checker, name: str, value: Any) -> Any:
    """What the conditions below see: the value as it would be kept; nothing while it is wrong."""
    rule = rules.rules.get(name)
    try:
        return rule.clean(value) if rule else value
    except Unfit:
        return None


def _with_path(facts: Facts, column: Column, value: Any) -> Facts:
    """Where a place lies that was picked: conditions may ask for it."""
    if column.kind is not Kind.PLACE or not isinstance(value, int):
        return facts
    found = read((Area.PLACE,), "/", place_paths, (value,))
    return Facts(facts.user, facts.today, facts.my_places, {**facts.paths, **found})
