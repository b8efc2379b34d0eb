"""What the answers to a form come to (填报汇总): counts and exact means, no single answer.

Everybody may look before and after an answer comes, and take one from the other. So what everybody
sees moves by whole groups of answers, and says nothing of the highest or the lowest.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlmodel import Session, col, select

from models.form import FormAnswer
from rules.asking.value import EMPTY
from rules.entity import Column, Kind
from rules.form import Form
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.form.reading import told
from services.form.standing import the_form
from services.right import reach, secured

COUNTED = frozenset({Kind.YES_NO, Kind.CHOICE, Kind.CHOICES})
MEASURED = frozenset({Kind.NUMBER, Kind.MONEY, Kind.AREA})
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
LEAST = 5  # answers before anybody at all may see what they come to
MOST_TEXTS = 50


@dataclass(frozen=True)
class Field:
    """One question and what was answered (单题汇总)."""

    column: Column
    filled: int
    counts: tuple[tuple[Any, int], ...] = ()
    mean: Fraction | None = None
    least: int | None = None
    most: int | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Summary:
    """All answers together (汇总)."""

    answers: int
    fields: tuple[Field, ...]
    too_few: bool = False


def summary(session: Session, visitor: Visitor, key: str) -> Summary:
    """What the answers come to that a visitor may read; texts are among them.

    Raises:
        Refused: he may read none.
    """
    form = the_form(session, key)
    found = reach(session, visitor, form.entity.key)
    names = [c.name for c in form.columns if c.name in found.names]
    table = found.entity.table
    rows = session.execute(secured(found, *names).order_by(table.c.id.desc())).mappings().all()
    return Summary(
        len(rows), tuple(_field(form.entity.by_name[n], [r[n] for r in rows]) for n in names)
    )


def public_summary(session: Session, key: str) -> Summary:
    """The same for everybody, where the form says that its results are public: what can be counted,
    by whole groups of five answers, nothing personal, no words of anybody, nobody's number."""
    form: Form = told(session, key).form
    if not form.results_public:
        raise Refused(N_("The results of this form are not public."))
    asked = select(FormAnswer.extra).where(col(FormAnswer.form_key) == key)
    rows = session.exec(asked.order_by(col(FormAnswer.id))).all()
    if len(rows) < LEAST:
        return Summary(len(rows), (), too_few=True)
    shown = [c for c in form.columns if c.kind in COUNTED | MEASURED and not c.personal]
    fields = (_together(c, [(row or {}).get(c.name) for row in rows]) for c in shown)
    return Summary(len(rows), tuple(f for f in fields if f.filled >= LEAST))


def _together(column: Column, values: Iterable[Any]) -> Field:
    """A question as everybody may know it: by whole groups of answers, without any one of them."""
    given = [value for value in values if value not in EMPTY]
    found = _field(column, given[: len(given) // LEAST * LEAST])
    return replace(found, least=None, most=None)


def _field(column: Column, values: Iterable[Any]) -> Field:
    given = [value for value in values if value not in EMPTY]
    if column.kind in COUNTED:
        return Field(column, len(given), _counts(column, given))
    if column.kind in MEASURED:
        whole = [int(value) for value in given]
        if not whole:
            return Field(column, 0)
        mean = Fraction(sum(whole), len(whole))
        return Field(column, len(whole), (), mean, min(whole), max(whole))
    if column.kind in TEXTS:
        return Field(column, len(given), texts=tuple(map(str, given[:MOST_TEXTS])))
    return Field(column, len(given))


def _counts(column: Column, given: list[Any]) -> tuple[tuple[Any, int], ...]:
    """In the order of the list; what was taken off it since stands behind."""
    several = column.kind is Kind.CHOICES
    counted = Counter(code for value in given for code in (value if several else [value]))
    known: list[Any] = [choice.code for choice in column.choices]
    if column.kind is Kind.YES_NO:
        known = [True, False]
    gone = [code for code in counted if code not in known]
    return tuple((code, counted.get(code, 0)) for code in [*known, *gone])
