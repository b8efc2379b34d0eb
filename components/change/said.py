"""A body as people read it (变更内容的说法): tables and columns by their names, conditions as
sentences. What stays a code is named by ``words``."""

from collections.abc import Mapping
from typing import Any

from components.condition import in_words
from components.language import _
from components.table.words import column, table
from rules.entity import Entity
from services.entity import entities

CONDITIONS = frozenset({"visible_if", "required_if", "valid_if", "rows", "filter", "where"})
_TABLES = ("entity", "table", "tables")
_COLUMNS = ("fields", "names", "column", "columns", "without", "search", "filters", "dimensions")
Body = Mapping[str, Any]


def said(body: Body | None, of: Entity | None = None) -> dict[str, Any] | None:
    """The body with names in the place of codes; ``of`` is the table that it stands in."""
    if body is None:
        return None
    named = body.get("entity") or body.get("table")
    here = entities().get(named) if isinstance(named, str) else None
    return {name: _value(name, inner, here or of) for name, inner in body.items()}


def _value(name: str, value: Any, of: Entity | None) -> Any:
    if isinstance(value, Mapping):
        if name in CONDITIONS and value and of is not None:
            return in_words(value, of)
        return said(value, of)
    if isinstance(value, list | tuple):
        told = [_value(name, inner, of) for inner in value]
        known = told != list(value) and all(isinstance(one, str) for one in told)
        return _(", ").join(told) if known else told
    return _code(name, value, of) if isinstance(value, str) else value


def _code(name: str, code: str, of: Entity | None) -> str:
    if name in _TABLES and code in entities():
        return table(entities()[code])
    if name in _COLUMNS and of is not None and code in of.by_name:
        return column(of.by_name[code])
    return code
