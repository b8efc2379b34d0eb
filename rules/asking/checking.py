"""A whole row against its table (整行校验): what may be kept, and what is wrong with the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.asking.value import Cleaner, Unfit, cleaner
from rules.condition import Condition, Facts, holds, names, read_condition
from rules.entity import Column, Entity
from rules.refusal import N_

_OWN = frozenset({"id", "created_at"})


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one column of a row (填写问题)."""

    column: str
    code: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """What may be kept of a row, and what is wrong with it (校验结果)."""

    values: dict[str, Any]
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True)
class _Rule:
    """One column, made ready."""

    column: Column
    clean: Cleaner
    visible_if: Condition | None
    required_if: Condition | None
    valid_if: Condition | None
    looks_at: frozenset[str]  # all columns that its conditions name, and itself


class Checker:
    """The columns of one entity, made ready for any number of rows (行校验器)."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.rules = {c.name: _rule(c, entity) for c in entity.columns if c.name not in _OWN}
        self._conditional = [
            rule
            for rule in self.rules.values()
            if rule.visible_if or rule.required_if or rule.valid_if
        ]
        self._plainly_required = frozenset(
            name for name, rule in self.rules.items() if rule.column.required
        )

    def __call__(
        self,
        values: Mapping[str, Any],
        facts: Facts,
        before: Mapping[str, Any] | None = None,
    ) -> Checked:
        """``values`` cleaned. With ``before``, they are a change of a row that is there: only
        what they touch, or what depends on it, is asked for."""
        kept: dict[str, Any] = {}
        wrong: list[Wrong] = []
        for name, given in values.items():
            rule = self.rules.get(name)
            try:
                if rule is None or not rule.column.writable:
                    self._must_be_as_it_was(name, rule, given, before)
                else:
                    kept[name] = rule.clean(given)
            except Unfit as unfit:
                wrong.append(Wrong(name, unfit.code, unfit.sentence, unfit.facts))
        return self.judged(kept, facts, before, wrong)

    def judged(
        self,
        kept: dict[str, Any],
        facts: Facts,
        before: Mapping[str, Any] | None = None,
        wrong: list[Wrong] | None = None,
    ) -> Checked:
        """The same for values that were cleaned column by column already: what hangs on the whole
        row. ``wrong`` is what was found so far; ``kept`` is written to."""
        wrong = [] if wrong is None else wrong
        if not self._conditional and not wrong and self._plainly_required <= kept.keys():
            wrong = [_missing(name) for name in self._plainly_required if kept[name] is None]
            return Checked(kept, tuple(wrong))
        failed = {one.column for one in wrong}
        row = {**(before or {}), **kept}
        seen = self._conditions(row, kept, facts, before, failed, wrong)
        unseen = {name for name, is_seen in seen.items() if not is_seen}
        if unseen & failed:
            wrong = [one for one in wrong if one.column not in unseen]
        for name in self._plainly_required:
            asked = before is None or name in kept
            if asked and row.get(name) is None and name not in failed and seen.get(name, True):
                wrong.append(_missing(name))
        return Checked(kept, tuple(wrong))

    def visible(self, row: Mapping[str, Any], facts: Facts) -> dict[str, bool]:
        """Which conditional columns are asked of a row like this; all others always are."""
        found: dict[str, bool] = {}
        known = dict(row)
        for rule in self._conditional:
            if rule.visible_if is not None:
                name = rule.column.name
                found[name] = holds(rule.visible_if, known, facts)
                if not found[name]:
                    known[name] = None
        return found

    def required(self, row: Mapping[str, Any], facts: Facts) -> frozenset[str]:
        """The columns that must be filled in a row like this (必填项)."""
        found = {
            rule.column.name
            for rule in self._conditional
            if rule.required_if is not None and holds(rule.required_if, row, facts)
        }
        return self._plainly_required | found

    def _must_be_as_it_was(
        self, name: str, rule: _Rule | None, given: Any, before: Mapping[str, Any] | None
    ) -> None:
        """What cannot be written may be handed back as it is."""
        if rule is None:
            raise Unfit("unknown", N_("There is no such column in this table."))
        if before is None or before.get(name) != rule.clean(given):
            raise Unfit("read_only", N_("This column cannot be changed here."))

    def _conditions(
        self,
        row: dict[str, Any],
        kept: dict[str, Any],
        facts: Facts,
        before: Mapping[str, Any] | None,
        failed: Collection[str],
        wrong: list[Wrong],
    ) -> dict[str, bool]:
        """What depends on other columns, in the order of the columns; which of them are seen."""
        seen: dict[str, bool] = {}
        for rule in self._conditional:
            name = rule.column.name
            if before is not None and rule.looks_at.isdisjoint(kept):
                continue
            if rule.visible_if is not None:
                seen[name] = holds(rule.visible_if, row, facts)
                if not seen[name]:
                    if row.get(name) is not None or name in failed:
                        row[name] = kept[name] = None
                    continue
            if name in failed:
                continue
            if row.get(name) is None:
                needed = rule.required_if is not None and holds(rule.required_if, row, facts)
                if needed and name not in self._plainly_required:
                    wrong.append(_missing(name))
            elif rule.valid_if is not None and not holds(rule.valid_if, row, facts):
                wrong.append(_invalid(rule.column))
        return seen


def checker(entity: Entity) -> Checker:
    """The columns of ``entity`` made ready; kept with it, for entities are shared."""
    known: Checker | None = entity.__dict__.get("checker")
    if known is None:
        known = entity.__dict__["checker"] = Checker(entity)
    return known


def checked(
    entity: Entity,
    values: Mapping[str, Any],
    facts: Facts,
    before: Mapping[str, Any] | None = None,
) -> Checked:
    """One row; for many, take ``checker(entity)`` once."""
    return checker(entity)(values, facts, before)


def _rule(column: Column, entity: Entity) -> _Rule:
    read = [
        None if told is None else read_condition(told, entity)
        for told in (column.visible_if, column.required_if, column.valid_if)
    ]
    looks_at = frozenset({column.name}).union(*(names(one) for one in read if one is not None))
    return _Rule(column, cleaner(column), read[0], read[1], read[2], looks_at)


def _missing(name: str) -> Wrong:
    return Wrong(name, "required", N_("Please fill this in."))


def _invalid(column: Column) -> Wrong:
    """The administrator's own words are people's words: a fact, never a sentence to translate."""
    if column.valid_words:
        return Wrong(column.name, "valid", "{words}", {"words": column.valid_words})
    return Wrong(column.name, "valid", N_("This does not fit the rest of the row."))
