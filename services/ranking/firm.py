"""What an edition says of each firm: its compounds rolled up (企业汇总)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.edition import Entrant, EntrantKind, Placing
from models.firm import Firm
from rules.firm.rollup import Rolled, Scored, rolled


@dataclass(frozen=True)
class FirmRow:
    """One firm in one edition (企业得分)."""

    code: str
    name: str
    whole: Rolled


def rolled_up(session: Session, edition_id: int, computation_id: int) -> tuple[FirmRow, ...]:
    """Every rated firm, the highest average first; those without a score last."""
    asked = (
        select(  # type: ignore[call-overload]
            Firm.code, Entrant.firm_name, Entrant.households, Placing.score, Placing.mark
        )
        .select_from(Placing)
        .join(Entrant, col(Entrant.id) == Placing.entrant_id)
        .join(Firm, col(Firm.id) == Entrant.firm_id)
        .where(
            Placing.computation_id == computation_id,
            Entrant.edition_id == edition_id,
            Entrant.kind == EntrantKind.RATED,
        )
        .order_by(col(Entrant.id))
    )
    compounds: dict[tuple[str, str], list[Scored]] = {}
    for code, name, households, score, mark in session.execute(asked):
        compounds.setdefault((code, name), []).append(Scored(households, score, mark))
    found = [FirmRow(code, name, rolled(rows)) for (code, name), rows in compounds.items()]
    return tuple(
        sorted(found, key=lambda row: (row.whole.score is None, -(row.whole.score or 0), row.code))
    )
