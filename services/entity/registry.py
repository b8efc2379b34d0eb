"""Reading the models: every described table, as an entity (实体登记). Nobody registers anything."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, Enum, Integer
from sqlalchemy import Column as TableColumn

from models.base import Record, UtcDateTime
from models.screen import Changes, Screen
from rules.entity import WHOLE, WIDEST, Choice, Column, Entity, Kind, Scope
from rules.entity.words import CHOICES
from rules.refusal import N_, Refused

_OF_EVERY_ROW = ("id", "created_at")
_UNITS = {"分": Kind.MONEY, "cm²": Kind.AREA}
_REFERENCES = {"place": Kind.PLACE, "member": Kind.PERSON}
_ENDINGS = ("_id", "_fen", "_cm2", "_on", "_at")
_STRANGERS = ("member",)  # a person lives at no place: what he did is not where he is
_LISTED = 6
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


def entities() -> dict[str, Entity]:
    """Every described table by its name; a class that was declared a moment ago is among them."""
    found = list(_classes(Record))
    return _read(len(found))


def entity(key: str) -> Entity:
    """One described table.

    Raises:
        Refused: there is no such table, or it says nothing of itself.
    """
    found = entities().get(key)
    if found is None:
        raise Refused(N_("There is no such table."))
    return found


def is_described(column: TableColumn[Any]) -> bool:
    """Whether the low-code tools may know of it."""
    return "described" in column.info


def _classes(of: type[Record]) -> Iterator[type[Record]]:
    for one in of.__subclasses__():
        if "__table__" in one.__dict__:
            yield one
        yield from _classes(one)


@lru_cache(maxsize=2)
def _read(_how_many: int) -> dict[str, Entity]:
    models = {one.__table__.name: one for one in _classes(Record)}  # type: ignore[attr-defined]
    paths = _ways(models)
    return {
        key: _entity(key, model, paths[key])
        for key, model in sorted(models.items())
        if _says_something(model)
    }


def _says_something(model: type[Record]) -> bool:
    table: Any = model.__table__  # type: ignore[attr-defined]
    own = [column for column in table.columns if column.name not in _OF_EVERY_ROW]
    return any(is_described(column) for column in own)


def _entity(key: str, model: type[Record], scope: Scope) -> Entity:
    screen: Screen = getattr(model, "__screen__", None) or Screen(key, _human(key))
    table: Any = model.__table__  # type: ignore[attr-defined]
    columns = tuple(
        _column(model, column, screen) for column in table.columns if is_described(column)
    )
    names = [column.name for column in columns]
    own = [name for name in names if name not in _OF_EVERY_ROW]
    texts = [c.name for c in columns if c.kind is Kind.TEXT and not c.personal]
    return Entity(
        key=key,
        model=model,
        label=screen.label,
        english=screen.english or _human(key),
        columns=columns,
        scope=scope,
        icon=screen.icon,
        group=screen.group,
        title=screen.title or next(iter(texts), "id"),
        listed=screen.listed or tuple(own[:_LISTED]),
        search=screen.search or tuple(texts[:2]),
        order=screen.order,
        inline=screen.inline,
        changes=screen.changes,
        page=screen.page,
        key_columns=screen.key,
    )


def _column(model: type[Record], column: TableColumn[Any], screen: Screen) -> Column:
    facts = column.info["described"]
    field = model.model_fields.get(column.name)
    target = next((key.column.table.name for key in column.foreign_keys), "")
    kind = _kind(column, facts, target)
    bounds = _bounds(field, narrow=kind in WHOLE and not isinstance(column.type, BigInteger))
    return Column(
        name=column.name,
        kind=kind,
        label=facts["label"],
        english=facts["english"] or _human(column.name),
        unit=facts["unit"] or "",
        help=facts["help"],
        measure=facts["measure"],
        dimension=facts["dimension"],
        personal=facts["personal"],
        required=bool(field and field.is_required()) and column.name not in _OF_EVERY_ROW,
        writable=_writable(column.name, screen),
        indexed=any(index.columns[0] is column for index in column.table.indexes)
        or bool(column.primary_key or column.unique),
        longest=getattr(column.type, "length", None) if kind in _TEXTS else None,
        least=bounds[0],
        most=bounds[1],
        target=target,
        choices=_choices(column),
    )


def _writable(name: str, screen: Screen) -> bool:
    if name in _OF_EVERY_ROW:
        return False
    return screen.changes is Changes.HERE or name in screen.free


def _kind(column: TableColumn[Any], facts: dict[str, Any], target: str) -> Kind:
    of = column.type
    if target:
        return _REFERENCES.get(target, Kind.ROW)
    if isinstance(of, Enum) or _place_of(column) in CHOICES:
        return Kind.CHOICE
    if isinstance(of, UtcDateTime):
        return Kind.MOMENT
    simple = ((Boolean, Kind.YES_NO), (Date, Kind.DATE))
    for known, kind in simple:
        if isinstance(of, known):
            return kind
    if isinstance(of, Integer):
        return _UNITS.get(facts["unit"] or "", Kind.NUMBER)
    return Kind.LONG_TEXT if facts["long"] else Kind.TEXT


def _bounds(field: Any, *, narrow: bool) -> tuple[int | None, int | None]:
    """The least and the most that the model and its column allow, both included."""
    least, most = (-WIDEST, WIDEST) if narrow else (None, None)
    for rule in getattr(field, "metadata", ()):
        least = getattr(rule, "ge", None) if hasattr(rule, "ge") else least
        least = rule.gt + 1 if hasattr(rule, "gt") else least
        most = getattr(rule, "le", None) if hasattr(rule, "le") else most
        most = rule.lt - 1 if hasattr(rule, "lt") else most
    return least, most


def _choices(column: TableColumn[Any]) -> tuple[Choice, ...]:
    if plain := CHOICES.get(_place_of(column)):
        return tuple(Choice(code, english) for code, english in plain.items())
    if not isinstance(column.type, Enum) or column.type.enum_class is None:
        return ()
    of = column.type.enum_class
    words = CHOICES.get(of.__name__, {})
    return tuple(Choice(one.value, words.get(one.value, _human(one.value))) for one in of)


def _place_of(column: TableColumn[Any]) -> str:
    """Table and column: how a closed list is named that the model keeps as plain text."""
    return f"{column.table.name}.{column.name}"


def _human(name: str) -> str:
    """``amount_fen`` as a person writes it: Amount."""
    for ending in _ENDINGS:
        name = name.removesuffix(ending) or name
    return name.replace("_", " ").capitalize()


def _ways(models: dict[str, type[Record]]) -> dict[str, Scope]:
    """For each table the shortest way along foreign keys to one that knows its path."""
    tables: dict[str, Any] = {key: one.__table__ for key, one in models.items()}  # type: ignore[attr-defined]
    ways = {key: Scope() for key, table in tables.items() if "path" in table.columns}
    for _depth in range(len(tables)):
        further = {
            key: step
            for key, table in tables.items()
            if key not in ways and (step := _step(table, ways)) is not None
        }
        if not further:
            break
        ways |= further
    return {key: ways.get(key, Scope(whole=True)) for key in tables}


def _step(table: Any, ways: dict[str, Scope]) -> Scope | None:
    """One foreign key nearer to a path; one that is always there before one that may be empty."""
    for column in sorted(table.columns, key=lambda column: bool(column.nullable)):
        for key in column.foreign_keys:
            target = key.column.table.name
            if target in ways and target not in _STRANGERS:
                return Scope(((column.name, target), *ways[target].steps))
    return None
