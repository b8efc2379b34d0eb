"""From JSON that anybody may have written to a condition (读入条件), or a plain refusal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rules.condition.shape import ALWAYS, AllOf, AnyOf, Condition, Fact, Not, Op, Test
from rules.condition.value import read_value
from rules.entity import Entity, Kind
from rules.refusal import N_, Refused

DEEPEST, MOST_TESTS, MOST_VALUES = 8, 100, 200

_SET = (Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN)
_ORDER = (Op.LT, Op.LE, Op.GT, Op.GE, Op.BETWEEN)
_THERE = (Op.EMPTY, Op.FILLED)
_TEXT = (Op.CONTAINS, Op.BEGINS)

OPS: dict[Kind, tuple[Op, ...]] = {
    Kind.TEXT: (*_TEXT, *_SET, *_ORDER, *_THERE),
    Kind.LONG_TEXT: (*_TEXT, Op.IS, Op.IS_NOT, *_THERE),
    Kind.NUMBER: (*_SET, *_ORDER, *_THERE),
    Kind.MONEY: (*_SET, *_ORDER, *_THERE),
    Kind.AREA: (*_SET, *_ORDER, *_THERE),
    Kind.FORMULA: (*_ORDER, *_THERE),
    Kind.DATE: (*_SET, *_ORDER, *_THERE),
    Kind.MOMENT: (Op.IS, Op.IS_NOT, *_ORDER, *_THERE),
    Kind.YES_NO: (Op.IS, Op.IS_NOT, *_THERE),
    Kind.CHOICE: (*_SET, *_THERE),
    Kind.CHOICES: (Op.HAS, Op.HAS_ANY, *_THERE),
    Kind.PERSON: (*_SET, *_THERE),
    Kind.PLACE: (Op.WITHIN, *_SET, *_THERE),
    Kind.ROW: (*_SET, *_THERE),
    Kind.FILE: _THERE,
}
_MANY = {Op.IN, Op.NOT_IN, Op.HAS_ANY}
_WRONG = N_("This is not a condition as the rules write it.")


class _Reader:
    """Reads one condition and counts how much of it there is."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.left = MOST_TESTS

    def read(self, given: Any, depth: int) -> Condition:
        """One part of the condition."""
        if depth > DEEPEST:
            raise Refused(N_("A condition goes {n} levels deep at most."), n=DEEPEST)
        self.left -= 1
        if self.left < 0:
            raise Refused(N_("A condition has {n} parts at most."), n=MOST_TESTS)
        if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
            raise Refused(_WRONG)
        if set(given) in ({"all"}, {"any"}):
            ((word, parts),) = given.items()
            return self._several(word, parts, depth)
        if set(given) == {"not"}:
            return Not(self.read(given["not"], depth + 1))
        if set(given) in ({"field", "op"}, {"field", "op", "value"}):
            return self._test(given)
        raise Refused(_WRONG)

    def _several(self, word: str, parts: Any, depth: int) -> Condition:
        if not isinstance(parts, list | tuple):
            raise Refused(_WRONG)
        if word == "any" and not parts:
            raise Refused(N_("“Any of these” needs at least one condition."))
        read = tuple(self.read(part, depth + 1) for part in parts)
        return AllOf(read) if word == "all" else AnyOf(read)

    def _test(self, given: Mapping[str, Any]) -> Test:
        name, word = given["field"], given["op"]
        column = self.entity.by_name.get(name) if isinstance(name, str) else None
        if column is None:
            raise Refused(N_("There is no such column in this table."))
        if not isinstance(word, str) or word not in set(Op):
            raise Refused(_WRONG)
        op = Op(word)
        unlike = column.kind is Kind.MOMENT and column.extra and op not in _THERE
        if op not in OPS[column.kind] or unlike:
            raise Refused(N_("A column of this kind cannot be compared in this way."))
        if op in _THERE:
            if given.get("value") is not None:
                raise Refused(_WRONG)
            return Test(column.name, column.kind, op, None, column.extra)
        if "value" not in given:
            raise Refused(N_("Say what the column is compared with."))
        value = given["value"]
        if op in _MANY or op is Op.BETWEEN:
            return Test(column.name, column.kind, op, self._many(column, op, value), column.extra)
        return Test(column.name, column.kind, op, read_value(column, op, value), column.extra)

    def _many(self, column: Any, op: Op, given: Any) -> tuple[object, ...]:
        if not isinstance(given, list | tuple) or not given:
            raise Refused(N_("This comparison needs a list of values."))
        if op is Op.BETWEEN and len(given) != len(("from", "to")):
            raise Refused(N_("“Between” needs two values."))
        if len(given) > MOST_VALUES:
            raise Refused(N_("A list in a condition has {n} values at most."), n=MOST_VALUES)
        return tuple(read_value(column, op, value) for value in given)


def read_condition(given: Any, entity: Entity) -> Condition:
    """``given`` as a condition on the rows of ``entity``; ``None`` holds for every row."""
    if given is None:
        return ALWAYS
    return _Reader(entity).read(given, 1)


def written(condition: Condition) -> dict[str, Any]:
    """``condition`` as JSON again: what ``read_condition`` reads."""
    if isinstance(condition, Not):
        return {"not": written(condition.part)}
    if isinstance(condition, AllOf):
        return {"all": [written(part) for part in condition.parts]}
    if isinstance(condition, AnyOf):
        return {"any": [written(part) for part in condition.parts]}
    told: dict[str, Any] = {"field": condition.field, "op": condition.op.value}
    if condition.op not in _THERE:
        value = condition.value
        many = isinstance(value, tuple)
        told["value"] = [_plain(one) for one in value] if many else _plain(value)  # type: ignore[attr-defined]
    return told


def _plain(value: object) -> object:
    if isinstance(value, Fact):
        days = f":{value.days}" if value.name in {"days_ago", "days_ahead"} else ""
        return {"fact": value.name + days}
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if not isinstance(value, int | bool | str) else value
