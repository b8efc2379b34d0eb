"""The parts of a right (数据权限), and the doors that ask for one."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.member import Role
from rules.entity import Entity

EVERYONE = "everyone"  # with or without an account (所有人)
FORMS, ANSWERS = "form:", "form_answer"


class Action(StrEnum):
    """What may be done to rows (操作权限)."""

    READ = "read"  # 查看
    MEASURE = "measure"  # 计入指标
    EXPORT = "export"  # 导出
    CREATE = "create"  # 新增
    CHANGE = "change"  # 修改
    REMOVE = "remove"  # 删除
    IMPORT = "import"  # 导入
    BULK = "bulk"  # 批量修改


WRITING = frozenset({Action.CREATE, Action.CHANGE, Action.REMOVE, Action.IMPORT, Action.BULK})
ACTIONS = tuple(Action)


class Door(StrEnum):
    """By which way rows are asked for (数据入口)."""

    LIST = "list"  # 列表
    COUNT = "count"  # 计数
    SEARCH = "search"  # 搜索
    PICKER = "picker"  # 选择器
    DETAIL = "detail"  # 详情
    EXPORT = "export"  # 导出
    METRIC = "metric"  # 指标
    HISTORY = "history"  # 历史
    URL = "url"  # 网址参数

    @property
    def action(self) -> Action:
        """The right that this door asks for."""
        asked = {Door.EXPORT: Action.EXPORT, Door.METRIC: Action.MEASURE}
        return asked.get(self, Action.READ)


@dataclass(frozen=True)
class Right:
    """What one role may do to some rows of some tables (数据权限).

    ``fields`` is ``None`` for every column, those added later too. ``rows`` is the condition as
    JSON, read against the table's columns when they are known. ``source`` is the key of its
    definition.
    """

    role: str
    tables: frozenset[str]
    actions: frozenset[Action]
    fields: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    rows: Any = field(default=None, hash=False)
    source: str = ""

    def about(self, key: str) -> bool:
        """Whether it speaks of the table; answers to any form go with the table of answers."""
        return key in self.tables or (key.startswith(FORMS) and ANSWERS in self.tables)

    def columns(self, entity: Entity) -> frozenset[str]:
        """The columns of ``entity`` that it covers; the number of a row comes with every right."""
        known = frozenset(entity.by_name)
        named = known if self.fields is None else self.fields & known
        return (named - self.without) | {"id"}


class Roles:
    """The roles that rights are given to, in the order in which they are shown (权限角色)."""

    known: tuple[str, ...] = (EVERYONE, *(role.value for role in Role))
