"""How each bank writes its statements: the headers by which a layout is known (对账单版式).

A file is known by its header row and never by its name. Whatever is not known here is read
with a mapping that a person confirms.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from rules.refusal import N_, Refused

HEADER_WITHIN = 60  # rows: Alipay writes two dozen lines above its header
GENERIC = "generic"
LONGEST_MAPPING = 2000


@dataclass(frozen=True)
class Layout:
    """Which column holds what, by its header (版式).

    Money stands in one signed column, in one beside a word for its direction, or in two.
    """

    code: str
    bank: str
    day: str
    time: str = ""
    amount: str = ""
    direction: str = ""
    income: str = ""
    outgo: str = ""
    balance: str = ""
    number: str = ""
    status: str = ""
    summary: tuple[str, ...] = ()  # what kind of movement: words of the bank
    party: tuple[str, ...] = ()  # who, and what people wrote: may name persons

    @property
    def needs(self) -> frozenset[str]:
        """The headers without which this is another layout."""
        single = (self.day, self.amount, self.direction, self.income, self.outgo)
        return frozenset(
            name for name in (*single, self.balance, self.number, *self.summary) if name
        )


LAYOUTS = (
    Layout(
        "alipay",
        "支付宝",
        day="交易时间",
        amount="金额",
        direction="收/支",
        number="交易订单号",
        status="交易状态",
        summary=("交易分类",),
        party=("交易对方", "商品说明", "备注"),
    ),
    Layout(
        "wechat",
        "微信支付",
        day="交易时间",
        amount="金额(元)",
        direction="收/支",
        number="交易单号",
        status="当前状态",
        summary=("交易类型",),
        party=("交易对方", "商品", "备注"),
    ),
    Layout(
        "icbc",
        "中国工商银行",
        day="交易日期",
        income="记账金额(收入)",
        outgo="记账金额(支出)",
        balance="余额",
        summary=("摘要",),
        party=("对方户名", "交易场所", "交易详情"),
    ),
    Layout(
        "boc",
        "中国银行",
        day="记账日期",
        time="记账时间",
        amount="金额",
        balance="余额",
        summary=("交易名称",),
        party=("对方账户名", "附言"),
    ),
    Layout(
        "cmb",
        "招商银行",
        day="记账日期",
        amount="交易金额",
        balance="联机余额",
        summary=("交易摘要",),
        party=("对手信息", "客户摘要"),
    ),
    Layout(
        "bocom",
        "交通银行",
        day="交易日期",
        time="交易时间",
        amount="交易金额",
        direction="借贷",
        balance="余额",
        summary=("交易类型",),
        party=("对方户名", "摘要"),
    ),
    Layout(
        "ccb",
        "中国建设银行",
        day="交易日期",
        time="交易时间",
        income="收入",
        outgo="支出",
        balance="账户余额",
        summary=("摘要",),
        party=("对方户名", "交易地点"),
    ),
    Layout(
        "spdb",
        "浦发银行",
        day="交易日期",
        income="存入金额",
        outgo="取出金额",
        balance="余额",
        summary=("交易类型",),
        party=("交易对手名称", "附言"),
    ),
)
BY_CODE = {layout.code: layout for layout in LAYOUTS}
MAPPED = tuple(  # what a person may point at in a layout that nobody knows
    field.name for field in fields(Layout) if field.name not in {"code", "bank", "status"}
)


def flat(cell: Any) -> str:
    """A header as it is compared: one width, without spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(cell)))


def found_in(
    rows: Sequence[Sequence[Any]], given: Layout | None = None
) -> tuple[Layout, int] | None:
    """The layout of these rows and which row is its header; ``None`` when none is known."""
    wanted = (given,) if given is not None else LAYOUTS
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        names = {flat(cell) for cell in row}
        for layout in wanted:
            if layout.needs <= names:
                return layout, index
    return None


def unknown(sheets: Sequence[Sequence[Sequence[Any]]]) -> Refused:
    """The refusal of a file in no known layout: what was expected, and what comes closest."""
    names = "、".join(layout.bank for layout in LAYOUTS)
    layout, missing = closest([row for rows in sheets for row in rows[:HEADER_WITHIN]])
    return Refused(
        N_(
            "This is not a statement in a known layout ({names}). Closest is {bank}, but the "
            "column {missing} is not there. Say below what the columns hold, or export it anew."
        ),
        names=names,
        bank=layout.bank,
        missing="、".join(missing),
    )


def closest(rows: Sequence[Sequence[Any]]) -> tuple[Layout, list[str]]:
    """The layout that fits the best of these rows most, and what it lacks there."""
    best = (-1.0, LAYOUTS[0], sorted(LAYOUTS[0].needs))
    for row in rows:
        names = {flat(cell) for cell in row}
        for layout in LAYOUTS:
            share = len(layout.needs & names) / len(layout.needs)
            if share > best[0]:
                best = (share, layout, sorted(layout.needs - names))
    return best[1], best[2]


def mapped(columns: Mapping[str, str]) -> Layout:
    """The layout that a person described: which header holds what."""
    given = {name: flat(header) for name, header in columns.items() if header}
    if unknown_names := set(given) - set(MAPPED):
        raise Refused(N_("Unknown column: {name}."), name=min(unknown_names))
    if "day" not in given:
        raise Refused(N_("Say which column holds the day."))
    if "amount" not in given and not {"income", "outgo"} <= set(given):
        raise Refused(N_("Say which column holds the amount, or which two hold in and out."))
    if "amount" in given and {"income", "outgo"} & set(given):
        raise Refused(N_("Give either one column for the amount, or one for in and one for out."))
    several = {name: (given.pop(name),) for name in ("summary", "party") if name in given}
    return Layout(code=GENERIC, bank="", **given, **several)  # type: ignore[arg-type]


def to_text(columns: Mapping[str, str]) -> str:
    """A mapping as it is kept beside the account."""
    mapped(columns)
    text = json.dumps({k: v for k, v in columns.items() if v}, ensure_ascii=False, sort_keys=True)
    if len(text) > LONGEST_MAPPING:
        raise Refused(N_("The headers of these columns are too long to be kept."))
    return text


def from_text(text: str) -> dict[str, str]:
    """The mapping that was kept; empty when there is none."""
    kept: dict[str, str] = json.loads(text) if text else {}
    return kept
