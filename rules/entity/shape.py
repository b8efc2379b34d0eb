"""What a table is to the low-code tools: columns, words, a way to its place (实体)."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from models.base import Record
from models.screen import Changes


class Kind(StrEnum):
    """What a column holds, and so how it is asked, filtered and shown (字段类型)."""

    TEXT = "text"  # 文本
    LONG_TEXT = "long_text"  # 多行文本
    NUMBER = "number"  # 数字
    MONEY = "money"  # 金额（分）
    AREA = "area"  # 面积（平方厘米）
    DATE = "date"  # 日期
    MOMENT = "moment"  # 时间
    YES_NO = "yes_no"  # 是否
    CHOICE = "choice"  # 单选
    CHOICES = "choices"  # 多选
    PERSON = "person"  # 人员
    PLACE = "place"  # 地方
    ROW = "row"  # 关联记录
    FILE = "file"  # 文件
    FORMULA = "formula"  # 公式


WHOLE = frozenset({Kind.NUMBER, Kind.MONEY, Kind.AREA})
WIDEST = 2**31 - 1  # the largest number of a column that is not declared for larger ones
REFERENCES = frozenset({Kind.PERSON, Kind.PLACE, Kind.ROW})


@dataclass(frozen=True)
class Choice:
    """One of a closed list. ``english`` is a sentence that has its translation where no ``label``
    is given."""

    code: str
    english: str
    label: str = ""


@dataclass(frozen=True)
class Column:
    """One column of an entity, of the code or added by an administrator (字段).

    ``least`` and ``most`` bound a number (in its own unit: fen, cm²); ``longest`` a text, in
    characters. ``target`` is the entity that a reference points to. ``extra`` values live in the
    row's JSON column. ``formula`` and the conditions are JSON that their own rules read.
    """

    name: str
    kind: Kind
    label: str
    english: str
    unit: str = ""
    help: str = ""
    help_en: str = ""
    measure: bool = False
    dimension: bool = False
    personal: bool = False
    required: bool = False
    writable: bool = False
    extra: bool = False
    indexed: bool = False
    hidden: bool = False
    longest: int | None = None
    least: int | None = None
    most: int | None = None
    pattern: str = ""
    target: str = ""
    default: Any = None
    digits: int = 0  # decimals of what a formula gives
    group: str = ""
    choices: tuple[Choice, ...] = ()
    required_if: Any = field(default=None, hash=False)
    visible_if: Any = field(default=None, hash=False)
    valid_if: Any = field(default=None, hash=False)
    valid_words: str = ""  # what is said when ``valid_if`` does not hold
    formula: str = ""

    @property
    def is_reference(self) -> bool:
        """Whether it points to a row of another table."""
        return self.kind in REFERENCES

    @property
    def of_person(self) -> bool:
        """Whether it names or reaches a person, be it one in office: no figure may count by it."""
        return self.personal or self.kind is Kind.PERSON


@dataclass(frozen=True)
class Scope:
    """How a row finds the place it belongs to (归属).

    ``steps`` are foreign keys to follow, each with the table it leads to; the last table, or the
    row's own where there is none, has a ``path``. ``whole`` rows belong to no place.
    """

    steps: tuple[tuple[str, str], ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Entity:
    """A described table, or the answers to one form (实体)."""

    key: str
    model: type[Record]
    label: str
    english: str
    columns: tuple[Column, ...]
    scope: Scope
    icon: str = "table"
    group: str = ""
    title: str = "id"
    listed: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    order: str = "-id"
    inline: tuple[str, ...] = ()
    changes: Changes = Changes.HERE
    page: str = ""
    key_columns: tuple[str, ...] = ()
    only: tuple[tuple[str, Any], ...] = ()  # column and value: these rows of the table alone

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by their names."""
        return {column.name: column for column in self.columns}

    @property
    def table(self) -> Any:
        """The table of the database."""
        return self.model.__table__  # type: ignore[attr-defined]  # SQLModel adds it

    @property
    def can_extend(self) -> bool:
        """Whether its rows can hold custom fields."""
        return "extra" in self.table.columns
