"""From JSON that anybody may have written to a metric (读入指标), or one plain refusal."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from models.member import Role
from models.place import PlaceKind
from rules.condition import ALWAYS, AllOf, Condition, Fact, Not, Test, compared, read_condition
from rules.entity import REFERENCES, Column, Entity, Kind
from rules.metric.against import comparison, target
from rules.metric.period import Grain
from rules.metric.spec import Better, Derivation, Measure, Metric, Op
from rules.metric.word import (
    WRONG,
    closed,
    decimal,
    member,
    need,
    several,
    text,
    text_of,
    whole,
    yes,
)
from rules.refusal import N_, Refused

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_PARTS, MOST_DIMENSIONS, MOST_LINES, MOST_PRECISION, LARGEST_SMALLEST = 6, 8, 12, 6, 1000
PAIR = 2
LEAST_PERCENT, MIDDLE, MOST_PERCENT = 1, 50, 99
_NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.AREA})
_GROUPS = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.TEXT, Kind.NUMBER})
ROLLED = frozenset({Kind.CHOICE, Kind.YES_NO})
_TIMES = frozenset({Kind.DATE, Kind.MOMENT})
_UNUSED = N_("“{column}” cannot be used in a metric.")
_PERSONAL_FACTS = frozenset({"user", "my_places"})
EntityOf = Callable[[str], Entity]

_TOP = frozenset(
    (
        *("label", "label_en", "words", "words_en", "owner", "public", "entity", "where"),
        *("time", "grain", "cumulative", "numerator", "denominator", "derived", "unit"),
        *("unit_en", "scale", "precision", "dimensions", "level", "targets", "better"),
        *("warning", "alarm", "smallest", "rolled", "compare"),
    )
)
_MEASURE = frozenset({"op", "column", "at", "where", "entity", "time", "level"})


def read_metric(
    key: str, body: Any, entity_of: EntityOf, number: int = 0, path: str = "/"
) -> Metric:
    """``body`` as a metric over described columns.

    Raises:
        Refused: a word, a name or a value that is not of the closed shape; nothing is guessed.
    """
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise Refused(N_("A key is small letters, digits and “_”, 40 at most, a letter first."))
    given = closed(body, _TOP, "metric")
    derived = given.get("derived") is not None
    words: dict[str, Any] = _words(given) | _shown(given) | _lines(given)
    words |= _derived(key, given) if derived else _counted(given, entity_of)
    return Metric(key=key, number=number, place_path=path, **words)


def _words(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": text(given, "label", 40, True),
        "label_en": text(given, "label_en", 80),
        "words": text(given, "words", 600),
        "words_en": text(given, "words_en", 1200),
        "owner": member(Role, given, "owner", Role.COUNCIL),
        "public": yes(given, "public"),
    }


def _shown(given: Mapping[str, Any]) -> dict[str, Any]:
    scale = decimal(given.get("scale", "1"), "scale")
    if scale is None or scale == 0:
        raise Refused(WRONG, field="scale")
    return {
        "unit": text(given, "unit", 12),
        "unit_en": text(given, "unit_en", 24),
        "scale": scale,
        "precision": whole(given, "precision", MOST_PRECISION),
        "grain": member(Grain, given, "grain", Grain.MONTH),
        "level": None if given.get("level") is None else member(PlaceKind, given, "level"),
    }


def _lines(given: Mapping[str, Any]) -> dict[str, Any]:
    better = member(Better, given, "better", Better.UP)
    warning, alarm = decimal(given.get("warning"), "warning"), decimal(given.get("alarm"), "alarm")
    if warning is not None and alarm is not None:
        worse = alarm > warning if better is Better.UP else alarm < warning
        if worse:
            raise Refused(N_("The alarm line must lie beyond the warning line."))
    return {
        "better": better,
        "warning": warning,
        "alarm": alarm,
        "smallest": whole(given, "smallest", LARGEST_SMALLEST),
        "targets": tuple(target(one) for one in several(given, "targets", MOST_LINES)),
        "comparisons": tuple(comparison(one) for one in several(given, "compare", MOST_LINES)),
    }


def _derived(key: str, given: Mapping[str, Any]) -> dict[str, Any]:
    rows = ("entity", "where", "time", "numerator", "denominator", "dimensions")
    if any(given.get(word) for word in (*rows, "cumulative", "rolled")):
        raise Refused(N_("A metric counts rows or follows from other metrics, not both."))
    told = closed(given["derived"], frozenset({"op", "of"}), "derived")
    op = member(Derivation, told, "op")
    parts = several(told, "of", MOST_PARTS)
    if not all(isinstance(part, str) and KEY.fullmatch(part) for part in parts):
        raise Refused(WRONG, field="of")
    if len(parts) < PAIR or (op is not Derivation.SUM and len(parts) > PAIR):
        raise Refused(N_("A difference and a ratio need two metrics, a sum two or more."))
    if key in parts:
        raise Refused(N_("A metric cannot follow from itself."))
    return {"derivation": op, "parts": tuple(parts)}


def _counted(given: Mapping[str, Any], entity_of: EntityOf) -> dict[str, Any]:
    base = _base(given, entity_of)
    top = _measure(need(given, "numerator"), given, base, entity_of)
    told = given.get("denominator")
    bottom = None if told is None else _measure(told, given, base, entity_of)
    _must_divide(top, bottom)
    measures = [one for one in (top, bottom) if one]
    cumulative = yes(given, "cumulative")
    if cumulative and (top.op in {Op.AVERAGE, Op.PERCENTILE} or not any(m.time for m in measures)):
        raise Refused(N_("Only what is counted or summed over time can grow from the beginning."))
    named = tuple(
        _dimension(name, [entity_of(one.entity) for one in measures])
        for name in several(given, "dimensions", MOST_DIMENSIONS)
    )
    if len(set(named)) < len(named):
        raise Refused(WRONG, field="dimensions")
    found = {
        "numerator": top,
        "denominator": bottom,
        "cumulative": cumulative,
        "dimensions": named,
        "rolled": yes(given, "rolled"),
    }
    if found["rolled"]:
        for one in measures:
            must_roll(one, entity_of(one.entity), named)
    return found


def _base(given: Mapping[str, Any], entity_of: EntityOf) -> Entity:
    name = need(given, "entity")
    if not isinstance(name, str):
        raise Refused(WRONG, field="entity")
    return entity_of(name)


def _must_divide(top: Measure, bottom: Measure | None) -> None:
    if bottom is not None and not {top.op, bottom.op} <= {Op.COUNT, Op.SUM, Op.DISTINCT}:
        raise Refused(N_("Only counts and sums can be divided by each other."))


def must_roll(measure: Measure, entity: Entity, dimensions: tuple[str, ...]) -> None:
    """Refuse what cannot be kept as sums of days: it would not be equal to its rows."""
    if measure.op not in {Op.COUNT, Op.SUM, Op.AVERAGE, Op.SHARE} or not measure.time:
        raise Refused(N_("Only counts, sums, averages and shares over time can be kept as sums."))
    if entity.scope.steps or entity.scope.whole or entity.only:
        raise Refused(N_("Only rows that know their own place can be kept as sums."))
    if len(dimensions) > PAIR:
        raise Refused(N_("Sums are kept for two dimensions at most."))
    if not all(entity.by_name[name].kind in ROLLED for name in dimensions):
        raise Refused(N_("Sums are kept for choices and for yes or no alone."))
    if facts_in(AllOf((measure.among, measure.where))):
        raise Refused(N_("What changes with the day cannot be kept as sums."))


def _measure(told: Any, given: Mapping[str, Any], base: Entity, entity_of: EntityOf) -> Measure:
    own = closed(told, _MEASURE, "numerator")
    elsewhere = own.get("entity") not in (None, base.key)
    entity = entity_of(text_of(own, "entity")) if elsewhere else base
    op = member(Op, own, "op")
    among = ALWAYS if elsewhere else _condition(given.get("where"), entity)
    where = _condition(own.get("where"), entity)
    if op is not Op.SHARE:
        among, where = _both(among, where), ALWAYS
    elif own.get("where") is None:
        raise Refused(N_("Say which part of the rows the share is of."))
    time = own.get("time", None if elsewhere else given.get("time"))
    return Measure(
        entity=entity.key,
        op=op,
        column=_counted_column(own, op, entity),
        at=_percent(own, op),
        time="" if time is None else _column(time, entity, _TIMES, "time").name,
        among=among,
        where=where,
        level=_level(own, op, entity),
    )


def _level(own: Mapping[str, Any], op: Op, entity: Entity) -> PlaceKind | None:
    """Which places count: a share of all compounds counts compounds above the line, too."""
    if own.get("level") is None:
        return None
    column = entity.by_name.get(str(own.get("column")))
    if op is not Op.DISTINCT or column is None or column.kind is not Kind.PLACE:
        raise Refused(WRONG, field="level")
    return member(PlaceKind, own, "level")


def _both(one: Condition, other: Condition) -> Condition:
    if other == ALWAYS:
        return one
    return other if one == ALWAYS else AllOf((one, other))


def _counted_column(own: Mapping[str, Any], op: Op, entity: Entity) -> str:
    if op in {Op.COUNT, Op.SHARE}:
        if own.get("column") is not None:
            raise Refused(WRONG, field="column")
        return ""
    name = need(own, "column")
    if op is Op.DISTINCT:
        column = _column(name, entity, frozenset(_GROUPS | REFERENCES), "column")
        if not (column.dimension or column.is_reference or column.extra):
            raise Refused(_UNUSED, column=column.label)
        return column.name
    column = _column(name, entity, _NUMBERS, "column")
    if not (column.measure or column.extra):
        raise Refused(_UNUSED, column=column.label)
    return column.name


def _percent(own: Mapping[str, Any], op: Op) -> int:
    if op is not Op.PERCENTILE:
        if own.get("at") is not None:
            raise Refused(WRONG, field="at")
        return MIDDLE
    at = own.get("at", MIDDLE)
    if isinstance(at, bool) or not isinstance(at, int) or not LEAST_PERCENT <= at <= MOST_PERCENT:
        raise Refused(N_("A percentile lies between 1 and 99."))
    return at


def _dimension(name: Any, entities: list[Entity]) -> str:
    for entity in entities:
        column = _column(name, entity, _GROUPS, "dimensions")
        if not (column.dimension or (column.extra and column.kind in {Kind.CHOICE, Kind.YES_NO})):
            raise Refused(_UNUSED, column=column.label)
    return str(name)


def _column(name: Any, entity: Entity, kinds: frozenset[Kind], field: str) -> Column:
    column = entity.by_name.get(name) if isinstance(name, str) else None
    if column is None:
        raise Refused(N_("There is no such column in this table."))
    if column.kind not in kinds or column.of_person:
        raise Refused(_UNUSED, column=column.label)
    return column


def _condition(told: Any, entity: Entity) -> Condition:
    found = read_condition(told, entity)
    if facts_in(found) & _PERSONAL_FACTS:
        raise Refused(N_("A metric says the same to everybody: it cannot ask who is reading."))
    for name in sorted(compared(found)):
        if entity.by_name[name].of_person:  # figures, kept and watched by the house, would tell it
            raise Refused(_UNUSED, column=entity.by_name[name].label)
    return found


def facts_in(condition: Condition) -> frozenset[str]:
    """The facts of the moment that a condition asks for."""
    if isinstance(condition, Test):
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        return frozenset(value.name for value in values if isinstance(value, Fact))
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return frozenset().union(*(facts_in(part) for part in parts))
