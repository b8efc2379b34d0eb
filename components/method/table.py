"""Rows of a method in a table that is edited in place (表格编辑)."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.method.bench import Bench, Plain
from components.method.number import shown

NUMBERS = frozenset({"points", "from"})  # may be kept as decimal text
_BASES = "nb_method_tables"


def edited(
    here: Bench, key: str, rows: Sequence[Plain], columns: Mapping[str, Any], alt: str
) -> list[Plain]:
    """``rows`` as the table says: added, removed and changed; unknown parts of a row stay.

    A table applies its changes to what it began with, so that is held for as long as it is shown.
    """
    where = here.key(key)
    bases: dict[str, list[Plain]] = st.session_state.setdefault(_BASES, {})
    if where not in st.session_state or where not in bases:
        for gone in [key for key in bases if key not in st.session_state]:
            del bases[gone]
        bases[where] = list(rows)
    base = bases[where]
    parts = list(columns)
    import pandas as pd  # noqa: PLC0415 65 MB that most servers never need

    frame = pd.DataFrame(
        [
            {part: _shown(part, row.get(part)) for part in parts} | {"code": row["code"]}
            for row in base
        ],
        columns=[*parts, "code"],
        dtype=object,
    )
    found = st.data_editor(
        frame,
        key=where,
        num_rows="dynamic",
        hide_index=True,
        column_order=parts,
        column_config=dict(columns),
        width="stretch",
        alt=alt,
    )
    known = {row["code"]: row for row in base}
    made = [_row(given, known, parts) for given in found.to_dict("records")]
    return [row for row in made if row]


def _row(given: Mapping[Any, Any], known: Mapping[str, Plain], parts: list[str]) -> Plain:
    """One row; empty where somebody only began one."""
    code = given.get("code")
    old = known.get(code, {}) if isinstance(code, str) else {}
    new = {part: _cell(given.get(part)) for part in parts}
    if not old and not any(value not in (None, "") for value in new.values()):
        return {}
    written = {part: value for part, value in new.items() if part in old or value not in (None, "")}
    same = {part: old[part] for part, value in written.items() if _same(old.get(part), value)}
    return old | written | same


def _shown(part: str, value: Any) -> Any:
    return shown(value) if part in NUMBERS else value


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return None if value is None or value != value else value  # noqa: PLR0124 nan alone is not itself


def _same(before: Any, after: Any) -> bool:
    return before == after or str(before) == str(after)


def with_codes(rows: list[Plain], stem: str) -> list[Plain]:
    """New rows get a code that no other has."""
    taken = {row["code"] for row in rows if "code" in row}
    made = []
    for row in rows:
        code = row.get("code")
        if code is None:
            code = next(c for n in range(1, 10_000) if (c := f"{stem}{n:02d}") not in taken)
            taken.add(code)
        made.append({"code": code} | row)
    return made
