"""The table of ``benchmarks.million`` as SQLAlchemy knows it, for those who build on that."""

import os

from sqlalchemy import Date, ForeignKey, String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

engine = create_engine(f"sqlite:///{os.environ['RECEIPTS']}")
KINDS = ("deposit", "space", "parking", "advertising")
SEARCHED = ("number", "payer", "purpose")
LISTED = ("number", "received_on", "payer", "kind", "purpose", "amount_fen", "place")


class Base(DeclarativeBase):
    pass


class Place(Base):
    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))

    def __str__(self) -> str:
        return self.name

    async def __admin_repr__(self, _request: object) -> str:
        return self.name


class Receipt(Base):
    __tablename__ = "receipt"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    path: Mapped[str] = mapped_column(String(120), index=True)
    payer: Mapped[str] = mapped_column(String(40))
    purpose: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    amount_fen: Mapped[int] = mapped_column(index=True)
    received_on: Mapped[str] = mapped_column(Date, index=True)
    place: Mapped[Place] = relationship()
