"""The log behind the books: a Merkle tree that cannot be rewritten unseen (防篡改日志)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen
from models.secret import Sealed


class LeafKind(StrEnum):
    """What a leaf of the log records (日志条目种类)."""

    BOOK = "book"  # 开账
    ACCOUNT = "account"  # 增设科目
    ENTRY = "entry"  # 记账凭证
    VOUCHER = "voucher"  # 补附票据、公开副本
    STATEMENT = "statement"  # 收支公示表
    KEY = "key"  # 更换密钥
    PERIOD = "period"  # 结账、反结账


class KeyRole(StrEnum):
    """What a key signs (密钥用途)."""

    LOG = "log"  # 账簿
    WITNESS = "witness"  # 见证


class Leaf(Record, table=True):
    """One entry of the log: its exact bytes, RFC 8785 JSON, and their hash (日志条目).

    Append-only. No personal data: see ``Party``.
    """

    __table_args__ = (UniqueConstraint("book_id", "index"),)
    __screen__ = Screen(
        "日志条目",
        "Leaf of the log",
        "eco",
        "machinery",
        title="index",
        listed=("book_id", "index", "kind", "created_at"),
        changes=Changes.NEVER,
        page="ledger",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    index: int = Field(sa_column_kwargs=described("序号"))  # from 0
    kind: LeafKind = Field(sa_column_kwargs=described("种类", dimension=True))
    body: str = Field(sa_type=Text)
    hash: bytes = Field(sa_type=LargeBinary)  # SHA-256 of 0x00 and the body: RFC 6962, 2.1


class Node(Record, table=True):
    """The hash of a full subtree: roots and proofs cost a logarithm (树节点). Append-only."""

    __table_args__ = (UniqueConstraint("book_id", "level", "index"),)
    __screen__ = Screen(
        "树节点",
        "Node of the tree",
        "hub",
        "machinery",
        title="index",
        listed=("book_id", "level", "index"),
        changes=Changes.NEVER,
        page="ledger",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    level: int = Field(sa_column_kwargs=described("层"))  # 1: two leaves, 2: four, …
    index: int = Field(sa_column_kwargs=described("序号"))
    hash: bytes = Field(sa_type=LargeBinary)


class LogKey(Record, table=True):
    """A pair of Ed25519 keys (签名密钥). The private half is sealed with the house's data key."""

    __tablename__ = "log_key"
    __table_args__ = (Index(None, "book_id", "role"), Index(None, "place_id", "role"))
    __screen__ = Screen(
        "签名密钥",
        "Key of the log",
        "vpn_key",
        "machinery",
        title="name",
        listed=("name", "role", "book_id", "place_id", "retired_at"),
        search=("name",),
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    role: KeyRole = Field(
        sa_column_kwargs=described("用途", english="What it signs", dimension=True)
    )
    name: str = Field(
        max_length=120, sa_column_kwargs=described("名称")
    )  # the origin of the book, or the witness's name
    book_id: int | None = Field(
        default=None, foreign_key="book.id", sa_column_kwargs=described("账簿")
    )
    place_id: int | None = Field(
        default=None, foreign_key="place.id", sa_column_kwargs=described("地方")
    )  # of a witness: its street
    verifier: str = Field(
        max_length=240, sa_column_kwargs=described("公开校验串", english="Public half", long=True)
    )  # C2SP: name+id+base64, what people hold in hand
    private: str | None = Field(default=None, sa_type=Sealed)  # None: kept outside the house
    retired_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("停用时间", english="Retired")
    )


class Checkpoint(Record, table=True):
    """The log's size and root, signed, at a publication (检查点). Append-only."""

    __table_args__ = (UniqueConstraint("book_id", "size"),)
    __screen__ = Screen(
        "检查点",
        "Checkpoint",
        "flag_circle",
        "machinery",
        title="size",
        listed=("book_id", "size", "key_id", "created_at"),
        inline=("cosignature",),
        changes=Changes.NEVER,
        page="ledger",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    size: int = Field(
        sa_column_kwargs=described("日志长度", english="Size of the log", measure=True)
    )
    root: bytes = Field(sa_type=LargeBinary)
    note: str = Field(sa_type=Text)  # C2SP signed note, the log's own signature
    key_id: int = Field(foreign_key="log_key.id", sa_column_kwargs=described("签名密钥"))


class Cosignature(Record, table=True):
    """A witness's word that it saw this checkpoint follow from the last (见证签名). Append-only."""

    __table_args__ = (UniqueConstraint("checkpoint_id", "key_id"),)
    __screen__ = Screen(
        "见证签名",
        "Cosignature",
        "draw",
        "machinery",
        title="checkpoint_id",
        listed=("checkpoint_id", "key_id", "member_id", "created_at"),
        changes=Changes.NEVER,
        page="ledger",
    )

    checkpoint_id: int = Field(foreign_key="checkpoint.id", sa_column_kwargs=described("检查点"))
    key_id: int = Field(
        foreign_key="log_key.id", sa_column_kwargs=described("见证密钥", english="Witness's key")
    )
    line: str = Field(max_length=300)
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("见证人", english="By")
    )
