"""Which tables are indexed, and what their rows are found by (可检索的表)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import SQLModel

from db.search.gram import folded
from models.base import Extended, Record
from models.screen import Screen


def is_indexed(model: type[SQLModel]) -> bool:
    """Whether an index is kept of what rows of ``model`` say."""
    screen = getattr(model, "__screen__", None)
    return isinstance(screen, Screen) and screen.indexed


def names(model: type[SQLModel]) -> tuple[str, ...]:
    """The columns of the code that rows of ``model`` are found by."""
    screen: Screen = getattr(model, "__screen__")  # noqa: B009 only a class that is shown has one
    return screen.search


def columns(model: type[SQLModel]) -> tuple[str, ...]:
    """What must be known of a row to say what it is found by."""
    return (*names(model), "extra") if issubclass(model, Extended) else names(model)


def indexed() -> dict[str, type[Record]]:
    """Every table with an index, by its name."""
    found = (mapper.class_ for mapper in Record._sa_registry.mappers)
    return {str(model.__tablename__): model for model in found if is_indexed(model)}


def texts(model: type[SQLModel], values: Mapping[str, Any]) -> dict[str, str]:
    """What a row is found by, folded, by column: the names its screen gives, and all texts that
    administrators' own columns hold, so that a new column is found from its first value on."""
    given = {name: values.get(name) for name in names(model)}
    if issubclass(model, Extended):
        given |= {k: v for k, v in (values.get("extra") or {}).items() if isinstance(v, str)}
    found = {name: folded(str(value)) for name, value in given.items() if value is not None}
    return {name: text for name, text in found.items() if text}
