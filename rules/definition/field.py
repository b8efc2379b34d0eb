"""A custom field as a change set carries it (自定义字段定义), and what stops one from holding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rules.asking.value import cleaner
from rules.condition import names, read_condition
from rules.definition.pattern import LONGEST as LONGEST_PATTERN
from rules.definition.pattern import must_be_pattern
from rules.definition.problem import Problem
from rules.definition.shape import (
    Shape,
    anything,
    listed,
    maybe,
    one_of,
    parts,
    text,
    whole,
    yes_no,
)
from rules.entity import Column, Entity, Kind
from rules.entity.custom import KINDS, NAME, RESULTS, column_of
from rules.formula import LONGEST as LONGEST_FORMULA
from rules.formula import TYPES, in_order, read_formula
from rules.formula.signature import MOST_DIGITS
from rules.refusal import N_, Refused

MOST_FIELDS = 60  # of one table
MOST_CHOICES = 100
LARGEST = 10**15
SHORT = 200  # characters of one line
_CODE = r"[a-z0-9][a-z0-9_]{0,19}"
CHOICE = parts({"code": text(20, 1, _CODE), "label": text(40)}, {"label_en": text(60, 0)})
NEEDED: dict[str, Shape] = {
    "name": text(60),
    "kind": one_of([kind.value for kind in KINDS]),
    "label": text(30),
}
OTHER: dict[str, Shape] = {
    "label_en": text(60, 0),
    "help": text(200, 0),
    "help_en": text(300, 0),
    "group": text(30, 0),
    "required": yes_no(),
    "required_if": anything(),
    "visible_if": anything(),
    "valid_if": anything(),
    "valid_words": text(100, 0),
    "choices": listed(CHOICE, MOST_CHOICES),
    "least": maybe(whole(-LARGEST, LARGEST)),
    "most": maybe(whole(-LARGEST, LARGEST)),
    "longest": maybe(whole(1, 4_000)),
    "pattern": text(LONGEST_PATTERN, 0),
    "unit": text(10, 0),
    "measure": yes_no(),
    "dimension": yes_no(),
    "personal": yes_no(),
    "formula": text(LONGEST_FORMULA, 0),
    "result": one_of([kind.value for kind in RESULTS]),
    "digits": whole(0, MOST_DIGITS),
}
SHAPE = parts(
    {"entity": text(60), **NEEDED},
    {
        **OTHER,
        "position": whole(0, 1_000),
        "listed": yes_no(),
        "searched": yes_no(),
        "indexed": yes_no(),
    },
)
_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_CHOOSING = frozenset({Kind.CHOICE, Kind.CHOICES})
_BOUNDED = frozenset({Kind.NUMBER, Kind.MONEY})
_COUNTED = _BOUNDED | {Kind.FORMULA}
_ONLY: dict[str, frozenset[Kind]] = {  # what suits which kinds
    "choices": _CHOOSING,
    "least": _BOUNDED,
    "most": _BOUNDED,
    "longest": _TEXTS,
    "pattern": frozenset({Kind.TEXT}),
    "unit": frozenset({Kind.NUMBER, Kind.FORMULA}),
    "measure": _COUNTED,
    "searched": _TEXTS,
    "formula": frozenset({Kind.FORMULA}),
    "result": frozenset({Kind.FORMULA}),
    "digits": frozenset({Kind.FORMULA}),
}
_CONDITIONS = ("visible_if", "required_if", "valid_if")
_NOT_COMPUTED = ("required", "required_if", "valid_if")
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Around:
    """What stands around a field (字段环境): the table with all that would hold, this field too.

    ``entity`` is ``None`` where there is no such table; ``own`` are the columns of the code.
    """

    key: str
    entity: Entity | None
    own: frozenset[str] = frozenset()
    fields: int = 0


def problems(body: Body, around: Around) -> list[Problem]:
    """What stops a custom field from holding, whatever the rows say."""
    if found := SHAPE(body, ""):
        return found
    if around.entity is None or not around.entity.can_extend:
        return [Problem("entity", N_("This table cannot hold fields of your own."))]
    found = _named(body, around)
    if not found:
        found = question_problems(body, around.entity)
    return found


def question_problems(body: Body, entity: Entity) -> list[Problem]:
    """What is wrong with a field, or a question of a form, among the columns of ``entity``."""
    found = _unsuited(body) or _bounds(body)
    if found:
        return found
    for part, rule in _RULES:
        try:
            rule(body, entity)
        except Refused as refused:
            found.append(Problem(part, refused.sentence, refused.facts))
    return found


def _named(body: Body, around: Around) -> list[Problem]:
    name, entity = body["name"], around.entity
    assert entity is not None
    if name in around.own:
        said = N_("“{name}” is a column that the table has already. Begin the name with x_.")
        return [Problem("name", said, {"name": name})]
    if not NAME.fullmatch(name):
        said = N_("The name of a field begins with x_, then small letters, digits and _.")
        return [Problem("name", said)]
    if around.key != f"{body['entity']}.{name}":
        return [Problem("name", N_("The name of a field stays as it is: add another one."))]
    if around.fields > MOST_FIELDS:
        return [
            Problem("", N_("A table holds {n} fields of your own at most."), {"n": MOST_FIELDS})
        ]
    same = (body["label"], body.get("label_en") or body["label"])
    for column in entity.columns:
        if column.name != name and not set(same).isdisjoint({column.label, column.english}):
            said = N_("There is a column called “{label}” already.")
            return [Problem("label", said, {"label": body["label"]})]
    return []


def _unsuited(body: Body) -> list[Problem]:
    kind = Kind(body["kind"])
    for part, kinds in _ONLY.items():
        if body.get(part) and kind not in kinds:
            said = N_("“{part}” does not suit a field of this kind.")
            return [Problem(part, said, {"part": part})]
    if kind is Kind.FORMULA:
        for part in _NOT_COMPUTED:
            if body.get(part):
                said = N_("A formula is worked out: nobody can be asked to fill it in.")
                return [Problem(part, said)]
    if kind in _CHOOSING:
        codes = [choice["code"] for choice in body.get("choices") or ()]
        labels = [choice["label"] for choice in body.get("choices") or ()]
        if not codes:
            return [Problem("choices", N_("Say what there is to choose from."))]
        if len(set(codes)) < len(codes) or len(set(labels)) < len(labels):
            return [Problem("choices", N_("A choice stands there twice."))]
    if body.get("dimension") and (kind in _TEXTS or kind is Kind.FILE or body.get("personal")):
        return [Problem("dimension", N_("Figures cannot be split by a field of this kind."))]
    return []


def _bounds(body: Body) -> list[Problem]:
    least, most = body.get("least"), body.get("most")
    if least is not None and most is not None and least > most:
        return [Problem("least", N_("The least is more than the most."))]
    longest = body.get("longest")
    if Kind(body["kind"]) is Kind.TEXT and longest and longest > SHORT:
        return [
            Problem("longest", N_("A text of one line has {n} characters at most."), {"n": SHORT})
        ]
    return []


def _pattern(body: Body, _entity: Entity) -> None:
    if body.get("pattern"):
        must_be_pattern(body["pattern"])


def _conditions(body: Body, entity: Entity) -> None:
    for part in _CONDITIONS:
        if (told := body.get(part)) is not None:
            named = names(read_condition(told, entity))
            _must_come_before(named, body["name"], entity, itself=part == "valid_if")


def _must_come_before(
    named: frozenset[str], name: str, entity: Entity, *, itself: bool = False
) -> None:
    """A form is filled from above: a condition looks at what was asked before."""
    order = [column.name for column in entity.columns]
    mine = order.index(name) if name in order else len(order)
    for one in sorted(named):
        column = entity.by_name[one]
        if one == name and not itself:
            raise Refused(N_("A field cannot depend on itself."))
        if order.index(one) > mine:
            said = N_("The condition looks at “{label}”, which comes later: move one of them.")
            raise Refused(said, label=column.label, label_en=column.english)
        if column.formula:
            said = N_(
                "“{label}” is worked out after the form is filled: a condition cannot use it."
            )
            raise Refused(said, label=column.label, label_en=column.english)


def _formula(body: Body, entity: Entity) -> None:
    if body["kind"] != Kind.FORMULA:
        return
    column = column_of(body)
    known = {**entity.by_name, column.name: column}
    formula = read_formula(body.get("formula", ""), known)
    if formula.type is not TYPES[column.kind]:
        raise Refused(N_("The formula gives something else than the field is to hold."))
    used = [known[name] for name in formula.names]
    if any(one.personal for one in used) and not column.personal:
        raise Refused(N_("The formula looks at personal data: mark the field as personal too."))
    in_order({one.name: read_formula(one.formula, known) for one in known.values() if one.formula})


def _sample(body: Body, _entity: Entity) -> None:
    """The column can be made ready at all: what is left would be our own mistake."""
    cleaner(column_of(body))


_RULES: tuple[tuple[str, Callable[[Body, Entity], None]], ...] = (
    ("pattern", _pattern),
    ("conditions", _conditions),
    ("formula", _formula),
    ("", _sample),
)


def looks_at(column: Column, name: str) -> bool:
    """Whether a column's conditions or formula name ``name``."""
    told = (column.visible_if, column.required_if, column.valid_if)
    if any(name in _fields_of(one) for one in told if one is not None):
        return True
    return bool(column.formula) and name in _words(column.formula)


def compares(body: Body) -> frozenset[str]:
    """The columns whose values the conditions of a body compare, whether they can be read or not:
    a draft may still be wrong."""
    found, left = set(), [body.get(part) for part in _CONDITIONS]
    while left:
        told = left.pop()
        if isinstance(told, Mapping):
            if isinstance(told.get("field"), str) and told.get("op") not in ("empty", "filled"):
                found.add(told["field"])
            left += told.values()
        elif isinstance(told, list | tuple):
            left += told
    return frozenset(found)


def _fields_of(told: Any) -> set[str]:
    if isinstance(told, Mapping):
        here = {told["field"]} if isinstance(told.get("field"), str) else set()
        return here.union(*(_fields_of(one) for one in told.values()))
    if isinstance(told, list | tuple):
        return set().union(*(_fields_of(one) for one in told))
    return set()


def _words(formula: str) -> set[str]:
    word = "".join(sign if sign.isalnum() or sign == "_" else " " for sign in formula)
    return set(word.split())
