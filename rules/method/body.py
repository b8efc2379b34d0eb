"""The parts of a method, as everybody below and above reads them (评价办法正文)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rules.edition.term import Terms


@dataclass(frozen=True)
class Source:
    """Where the values of an indicator come from (数据来源).

    ``sheet``: the mean of the signed sheets' points. ``survey``: the mean of the answers from
    1 to 5, to one question or, unnamed, to all. ``platform``: what the house holds. ``entered``:
    typed or imported.
    """

    kind: str
    name: str = ""  # the sheet's or the question's code, or the platform's figure


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
    unit_en: str = ""


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
    """A named band of scores, from ``least`` on (等级).

    Where it ``needs`` a group or indicator, it falls only on whoever has a measured value above
    zero there; everybody else is given the grade above it.
    """

    code: str
    least: Decimal
    needs: str | None = None


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
    full: Decimal | None = None  # the score of a compound without a fault; None: points add up
    words: Mapping[str, str] = field(default_factory=dict)  # sources and remarks, for readers

    def sheet(self, code: str) -> SheetForm | None:
        """The score sheet called ``code``."""
        return next((sheet for sheet in self.sheets if sheet.code == code), None)

    def indicator(self, code: str) -> Indicator | None:
        """The indicator called ``code``."""
        return next((leaf for leaf in self.indicators if leaf.code == code), None)
