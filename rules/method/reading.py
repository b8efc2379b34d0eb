"""What stands in a version of a method, read into plain parts (读取评价办法).

Numbers are whole or decimal text (``"0.25"``), never floats: the body is hashed, and a hash
must be the same everywhere.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from rules.edition.term import Terms
from rules.method.body import (
    Body,
    Branch,
    Grade,
    Indicator,
    Item,
    List,
    Question,
    Scale,
    SheetForm,
    Source,
    VetoGate,
)
from rules.refusal import N_, Refused


def read_body(given: Mapping[str, Any]) -> Body:
    """The method that ``given`` says; refused with one sentence when a part cannot be read.

    That the parts make sense together is ``rules.method.problems``'s to say.
    """
    try:
        return _read(given)
    except KeyError as lacking:
        raise Refused(N_("The method does not say “{part}”."), part=lacking.args[0]) from None
    except (TypeError, AttributeError, ValueError):
        raise Refused(N_("A part of the method cannot be read.")) from None


def number(given: object) -> Decimal:
    """A whole number or decimal text. Raises ``Refused`` for anything else."""
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise Refused(N_("“{given}” is not a number."), given=str(given)[:40])
    try:
        read = Decimal(str(given).strip())
    except InvalidOperation:
        raise Refused(N_("“{given}” is not a number."), given=str(given)[:40]) from None
    if not read.is_finite():
        raise Refused(N_("“{given}” is not a number."), given=str(given)[:40])
    return read


def _read(given: Mapping[str, Any]) -> Body:
    digits = given.get("round")
    return Body(
        indicators=tuple(_indicator(leaf) for leaf in given["indicators"]),
        groups=tuple(_branch(group) for group in given.get("groups", ())),
        aggregate=str(given.get("aggregate", "arithmetic")),
        missing=str(given.get("missing", "reweight")),
        round=None if digits is None else int(digits),
        ties=str(given.get("ties", "min")),
        draws=int(given.get("draws", 1000)),
        spread=number(given.get("spread", "0.25")),
        peers=tuple(str(peer) for peer in given.get("peers", ())),
        peer_minimum=int(given.get("peer_minimum", 8)),
        coverage=number(given.get("coverage", "0.6")),
        turnout=number(given.get("turnout", "0.5")),
        red=_list(given["red"]),
        black=_list(given["black"]),
        grades=tuple(_grade(grade) for grade in given.get("grades", ())),
        gates=tuple(_gate(gate) for gate in given.get("gates", ())),
        terms=_terms(given.get("terms", {})),
        consecutive=int(given.get("consecutive", 2)),
        sheets=tuple(_sheet(sheet) for sheet in given.get("sheets", ())),
        questions=tuple(_question(q) for q in given.get("questions", ())),
        full=None if given.get("full") is None else number(given["full"]),
        words={str(name): str(text) for name, text in given.get("words", {}).items()},
    )


def _names(given: Mapping[str, Any]) -> tuple[str, str, str]:
    name = str(given["name"])
    return str(given["code"]), name, str(given.get("name_en") or name)


def _parent(given: Mapping[str, Any]) -> str | None:
    above = given.get("parent")
    return None if above is None else str(above)


def _indicator(given: Mapping[str, Any]) -> Indicator:
    code, name, name_en = _names(given)
    source = given["source"]
    return Indicator(
        code=code,
        name=name,
        name_en=name_en,
        parent=_parent(given),
        weight=number(given.get("weight", 1)),
        direction=int(given.get("direction", 1)),
        scale=_scale(given.get("normalise", {})),
        source=Source(str(source["kind"]), str(source.get("name", ""))),
        unit=str(given.get("unit", "")),
        unit_en=str(given.get("unit_en") or given.get("unit", "")),
        shrink=bool(given.get("shrink", False)),
        public=bool(given.get("public", True)),
        hotline=bool(given.get("hotline", False)),
    )


def _scale(given: Mapping[str, Any]) -> Scale:
    ends = {side: None if given.get(side) is None else number(given[side]) for side in _SIDES}
    return Scale(
        kind=str(given.get("kind", "none")),
        log=bool(given.get("log", False)),
        cap=bool(given.get("cap", False)),
        **ends,
    )


_SIDES = ("low", "high")


def _branch(given: Mapping[str, Any]) -> Branch:
    code, name, name_en = _names(given)
    how = given.get("aggregate")
    weight = number(given.get("weight", 1))
    return Branch(code, name, name_en, _parent(given), weight, None if how is None else str(how))


def _grade(given: Mapping[str, Any]) -> Grade:
    needs = given.get("needs")
    return Grade(str(given["code"]), number(given["from"]), None if needs is None else str(needs))


def _gate(given: Mapping[str, Any]) -> VetoGate:
    return VetoGate(*_names(given), effect=str(given["effect"]))


def _question(given: Mapping[str, Any]) -> Question:
    return Question(*_names(given))


def _list(given: Mapping[str, Any]) -> List:
    return List(number(given["share"]), number(given["probability"]))


def _terms(given: Mapping[str, Any]) -> Terms:
    days = ("preview_days", "objection_days", "review_days")
    return Terms(**{name: int(given[name]) for name in days if name in given})


def _sheet(given: Mapping[str, Any]) -> SheetForm:
    return SheetForm(
        *_names(given),
        roles=tuple(str(role) for role in given["roles"]),
        drawn=int(given.get("drawn", 0)),
        items=tuple(_item(item) for item in given["items"]),
    )


def _item(given: Mapping[str, Any]) -> Item:
    code, name, name_en = _names(given)
    head = str(given.get("head", ""))
    head_en = str(given.get("head_en") or head)
    return Item(code, head, head_en, name, name_en, number(given["points"]))
