"""What a field of each kind needs to know besides (字段内容): choices, bounds, a formula."""

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.custom.words import result
from components.language import _
from components.table import words
from components.text import plain
from rules.entity import Entity, Kind
from rules.entity.custom import RESULTS
from rules.formula import LONGEST, TYPES
from rules.formula.signature import MOST_DIGITS
from rules.money import fen_of
from rules.refusal import Refused

MOST_CHOICES = 100
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
_FEN = 100


def asked(of: Entity, body: Mapping[str, Any], key: str, kind: Kind) -> dict[str, Any]:
    """The parts that belong to ``kind``."""
    if kind in {Kind.CHOICE, Kind.CHOICES}:
        return {"choices": _choices(body, key)}
    if kind is Kind.FORMULA:
        return _formula(of, body, key)
    if kind in _TEXTS:
        return _text(body, key, kind)
    if kind in {Kind.NUMBER, Kind.MONEY}:
        return _bounds(body, key, kind)
    return {}


def _choices(body: Mapping[str, Any], key: str) -> list[dict[str, str]]:
    """One a line; a choice that is there already keeps its code, whatever stands around it."""
    old = {choice["label"]: choice for choice in body.get("choices") or ()}
    text = st.text_area(
        _("What is there to choose from? One a line."),
        "\n".join(old),
        key=f"{key}_choices",
        placeholder=_("For instance: east gate"),
    )
    lines = [" ".join(line.split()) for line in (text or "").splitlines()]
    labels = [line for line in dict.fromkeys(lines) if line][:MOST_CHOICES]
    codes = {choice["code"] for choice in old.values()}
    found, number = [], 1
    for label in labels:
        if label in old:
            found.append(dict(old[label]))
            continue
        while f"c{number}" in codes:
            number += 1
        codes.add(f"c{number}")
        found.append({"code": f"c{number}", "label": label})
    return found


def _text(body: Mapping[str, Any], key: str, kind: Kind) -> dict[str, Any]:
    with st.container(horizontal=True):
        longest = st.number_input(
            _("Most characters"),
            min_value=1,
            max_value=200 if kind is Kind.TEXT else 4_000,
            value=body.get("longest"),
            step=1,
            key=f"{key}_longest_{kind.value}",
        )
        pattern = ""
        if kind is Kind.TEXT:
            pattern = st.text_input(
                _("Pattern"),
                body.get("pattern", ""),
                max_chars=120,
                key=f"{key}_pattern",
                placeholder=r"1\d{10}",
                help=_("How it must be written, as a simple regular expression."),
            )
    return {"longest": longest, "pattern": (pattern or "").strip()}


def _bounds(body: Mapping[str, Any], key: str, kind: Kind) -> dict[str, Any]:
    with st.container(horizontal=True):
        found = {
            "least": _bound(_("At least"), body.get("least"), f"{key}_least", kind),
            "most": _bound(_("At most"), body.get("most"), f"{key}_most", kind),
        }
        if kind is Kind.NUMBER:
            found["unit"] = _unit(body, key)
    return found


def _bound(label: str, given: int | None, key: str, kind: Kind) -> Any:
    if kind is Kind.NUMBER:
        number = st.number_input(label, value=given, step=1, key=key)
        return None if number is None else int(number)
    start = "" if given is None else f"{given / _FEN:.2f}".removesuffix(".00")
    text = st.text_input(_("{label} (yuan)", label=label), start, max_chars=20, key=f"{key}_fen")
    try:
        return fen_of(text) if (text or "").strip() else None
    except Refused:
        return text  # the check below says what is wrong with it


def _unit(body: Mapping[str, Any], key: str) -> str:
    told = st.text_input(
        _("Unit of measure"), body.get("unit", ""), max_chars=10, key=f"{key}_unit"
    )
    return (told or "").strip()


def _formula(of: Entity, body: Mapping[str, Any], key: str) -> dict[str, Any]:
    text = st.text_area(
        _("Formula"),
        body.get("formula", ""),
        max_chars=LONGEST,
        key=f"{key}_formula",
        placeholder="如果(x_n > 3, x_n × 2, 0)",
        help=_(
            "+ − × ÷, comparisons, and: if, min, max, round, days, today, concat, filled, "
            "default, yuan, m2."
        ),
    )
    known = [column for column in of.columns if column.kind in TYPES]
    used = set(re.findall(r"\w+", text or ""))
    told = "  ".join(f"`{c.name}` {plain(words.column(c))}" for c in known if c.name not in used)
    with st.popover(_("Columns it may use"), icon=":material/view_column:"):
        st.markdown(told)
    with st.container(horizontal=True):
        given = st.selectbox(
            _("What does it give?"),
            [one.value for one in RESULTS],
            index=[one.value for one in RESULTS].index(body.get("result", "number")),
            format_func=lambda code: result(Kind(code)),
            key=f"{key}_result",
        )
        found: dict[str, Any] = {"formula": (text or "").strip(), "result": given}
        if given == Kind.NUMBER:
            found["digits"] = int(
                st.number_input(
                    _("Decimals"), 0, MOST_DIGITS, int(body.get("digits", 0)), key=f"{key}_digits"
                )
            )
            found["unit"] = _unit(body, key)
    return found
