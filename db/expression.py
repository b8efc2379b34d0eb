"""Pieces of SQL that mean the same to SQLite and to PostgreSQL (通用表达式).

``Stored`` is the value of a custom field: it lives in a JSON column, where anything may have been
left behind, so what is not of its kind is nothing. The key is written out and not bound: an
index on the same expression can answer for it.
"""

import re
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Numeric,
    String,
    literal_column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import BigInteger, TypeEngine

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_WHOLE_DIGITS, _PARTS_LIMIT = 18, 10**15
_LIMIT = 10**_WHOLE_DIGITS
_DAY_GLOB = "-".join(("[0-9]" * 4, "[0-9]" * 2, "[0-9]" * 2))


class Stored(FunctionElement[Any]):
    """One value of a JSON column as a text, a whole number, a number, yes/no or a list (扩展值)."""

    inherit_cache = True
    name = "stored"
    type: TypeEngine[Any]

    def __init__(self, column: ColumnElement[Any], key: str) -> None:
        assert _KEY.fullmatch(key), f"not a key: {key!r}"
        super().__init__(column, literal_column(key))


class StoredText(Stored):
    """A text or a code (文本)."""

    inherit_cache = True
    type = String()


class StoredDay(Stored):
    """A day as 2026-06-10 (日期)."""

    inherit_cache = True
    type = String()


class StoredWhole(Stored):
    """A whole number of at most 18 digits: a count, fen, cm², an id (整数)."""

    inherit_cache = True
    type = BigInteger()


class StoredNumber(Stored):
    """A number that may have decimals, of at most 15 digits before the point (数)."""

    inherit_cache = True
    type = Numeric(asdecimal=False)


class StoredYesNo(Stored):
    """Yes or no (是否)."""

    inherit_cache = True
    type = Boolean()


class StoredList(Stored):
    """A list with at least one text in it, as JSON text (多选)."""

    inherit_cache = True
    type = String()


class StoredFile(Stored):
    """The name or number of a file (文件)."""

    inherit_cache = True
    type = String()


def _parts(element: Stored, compiler: Any, **kw: Any) -> tuple[str, str]:
    column, key = element.clauses
    return compiler.process(column, **kw), str(key)


_SQLITE: dict[type[Stored], str] = {
    StoredText: "CASE WHEN json_type({c}, '$.{k}') = 'text' THEN json_extract({c}, '$.{k}') END",
    StoredDay: "CASE WHEN json_type({c}, '$.{k}') = 'text'"
    f" AND json_extract({{c}}, '$.{{k}}') GLOB '{_DAY_GLOB}'"
    " THEN json_extract({c}, '$.{k}') END",
    StoredWhole: "CASE WHEN json_type({c}, '$.{k}') = 'integer'"
    f" AND json_extract({{c}}, '$.{{k}}') > -{_LIMIT}"
    f" AND json_extract({{c}}, '$.{{k}}') < {_LIMIT}"
    " THEN json_extract({c}, '$.{k}') END",
    StoredNumber: "CASE WHEN json_type({c}, '$.{k}') IN ('integer', 'real')"
    f" AND json_extract({{c}}, '$.{{k}}') > -{_PARTS_LIMIT}"
    f" AND json_extract({{c}}, '$.{{k}}') < {_PARTS_LIMIT}"
    " THEN json_extract({c}, '$.{k}') END",
    StoredYesNo: "CASE json_type({c}, '$.{k}') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END",
    StoredList: "CASE WHEN json_type({c}, '$.{k}') = 'array'"
    " AND EXISTS (SELECT 1 FROM json_each({c}, '$.{k}') AS one WHERE one.type = 'text')"
    " THEN json_extract({c}, '$.{k}') END",
    StoredFile: "CASE WHEN json_type({c}, '$.{k}') IN ('text', 'integer')"
    " THEN CAST(json_extract({c}, '$.{k}') AS TEXT) END",
}
_POSTGRESQL: dict[type[Stored], str] = {
    StoredText: "CASE WHEN json_typeof({c} -> '{k}') = 'string' THEN {c} ->> '{k}' END",
    StoredDay: "CASE WHEN json_typeof({c} -> '{k}') = 'string'"
    " AND ({c} ->> '{k}') ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$'"
    " THEN {c} ->> '{k}' END",
    StoredWhole: "CASE WHEN json_typeof({c} -> '{k}') = 'number'"
    f" AND ({{c}} ->> '{{k}}') ~ '^-?[0-9]{{{{1,{_WHOLE_DIGITS}}}}}$'"
    " THEN ({c} ->> '{k}')::bigint END",
    StoredNumber: "CASE WHEN json_typeof({c} -> '{k}') = 'number'"
    f" AND abs(({{c}} ->> '{{k}}')::numeric) < {_PARTS_LIMIT}"
    " THEN ({c} ->> '{k}')::numeric END",
    StoredYesNo: "CASE WHEN json_typeof({c} -> '{k}') = 'boolean'"
    " THEN ({c} ->> '{k}')::boolean END",
    StoredList: "CASE WHEN json_typeof({c} -> '{k}') = 'array' AND EXISTS (SELECT 1 FROM"
    " json_array_elements(CASE WHEN json_typeof({c} -> '{k}') = 'array' THEN {c} -> '{k}'"
    " ELSE '[]'::json END) AS one WHERE json_typeof(one.value) = 'string')"
    " THEN ({c} -> '{k}')::text END",
    StoredFile: "CASE WHEN json_typeof({c} -> '{k}') = 'string' OR ({c} ->> '{k}')"
    " ~ '^-?[0-9]+$' AND json_typeof({c} -> '{k}') = 'number' THEN {c} ->> '{k}' END",
}


@compiles(Stored, "sqlite")
def _stored_on_sqlite(element: Stored, compiler: Any, **kw: Any) -> str:
    column, key = _parts(element, compiler, **kw)
    return f"({_SQLITE[type(element)].format(c=column, k=key)})"


@compiles(Stored, "postgresql")
def _stored_on_postgresql(element: Stored, compiler: Any, **kw: Any) -> str:
    column, key = _parts(element, compiler, **kw)
    return f"({_POSTGRESQL[type(element)].format(c=column, k=key)})"


class Bytewise(FunctionElement[str]):
    """A text ordered by its code points, whatever the language of the database (按码位)."""

    inherit_cache = True
    name = "bytewise"
    type = String()


class Folded(FunctionElement[str]):
    """A text with A–Z as a–z and nothing else changed (折叠大小写)."""

    inherit_cache = True
    name = "folded"
    type = String()


class FoundAt(FunctionElement[int]):
    """Where the second text begins in the first, from 1; 0 where it does not (出现位置)."""

    inherit_cache = True
    name = "found_at"
    type = Integer()


class Listed(FunctionElement[bool]):
    """Whether a list, as JSON text, has one text in it (列表包含)."""

    inherit_cache = True
    name = "listed"
    type = Boolean()


_ALIKE: dict[type[FunctionElement[Any]], tuple[str, str]] = {
    Bytewise: ("{0}", '({0} COLLATE "C")'),
    Folded: ("lower({0})", 'lower({0} COLLATE "C")'),
    FoundAt: ("instr({0}, {1})", "strpos({0}, {1})"),
    Listed: (
        "EXISTS (SELECT 1 FROM json_each({0}) AS one WHERE one.type = 'text' AND one.value = {1})",
        "EXISTS (SELECT 1 FROM json_array_elements(({0})::json) AS one"
        " WHERE json_typeof(one.value) = 'string' AND one.value #>> '{{}}' = {1})",
    ),
}


def _alike(element: FunctionElement[Any], compiler: Any, which: int, **kw: Any) -> str:
    parts = [compiler.process(part, **kw) for part in element.clauses]
    return _ALIKE[type(element)][which].format(*parts)


for _class in _ALIKE:

    @compiles(_class, "sqlite")
    def _on_sqlite(element: FunctionElement[Any], compiler: Any, **kw: Any) -> str:
        return _alike(element, compiler, 0, **kw)

    @compiles(_class, "postgresql")
    def _on_postgresql(element: FunctionElement[Any], compiler: Any, **kw: Any) -> str:
        return _alike(element, compiler, 1, **kw)
