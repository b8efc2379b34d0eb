"""What was filled in at the steps of a topic, as far as somebody may read it (步骤填报读取)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.form import FormAnswer
from rules.form import Form, marked
from rules.permission import Visitor
from rules.refusal import Refused
from services.form.reading import reach_of
from services.form.standing import the_form
from services.right import secured


@dataclass(frozen=True)
class StepTold:
    """One filled form as one person sees it (步骤填报).

    ``open`` are the questions whose answers he sees in full: what he changes starts from these.
    """

    values: Mapping[str, Any]
    open: frozenset[str]

    @property
    def plain(self) -> dict[str, Any]:
        """What he sees in full."""
        return {name: value for name, value in self.values.items() if name in self.open}


NOTHING = StepTold({}, frozenset())


def step_answers(
    session: Session, visitor: Visitor, topic_id: int
) -> dict[tuple[str, int], StepTold]:
    """What was filled in of published forms, by step and round; nothing of what is not his."""
    asked = select(FormAnswer).where(FormAnswer.about == f"topic:{topic_id}")
    found = {}
    for row in session.exec(asked.order_by(col(FormAnswer.id))):
        at = marked(row.once)
        if at is None:
            continue
        try:
            told = told_of(session, visitor, the_form(session, row.form_key), row)
        except Refused:  # the form was taken away since
            continue
        if told.values:
            found[at] = told
    return found


def told_of(session: Session, visitor: Visitor, form: Form, row: FormAnswer) -> StepTold:
    """One filled form: one's own as one wrote it, anybody else's through the secured select."""
    asked = [one.name for one in form.columns]
    if visitor.signed_in and row.member_id == visitor.member_id:
        own = {name: (row.extra or {}).get(name) for name in asked}
        return StepTold(own, frozenset(asked))
    found = reach_of(session, visitor, form.key)
    if found is None:
        return NOTHING
    names = [name for name in asked if name in found.names]
    chosen = secured(found, *names).where(found.entity.table.c.id == row.id)
    seen = session.execute(chosen).mappings().first()
    if seen is None:
        return NOTHING
    values = {name: seen[name] for name in names}
    return StepTold(values, frozenset(name for name in names if found.plain(name)))
