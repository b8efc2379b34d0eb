"""Forms in a change set (表单)."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.definition import DefinitionKind
from models.form import FormAnswer
from models.procedure import Step
from rules.condition import read_condition
from rules.definition import Problem, form
from rules.definition.problem import MOST_SHOWN, Failing
from rules.entity import Column, Entity
from rules.form import PREFIX, read_form
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services import definition
from services.change.kind.base import Change, Kind
from services.condition import clause, column_of
from services.field import recompute
from services.right.reach import facts_of

_Kept = Mapping[str, Column]
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class FormKind(Kind):
    """What is asked of whom. What was answered already stays readable, or whoever publishes says
    that it need not."""

    kind = DefinitionKind.FORM

    def must_be_key(self, key: str) -> str:
        """The code of a form: it stands in links, and names the table of its answers."""
        if not KEY.fullmatch(key):
            raise Refused(N_("A code is made of letters, digits and hyphens."))
        return key

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a form from holding: a question that was answered keeps its kind."""
        if change.after is None:
            return _still_used(session, change.key)
        found = form.problems(change.after)
        if found or change.before is None:
            return found
        old, new = read_form(change.key, change.before).entity, _columns(change.after)
        if laid_open := self._laid_open(session, change, new):
            return laid_open
        text = N_("“{name}” was answered already: a question of another kind is another question.")
        return [
            Problem(name, text, {"name": column.label, "name_en": column.english})
            for name, column in old.by_name.items()
            if name in new and new[name].kind is not column.kind and _answered(session, old, name)
        ]

    def _laid_open(self, session: Session, change: Change, new: _Kept) -> list[Problem]:
        """What was answered as naming people is not shown to everybody later on."""
        said, found = N_("What was filled in under “{name}” names people: it stays personal."), {}
        bodies = [row.body for row in definition.versions(session, self.kind, change.key)]
        for body in filter(None, [change.before, *bodies]):
            old = read_form(change.key, body).entity
            for column in old.columns:
                open_now = new.get(column.name) if column.personal else None
                if open_now is None or open_now.personal or column.name in found:
                    continue
                if _answered(session, old, column.name):
                    facts = {"name": open_now.label, "name_en": open_now.english}
                    found[column.name] = Problem(column.name, said, facts)
        return list(found.values())

    def apply(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let it hold, and work its formulas out for what was answered already."""
        super().apply(session, actor, change)
        _work_out(session, change.key, change.before, change.after)

    def revert(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let what was there before hold again, with its formulas."""
        super().revert(session, actor, change)
        _work_out(session, change.key, change.after, change.before)

    def failing(self, session: Session, actor: Visitor, change: Change) -> list[Failing]:
        """Answers to questions, and choices, that are no longer there."""
        if change.before is None or change.after is None:
            return []
        old, new = read_form(change.key, change.before).entity, _columns(change.after)
        return [
            found
            for column in old.columns
            if (found := _lost(session, actor, old, column, new)) is not None
        ]


def _columns(body: Mapping[str, Any]) -> _Kept:
    return read_form("", body).entity.by_name


def _work_out(
    session: Session, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> None:
    """The formulas of a form that are not what they were, for all its answers."""
    if new is None or _formulas(old) == _formulas(new):
        return
    session.flush()
    recompute(session, f"{PREFIX}{key}")


def _formulas(body: Mapping[str, Any] | None) -> set[tuple[str, str, Any, int]]:
    columns = _columns(body).values() if body is not None else ()
    return {(c.name, c.formula, c.kind, c.digits) for c in columns if c.formula}


def _still_used(session: Session, key: str) -> list[Problem]:
    """Answers would have no questions any more, and topics would wait for a form that is gone."""
    if session.exec(select(Step.id).where(Step.form_key == key)).first() is not None:
        return [Problem("", N_("A procedure asks for this form at one of its steps."))]
    count = session.exec(
        select(func.count()).select_from(FormAnswer).where(FormAnswer.form_key == key)
    ).one()
    if not count:
        return []
    text = N_("This form has {n} answers: let it close on a day instead of taking it away.")
    return [Problem("", text, {"n": count})]


def _answered(session: Session, of: Entity, name: str) -> bool:
    return bool(_rows(session, None, of, {"field": name, "op": "filled"})[0])


def _lost(
    session: Session, actor: Visitor, old: Entity, column: Column, new: _Kept
) -> Failing | None:
    """The answers to one question that would not be shown, or not fit, any more."""
    facts = {"name": column.label, "name_en": column.english}
    if column.formula:
        return None
    if column.name not in new:
        told: Any = {"field": column.name, "op": "filled"}
        sentence = N_("{count} answers to “{name}” would not be shown any more.")
    else:
        left = {choice.code for choice in new[column.name].choices}
        gone = [choice.code for choice in column.choices if choice.code not in left]
        if not gone:
            return None
        op = "has_any" if column.kind.value == "choices" else "in"
        told = {"field": column.name, "op": op, "value": gone}
        sentence = N_("{count} answers to “{name}” chose what would not be offered any more.")
    count, ids = _rows(session, actor, old, told)
    return Failing(sentence, count, old.key, ids, facts) if count else None


def _rows(
    session: Session, actor: Visitor | None, of: Entity, told: Any
) -> tuple[int, tuple[int, ...]]:
    rule = clause(read_condition(told, of), column_of(of), facts_of(actor or Visitor()))
    key = of.key.partition(":")[2]
    wanted = (FormAnswer.form_key == key, rule)
    count = session.exec(select(func.count()).select_from(FormAnswer).where(*wanted)).one()
    rows = select(FormAnswer.id).where(*wanted).order_by(col(FormAnswer.id)).limit(MOST_SHOWN)
    return count, tuple(found for found in session.exec(rows) if found is not None)
