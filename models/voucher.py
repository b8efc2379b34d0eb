"""Papers that prove an entry (票据)."""

from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record


class VoucherKind(StrEnum):
    """What kind of file it is, by its content (票据格式)."""

    JPEG = "jpg"  # 图片
    PNG = "png"  # 图片
    PDF = "pdf"  # PDF
    OFD = "ofd"  # 电子发票 OFD


class Voucher(Record, table=True):
    """One file, kept by its SHA-256 (票据). The original is for those who check the books."""

    __table_args__ = (UniqueConstraint("book_id", "sha256"),)

    book_id: int = Field(foreign_key="book.id")
    sha256: str = Field(max_length=64)
    kind: VoucherKind
    name: str = Field(max_length=100)  # as it was handed in
    size: int = Field(sa_type=BigInteger)
    added_by: int = Field(foreign_key="member.id")


class PublicCopy(Record, table=True):
    """What everybody may see of a voucher: redacted, without metadata (公开副本). Append-only."""

    __tablename__ = "public_copy"
    __table_args__ = (Index(None, "voucher_id", "id"),)

    voucher_id: int = Field(foreign_key="voucher.id")
    sha256: str = Field(max_length=64)
    kind: VoucherKind
    box_count: int = 0  # how many places were blacked out
    made_by: int = Field(foreign_key="member.id")


class EntryVoucher(Record, table=True):
    """Which entry a voucher proves (凭证附件). Append-only."""

    __tablename__ = "entry_voucher"
    __table_args__ = (UniqueConstraint("entry_id", "voucher_id"), Index(None, "voucher_id"))

    entry_id: int = Field(foreign_key="entry.id")
    voucher_id: int = Field(foreign_key="voucher.id")
    leaf_index: int  # of the entry, or of the leaf that brought the voucher later
