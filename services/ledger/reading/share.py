"""Whose share of what there is: by exclusive area, to the fen (我家份额, Civil Code 283)."""

import unicodedata
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.roll import Owner, Ownership, Unit
from rules.share import shares


@dataclass(frozen=True)
class Slice:
    """One unit's part of the whole (份额)."""

    label: str
    area_cm2: int
    fen: int


@dataclass(frozen=True)
class Cut:
    """A sum cut among all units of a compound; the parts add up to it (分摊)."""

    total_fen: int
    area_cm2: int
    slices: dict[str, Slice]

    def of(self, label: str) -> Slice | None:
        """The part of the unit that somebody typed the number of."""
        return self.slices.get(_typed(label))


def _typed(label: str) -> str:
    """３-2-501, 3－2－501 and 3-2-501 are one unit."""
    flat = unicodedata.normalize("NFKC", label).upper()
    return "".join(flat.split()).replace("—", "-").replace("–", "-")


def cut(session: Session, compound_id: int, total_fen: int) -> Cut:
    """``total_fen`` among the units of the compound, by area, in the order of the roll."""
    wanted = select(Unit.label, Unit.area_cm2).where(Unit.compound_id == compound_id)
    units = session.exec(wanted.where(Unit.area_cm2 > 0).order_by(col(Unit.id))).all()
    parts = shares(total_fen, [area for _label, area in units])
    slices = {_typed(name): Slice(name, area, fen) for (name, area), fen in zip(units, parts)}
    return Cut(total_fen, sum(area for _label, area in units), slices)


def labels_of(session: Session, compound_id: int, member_id: int) -> tuple[str, ...]:
    """The units of a compound that a member owns, alone or with others."""
    wanted = (
        select(Unit.label)
        .join(Ownership, col(Ownership.unit_id) == Unit.id)
        .join(Owner, col(Owner.id) == Ownership.owner_id)
        .where(Unit.compound_id == compound_id, Owner.member_id == member_id, Unit.area_cm2 > 0)
        .order_by(col(Unit.id))
    )
    return tuple(dict.fromkeys(session.exec(wanted)))  # two owners of one firm: once
