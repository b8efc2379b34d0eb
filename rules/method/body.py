"""What stands in a version of a method, read into plain parts (评价办法正文).

Numbers are whole or decimal text (``"0.25"``), never floats: the body is hashed, and a hash
must be the same everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from rules.edition.term import Terms
from rules.refusal import N_, Refused


@dataclass(frozen=True)
class Source:
    """Where the values of an indicator come from (数据来源)."""

    kind: str  # sheet, survey, entered, platform
    name: str = ""  # the sheet's code, or the platform's figure


@dataclass(frozen=True)
class Scale:
    """How raw values become points: see ``rules.ranking`` (标准化)."""

    kind: str = "none"
    low: Decimal | None = None
    high: Decimal | None = None
    log: bool = False
    cap: bool = False


@dataclass(frozen=True)
class Indicator:
    """A leaf of the tree (指标)."""

    code: str
    name: str
    name_en: str
    parent: str | None
    weight: Decimal
    direction: int
    scale: Scale
    source: Source
    unit: str = ""
    shrink: bool = False  # small samples lean on their peers
    public: bool = True  # its evidence may be shown to everybody
    hotline: bool = False  # the most of these are put on the rectification list


@dataclass(frozen=True)
class Branch:
    """A group of indicators (指标组)."""

    code: str
    name: str
    name_en: str
    parent: str | None
    weight: Decimal
    aggregate: str | None = None


@dataclass(frozen=True)
class Item:
    """One line of a score sheet, with the most points it can bring (评分项)."""

    code: str
    head: str
    head_en: str
    name: str
    name_en: str
    points: Decimal


@dataclass(frozen=True)
class SheetForm:
    """A score sheet, and who fills it in (评分表)."""

    code: str
    name: str
    name_en: str
    roles: tuple[str, ...]
    drawn: int  # how many experts are drawn for each compound; 0: whoever has the role
    items: tuple[Item, ...]

    @property
    def most(self) -> Decimal:
        """The points of a sheet without a fault."""
        return sum((item.points for item in self.items), Decimal(0))


@dataclass(frozen=True)
class Question:
    """One question to the owners, answered from 1 to 5 (满意度问题)."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class VetoGate:
    """A fact that outweighs all points (一票否决): ``not_red`` or ``black``."""

    code: str
    name: str
    name_en: str
    effect: str


@dataclass(frozen=True)
class List:
    """When a compound comes on a list: surely enough among the outer part (上榜条件)."""

    share: Decimal
    probability: Decimal


@dataclass(frozen=True)
class Grade:
    """A named band of scores, from ``least`` on (等级)."""

    code: str
    least: Decimal


@dataclass(frozen=True)
class Body:
    """A whole method (评价办法)."""

    indicators: tuple[Indicator, ...]
    groups: tuple[Branch, ...]
    aggregate: str
    missing: str
    round: int | None
    ties: str
    draws: int
    spread: Decimal
    peers: tuple[str, ...]  # of type, age, size
    peer_minimum: int  # a smaller peer group is ranked with everybody
    coverage: Decimal  # the least share of the weight that must be measured
    turnout: Decimal  # the least share of households that must answer, 0 to 1
    red: List
    black: List
    grades: tuple[Grade, ...]
    gates: tuple[VetoGate, ...]
    terms: Terms
    consecutive: int  # black editions in a row that escalate
    sheets: tuple[SheetForm, ...]
    questions: tuple[Question, ...]
    words: Mapping[str, str] = field(default_factory=dict)  # sources and remarks, for readers

    def sheet(self, code: str) -> SheetForm | None:
        """The score sheet called ``code``."""
        return next((sheet for sheet in self.sheets if sheet.code == code), None)

    def indicator(self, code: str) -> Indicator | None:
        """The indicator called ``code``."""
        return next((leaf for leaf in self.indicators if leaf.code == code), None)


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
        grades=tuple(Grade(str(g["code"]), number(g["from"])) for g in given.get("grades", ())),
        gates=tuple(_gate(gate) for gate in given.get("gates", ())),
        terms=_terms(given.get("terms", {})),
        consecutive=int(given.get("consecutive", 2)),
        sheets=tuple(_sheet(sheet) for sheet in given.get("sheets", ())),
        questions=tuple(_question(q) for q in given.get("questions", ())),
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
