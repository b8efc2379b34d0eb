"""What is changed of a column of the code (字段调整): it may become stricter, never looser."""

from collections.abc import Mapping
from typing import Any

from rules.definition.problem import Problem
from rules.definition.shape import distinct, listed, maybe, parts, text, whole, yes_no
from rules.entity import WHOLE, Column, Entity, Kind
from rules.refusal import N_

SHAPE = parts(
    {"entity": text(60), "column": text(60)},
    {
        "label": text(30, 0),
        "label_en": text(60, 0),
        "help": text(200, 0),
        "help_en": text(300, 0),
        "group": text(30, 0),
        "required": yes_no(),
        "hidden": yes_no(),
        "read_only": yes_no(),
        "longest": maybe(whole(1, 20_000)),
        "least": maybe(whole(-(10**15), 10**15)),
        "most": maybe(whole(-(10**15), 10**15)),
        "choices": listed(text(20), 100),
    },
)
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_SAYS = ("label", "help", "group", "required", "hidden", "read_only", "longest", "least", "most")
_ASKED = ("required", "read_only", "longest", "least", "most", "choices")
Body = Mapping[str, Any]


def problems(body: Body, key: str, own: Entity | None) -> list[Problem]:
    """What stops an override from holding. ``own`` is the table as the code has it."""
    if found := SHAPE(body, ""):
        return found
    if own is None:
        return [Problem("entity", N_("There is no such table."))]
    column = own.by_name.get(body["column"])
    if column is None or key != f"{body['entity']}.{body['column']}":
        return [Problem("column", N_("There is no such column in this table."))]
    if not any(body.get(part) not in (None, "", False) for part in (*_SAYS, "choices")):
        return [Problem("", N_("Nothing is changed by this."))]
    return _elsewhere(body, column) or _looser(body, column) or _lost(body, column, own)


def _looser(body: Body, column: Column) -> list[Problem]:
    """What would allow more than the code does."""
    if body.get("required") is False and column.required:
        return [
            _problem("required", N_("“{label}” is required by the rules: it stays so."), column)
        ]
    if body.get("hidden") is False and column.hidden:
        return [_problem("hidden", N_("“{label}” stays hidden."), column)]
    said = N_("“{label}” may become stricter here, never looser.")
    longest, least, most = (body.get(part) for part in ("longest", "least", "most"))
    if longest is not None and not (
        column.kind in _TEXTS and longest <= (column.longest or longest)
    ):
        return [_problem("longest", said, column)]
    for part, told in (("least", least), ("most", most)):
        if told is not None and column.kind not in WHOLE:
            return [_problem(part, said, column)]
    if least is not None and column.least is not None and least < column.least:
        return [_problem("least", said, column)]
    if most is not None and column.most is not None and most > column.most:
        return [_problem("most", said, column)]
    known = [choice.code for choice in column.choices]
    if body.get("choices") and distinct(known, 1)(body["choices"], "choices"):
        return [_problem("choices", said, column)]
    return []


def _lost(body: Body, column: Column, own: Entity) -> list[Problem]:
    """What nobody could fill in any more."""
    strict = column.required or body.get("required")
    if (body.get("hidden") or body.get("read_only")) and strict and column.writable:
        said = N_("“{label}” is required: it cannot be hidden or shut.")
        return [_problem("hidden", said, column)]
    if body.get("hidden") and column.name in {own.title, "id"}:
        return [_problem("hidden", N_("“{label}” names the rows: it cannot be hidden."), column)]
    low = max((b for b in (column.least, body.get("least")) if b is not None), default=None)
    high = min((b for b in (column.most, body.get("most")) if b is not None), default=None)
    if low is not None and high is not None and low > high:
        return [Problem("least", N_("The least is more than the most."))]
    return []


def _elsewhere(body: Body, column: Column) -> list[Problem]:
    """What nobody would ever ask: the column is filled in by its subject's own acts."""
    if column.writable:
        return []
    told = next((part for part in _ASKED if body.get(part) not in (None, "", False, [])), None)
    if told is None:
        return []
    text = N_(
        "“{label}” is not filled in by hand: what it is called and whether it shows may change."
    )
    return [_problem(told, text, column)]


def _problem(where: str, sentence: str, column: Column) -> Problem:
    return Problem(where, sentence, {"label": column.label, "label_en": column.english})
