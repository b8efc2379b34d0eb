"""What a table says of itself to the low-code tools (界面声明). Nothing here is needed."""

from dataclasses import dataclass
from enum import StrEnum


class Changes(StrEnum):
    """Where the rows of a table may be changed (修改方式)."""

    HERE = "here"  # 可在通用界面修改
    BY_ACTS = "by_acts"  # 只经本业务的操作修改
    NEVER = "never"  # 只增不改


@dataclass(frozen=True)
class Screen:
    """How a table shows itself, where the order of its columns does not say enough (界面声明).

    ``title`` is the column that names a row; ``listed``, ``search`` and ``inline`` (tables that
    point here) are names; ``order`` is a column, with ``-`` before it for the last first.
    ``changes`` says where its rows change, ``page`` where the acts are that change them, and
    ``free`` which columns may be changed anyway because no rule of the subject rests on them.
    ``key`` are the columns that tell one row from another in a file that is imported.
    ``indexed`` keeps an index of the words in ``search``, for a table that may grow past some
    thousand rows; without it each search reads the table.
    """

    label: str
    english: str = ""
    icon: str = "table"
    group: str = ""
    title: str = ""
    listed: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    order: str = "-id"
    inline: tuple[str, ...] = ()
    changes: Changes = Changes.HERE
    page: str = ""
    free: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    indexed: bool = False
