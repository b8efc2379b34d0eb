"""Papers that prove an entry (票据)."""

from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, described
from models.screen import Changes, Screen


class VoucherKind(StrEnum):
    """What kind of file it is, by its content (票据格式)."""

    JPEG = "jpg"  # 图片
    PNG = "png"  # 图片
    PDF = "pdf"  # PDF
    OFD = "ofd"  # 电子发票 OFD


class Voucher(Record, table=True):
    """One file, kept by its SHA-256 (票据). The original is for those who check the books."""

    __table_args__ = (UniqueConstraint("book_id", "sha256"),)
    __screen__ = Screen(
        "票据",
        "Voucher",
        "receipt",
        "books",
        title="name",
        listed=("book_id", "name", "kind", "size", "added_by", "created_at"),
        search=("name",),
        inline=("public_copy", "entry_voucher"),
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    sha256: str = Field(max_length=64)
    kind: VoucherKind = Field(
        sa_column_kwargs=described("票据格式", english="Format", dimension=True)
    )
    name: str = Field(
        max_length=100, sa_column_kwargs=described("文件名", english="File")
    )  # as it was handed in
    size: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("字节数", english="Bytes", measure=True)
    )
    added_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("收存人"))


class PublicCopy(Record, table=True):
    """What everybody may see of a voucher: redacted, without metadata (公开副本). Append-only."""

    __tablename__ = "public_copy"
    __table_args__ = (Index(None, "voucher_id", "id"),)
    __screen__ = Screen(
        "公开副本",
        "Public copy",
        "visibility",
        "books",
        title="voucher_id",
        listed=("voucher_id", "kind", "box_count", "made_by", "created_at"),
        changes=Changes.NEVER,
        page="bookkeeping",
    )

    voucher_id: int = Field(foreign_key="voucher.id", sa_column_kwargs=described("票据"))
    sha256: str = Field(max_length=64)
    kind: VoucherKind = Field(
        sa_column_kwargs=described("票据格式", english="Format", dimension=True)
    )
    box_count: int = Field(
        default=0, sa_column_kwargs=described("遮盖处", english="Blacked out", measure=True)
    )  # how many places were blacked out
    made_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("制作人"))


class EntryVoucher(Record, table=True):
    """Which entry a voucher proves (凭证附件). Append-only."""

    __tablename__ = "entry_voucher"
    __table_args__ = (UniqueConstraint("entry_id", "voucher_id"), Index(None, "voucher_id"))
    __screen__ = Screen(
        "凭证附件",
        "Voucher of an entry",
        "attach_file",
        "books",
        title="entry_id",
        listed=("entry_id", "voucher_id", "created_at"),
        changes=Changes.NEVER,
        page="ledger",
    )

    entry_id: int = Field(foreign_key="entry.id", sa_column_kwargs=described("凭证"))
    voucher_id: int = Field(foreign_key="voucher.id", sa_column_kwargs=described("票据"))
    leaf_index: int = Field(
        sa_column_kwargs=described("日志序号", english="Place in the log")
    )  # of the entry, or of the leaf that brought the voucher later
