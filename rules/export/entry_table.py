"""``entries.csv``: one row for each entry of the books (记账凭证表)."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.ledger import AccountKind, EntryKind, PartyKind
from rules.export.amount import yuan
from rules.export.book import Book, Leaf, Leaves, entries
from rules.export.column import Column, Table, fen

BOUND = {  # what an entry may stand on: column, and what the leaf calls it
    "contract": (
        ("合同", "Contract"),
        ("所依据的经营合同编号。", "Number of the contract that the money is due from."),
    ),
    "spending": (
        ("支出事项", "Spending"),
        (
            "所依据的支出事项编号，页面 /spending?id=编号 。",
            "Number of the spending that was decided; its page is /spending?id=number.",
        ),
    ),
    "standing": (
        ("小额授权", "Standing authorisation"),
        ("所依据的小额支出授权编号。", "Number of the standing authorisation for small sums."),
    ),
    "claim": (
        ("清收事项", "Claim"),
        (
            "收回的清收事项编号，页面 /claims?id=编号 。",
            "Number of the claim that this recovers; its page is /claims?id=number.",
        ),
    ),
    "distribution": (
        ("分配方案", "Distribution"),
        ("所依据的收益分配方案编号。", "Number of the plan by which revenue is distributed."),
    ),
}
SHA256 = {"pattern": "[0-9a-f]{64}"}
NUMBER = Column(
    "number",
    "integer",
    ("凭证号", "Number"),
    ("从 1 起连续编号，不断号。", "From 1, without a gap."),
    rule={"required": True, "minimum": 1},
)
DAY = Column(
    "day",
    "date",
    ("日期", "Day"),
    ("钱款收付的日期（北京时间）。", "The day the money moved, on China's calendar."),
    rule={"required": True},
)
PERIOD = Column(
    "period",
    "integer",
    ("会计期间", "Period"),
    ("期间序号，起止日期见 statement.csv 。", "Number of the period; its days: statement.csv."),
    rule={"required": True, "minimum": 1},
)
HEAD = Column(
    "head",
    "string",
    ("类别", "Head"),
    (
        "收入类别 G01–G08，用途 E01 起，维修资金 M01 起；资金划转为空。名称见 accounts.csv 。",
        "Income G01–G08, uses from E01, maintenance fund from M01; empty where money only "
        "moves. Names: accounts.csv.",
    ),
)
COLUMNS = (
    NUMBER,
    DAY,
    PERIOD,
    Column(
        "kind",
        "string",
        ("凭证种类", "Kind"),
        (
            "opening 期初，receipt 收款，payment 付款，transfer 转账，reversal 红冲。",
            "opening, receipt, payment, transfer between accounts, or reversal of an entry.",
        ),
        rule={"required": True, "enum": [kind.value for kind in EntryKind]},
    ),
    HEAD,
    *fen("amount", ("金额", "Amount"), ("借方合计，不分收支。", "Sum of the debits, unsigned.")),
    *fen(
        "effect",
        ("余额变动", "Effect"),
        (
            "账户余额因此变动多少：收入为正，支出为负，互转为零。逐行相加即为余额。",
            "What it did to the money in the accounts: in is above zero, out below, moved is "
            "zero. The sum of all rows is the balance.",
        ),
    ),
    Column(
        "party_kind",
        "string",
        ("对方种类", "Kind of party"),
        ("firm 单位，person 个人。", "firm or person."),
        rule={"enum": [kind.value for kind in PartyKind]},
    ),
    Column(
        "party",
        "string",
        ("往来单位", "Party"),
        (
            "单位公开名称；个人不公开姓名，见 party_hash 。",
            "A firm by its name; a person is not named, see party_hash.",
        ),
    ),
    Column(
        "party_hash",
        "string",
        ("个人校验值", "Hash of a person"),
        (
            "盐与姓名的 SHA-256；告知盐和姓名者可核对。",
            "SHA-256 of salt and name: whoever is told both can check it.",
        ),
        rule=SHA256,
    ),
    Column(
        "purpose",
        "string",
        ("用途", "Purpose"),
        ("收付事由。", "What it was for."),
        rule={"required": True},
    ),
    Column("document", "string", ("票据号", "Document"), ("票据编号。", "Number on the paper.")),
    Column(
        "vouchers",
        "integer",
        ("票据份数", "Vouchers"),
        ("所附票据份数，逐份见 vouchers.csv 。", "How many papers prove it; see vouchers.csv."),
        "份",
        {"required": True, "minimum": 0},
    ),
    Column(
        "no_voucher",
        "string",
        ("无票据原因", "Why no voucher"),
        ("没有票据时说明的原因。", "The reason given where there is none."),
    ),
    *(Column(name, "string", title, about) for name, (title, about) in BOUND.items()),
    Column(
        "reverses",
        "integer",
        ("冲销凭证", "Reverses"),
        ("红冲时：被冲销的凭证号。", "Of a reversal: the number of the entry it takes back."),
    ),
    Column(
        "reversed_by",
        "integer",
        ("被冲销于", "Reversed by"),
        ("若已被红冲：红冲凭证号。", "If it was taken back: the number of the reversal."),
    ),
    Column(
        "posted_by",
        "string",
        ("制单", "Posted by"),
        ("制单账号，不含姓名。", "Account number of who drafted it; no name."),
        rule={"required": True},
    ),
    Column(
        "approved_by",
        "string",
        ("复核", "Approved by"),
        (
            "复核账号，以空格分隔；付款须两人。",
            "Account numbers of who approved it, separated by spaces; payments need two.",
        ),
        rule={"required": True},
    ),
    Column(
        "posted_at",
        "datetime",
        ("入账时间", "Posted at"),
        ("入账时刻（协调世界时）。", "The moment it was posted, in UTC."),
        rule={"required": True},
    ),
    Column(
        "leaf",
        "integer",
        ("日志序号", "Leaf"),
        (
            "在防篡改日志中的序号，从 0 起，即 entries.jsonl 的行序。",
            "Its place in the log, from 0: the line of entries.jsonl.",
        ),
        rule={"required": True, "minimum": 0, "unique": True},
    ),
)


def effect(book: Book, leaf: Leaf) -> int:
    """What an entry did to the money in the accounts, in fen."""
    return sum(
        line["fen"]
        for line in leaf["lines"]
        if book.account(line["account"]).kind is AccountKind.ASSET
    )


def _row(book: Book, index: int, leaf: Leaf) -> list[Any]:
    amount = sum(line["fen"] for line in leaf["lines"] if line["fen"] > 0)
    moved = effect(book, leaf)
    party: Mapping[str, str] = leaf.get("party") or {}
    bound: Mapping[str, Any] = leaf.get("bindings") or {}
    number = leaf["number"]
    vouchers = len(leaf.get("vouchers", ())) + len(book.late_vouchers.get(number, ()))
    return [
        number,
        leaf["day"],
        leaf["period"],
        leaf["entry"],
        leaf.get("head", ""),
        *(amount, yuan(amount)),
        *(moved, yuan(moved)),
        next(iter(party), ""),
        party.get("firm", ""),
        party.get("person", ""),
        leaf["purpose"],
        leaf.get("document", ""),
        vouchers,
        leaf.get("no_voucher", ""),
        *(str(bound.get(name, "")) for name in BOUND),
        leaf.get("reverses"),
        book.reversed_by.get(number),
        leaf["posted_by"],
        " ".join(leaf["approved_by"]),
        leaf["posted_at"],
        index,
    ]


def _rows(book: Book, leaves: Leaves) -> Iterator[list[Any]]:
    return (_row(book, index, leaf) for index, leaf in entries(leaves))


ENTRIES = Table(
    "entries",
    ("记账凭证", "Entries"),
    (
        "每行一笔凭证。入账后不再修改，错账以红冲更正。",
        "One row an entry. Nothing is changed after posting; a mistake is reversed.",
    ),
    COLUMNS,
    ("number",),
    _rows,
)
