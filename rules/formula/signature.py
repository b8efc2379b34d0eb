"""What each operator and function takes, and what it gives (公式签名): units are kept apart."""

from collections.abc import Callable
from datetime import date

from rules.formula.shape import QUANTITIES, Call, Constant, Part, Type
from rules.refusal import N_, Refused

MOST_PARTS, MOST_DIGITS = 20, 6
ALIASES = {
    "如果": "if",
    "且": "and",
    "并且": "and",
    "或": "or",
    "或者": "or",
    "非": "not",
    "最小": "min",
    "最大": "max",
    "四舍五入": "round",
    "相差天数": "days",
    "今天": "today",
    "连接": "concat",
    "已填": "filled",
    "缺省": "default",
    "元": "yuan",
    "平方米": "m2",
    "日期": "date",
    "是": "true",
    "否": "false",
}
_MIXED = N_("These cannot be mixed: {one} and {other}.")
_WORDS = {  # in Chinese and in English
    Type.NUMBER: ("数", "a number"),
    Type.MONEY: ("金额", "an amount of money"),
    Type.AREA: ("面积", "an area"),
    Type.DATE: ("日期", "a day"),
    Type.YES_NO: ("是否", "a yes or no"),
    Type.TEXT: ("文字", "a text"),
}
Types = tuple[Type, ...]


def typed(word: str, parts: tuple[Part, ...]) -> Call:
    """``word`` applied to ``parts``, when it can be."""
    if len(parts) > MOST_PARTS:
        raise Refused(N_("A function takes {n} values at most."), n=MOST_PARTS)
    if word == "round":
        _must_be_digits(parts)
    if word == "date":
        return Call(word, (Constant(_day(parts), Type.DATE),), Type.DATE)
    types = tuple(part.type for part in parts)
    return Call(word, parts, (SIGNS | FUNCTIONS)[word](types))


def _must_be_digits(parts: tuple[Part, ...]) -> None:
    """How many digits stay is written out."""
    told = parts[1] if len(parts) > 1 else Constant(0, Type.NUMBER)
    if not isinstance(told, Constant) or told.value not in range(MOST_DIGITS + 1):
        raise Refused(N_("“round” keeps 0 to {n} digits."), n=MOST_DIGITS)


def _day(parts: tuple[Part, ...]) -> str:
    try:
        (told,) = parts
        assert isinstance(told, Constant)
        return date.fromisoformat(str(told.value)).isoformat()
    except (ValueError, AssertionError):
        raise Refused(N_('A day is written like this: date("2026-06-10").')) from None


def _must_be(types: Types, *wanted: frozenset[Type] | Type, word: str) -> None:
    if len(types) != len(wanted):
        raise Refused(N_("“{word}” takes {n} values."), word=word, n=len(wanted))
    for given, want in zip(types, wanted, strict=True):
        if given != want and not (isinstance(want, frozenset) and given in want):
            raise _unfit(word, given)


def _mixed(one: Type, other: Type) -> Refused:
    (one_zh, one_en), (other_zh, other_en) = _WORDS[one], _WORDS[other]
    return Refused(_MIXED, one=one_zh, one_en=one_en, other=other_zh, other_en=other_en)


def _unfit(word: str, given: Type) -> Refused:
    chinese, english = _WORDS[given]
    said = N_("“{word}” cannot take {one}.")
    return Refused(said, word=word, one=chinese, one_en=english)


def _sum(word: str) -> Callable[[Types], Type]:
    def gives(types: Types) -> Type:
        one, other = types
        if one is other and one in QUANTITIES:
            return one
        if one is Type.DATE and other is Type.NUMBER:
            return Type.DATE
        if one is other is Type.DATE and word == "-":
            return Type.NUMBER
        raise _mixed(one, other)

    return gives


def _product(types: Types) -> Type:
    one, other = types
    if {one, other} <= QUANTITIES and Type.NUMBER in types:
        return other if one is Type.NUMBER else one
    raise _mixed(one, other)


def _quotient(types: Types) -> Type:
    one, other = types
    if one in QUANTITIES and other is Type.NUMBER:
        return one
    if one is other and one in QUANTITIES:
        return Type.NUMBER
    raise _mixed(one, other)


def _comparison(types: Types) -> Type:
    if types[0] is not types[1]:
        raise _mixed(*types)
    return Type.YES_NO


def _alike(word: str, least: int = 1) -> Callable[[Types], Type]:
    def gives(types: Types) -> Type:
        if len(types) < least:
            raise Refused(N_("“{word}” takes {n} values."), word=word, n=least)
        for other in types[1:]:
            if other is not types[0]:
                raise _mixed(types[0], other)
        if word in {"min", "max"} and types[0] not in QUANTITIES | {Type.DATE}:
            raise _unfit(word, types[0])
        return types[0]

    return gives


def _fixed(word: str, gives: Type, *wanted: frozenset[Type] | Type) -> Callable[[Types], Type]:
    def check(types: Types) -> Type:
        _must_be(types, *wanted, word=word)
        return gives

    return check


def _chosen(types: Types) -> Type:
    _must_be(types, Type.YES_NO, frozenset(Type), frozenset(Type), word="if")
    return _alike("if")(types[1:])


def _rounded(types: Types) -> Type:
    _must_be((*types, Type.NUMBER)[:2], QUANTITIES, Type.NUMBER, word="round")
    return types[0]


def _minus(types: Types) -> Type:
    _must_be(types, QUANTITIES, word="-")
    return types[0]


def _default(types: Types) -> Type:
    _must_be(types, frozenset(Type), frozenset(Type), word="default")
    return _alike("default")(types)


def _joined(types: Types) -> Type:
    if not types or not set(types) <= {Type.TEXT, Type.NUMBER, Type.DATE, Type.MONEY, Type.AREA}:
        raise _unfit("concat", Type.YES_NO)
    return Type.TEXT


_COMPARED = ("=", "<>", "<", "<=", ">", ">=")
SIGNS: dict[str, Callable[[Types], Type]] = {
    "+": _sum("+"),
    "-": _sum("-"),
    "*": _product,
    "/": _quotient,
    "minus": _minus,
    "and": _fixed("and", Type.YES_NO, Type.YES_NO, Type.YES_NO),
    "or": _fixed("or", Type.YES_NO, Type.YES_NO, Type.YES_NO),
    "not": _fixed("not", Type.YES_NO, Type.YES_NO),
    **dict.fromkeys(_COMPARED, _comparison),
}
FUNCTIONS: dict[str, Callable[[Types], Type]] = {
    "if": _chosen,
    "min": _alike("min"),
    "max": _alike("max"),
    "round": _rounded,
    "days": _fixed("days", Type.NUMBER, Type.DATE, Type.DATE),
    "today": _fixed("today", Type.DATE),
    "date": _fixed("date", Type.DATE, Type.TEXT),
    "concat": _joined,
    "filled": _fixed("filled", Type.YES_NO, frozenset(Type)),
    "default": _default,
    "yuan": _fixed("yuan", Type.NUMBER, Type.MONEY),
    "m2": _fixed("m2", Type.NUMBER, Type.AREA),
}
