"""How far the collecting of one edition has come, for those who run it (采集进度)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.edition import Edition, Entrant, EntrantKind
from models.member import Member
from models.scoring import Assignment, Figure, FigureImport, GateFact, Sheet
from rules.method import Body
from services.scoring.reading import answered
from services.scoring.standing import body_of, latest


@dataclass(frozen=True)
class Compound:
    """One rated compound while figures are collected (采集小区)."""

    entrant_id: int
    name: str
    firm: str
    households: int
    answers: int
    signed: dict[str, int]  # sheets by code
    figures: dict[str, Figure]  # by indicator, as they were last put down
    gates: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """An edition while it collects (采集情况)."""

    body: Body
    compounds: tuple[Compound, ...]
    drawn: dict[str, int]  # assignments by sheet, without those who stepped back
    stepped_back: int
    imports: tuple[FigureImport, ...]

    def there(self, indicator: str) -> int:
        """How many compounds have a value for an indicator."""
        found = (one.figures.get(indicator) for one in self.compounds)
        return sum(figure is not None and bool(figure.value) for figure in found)

    def signed(self, sheet: str) -> int:
        """How many sheets are signed."""
        return sum(one.signed.get(sheet, 0) for one in self.compounds)


def progress(session: Session, edition_id: int) -> Progress:
    """Everything that was collected so far."""
    edition = session.get_one(Edition, edition_id)
    figures: dict[int, dict[str, Figure]] = defaultdict(dict)
    for (entrant_id, code), figure in latest(session, edition_id).items():
        figures[entrant_id][code] = figure
    answers, signed = answered(session, edition_id), _signed(session, edition_id)
    gates: dict[int, list[str]] = defaultdict(list)
    for fact in found_gates(session, edition_id):
        if fact.withdrawn_at is None:
            gates[fact.entrant_id].append(fact.gate)
    drawn, back = _drawn(session, edition_id)
    imports = select(FigureImport).where(FigureImport.edition_id == edition_id)
    return Progress(
        body=body_of(session, edition),
        compounds=tuple(
            Compound(
                entrant_id=one.id or 0,
                name=one.name,
                firm=one.firm_name,
                households=one.households,
                answers=answers.get(one.id or 0, 0),
                signed=signed.get(one.id or 0, {}),
                figures=figures.get(one.id or 0, {}),
                gates=tuple(gates.get(one.id or 0, ())),
            )
            for one in _rated(session, edition_id)
        ),
        drawn=drawn,
        stepped_back=back,
        imports=tuple(session.exec(imports.order_by(col(FigureImport.id).desc()))),
    )


def _rated(session: Session, edition_id: int) -> list[Entrant]:
    wanted = select(Entrant).where(
        Entrant.edition_id == edition_id, Entrant.kind == EntrantKind.RATED
    )
    return list(session.exec(wanted.order_by(col(Entrant.name), col(Entrant.id))))


def _signed(session: Session, edition_id: int) -> dict[int, dict[str, int]]:
    rows = session.exec(
        select(Sheet.entrant_id, Sheet.sheet_code)
        .join(Entrant, col(Entrant.id) == Sheet.entrant_id)
        .where(Entrant.edition_id == edition_id, col(Sheet.signed_at).is_not(None))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for entrant_id, code in rows:
        found[entrant_id][code] = found[entrant_id].get(code, 0) + 1
    return found


def _drawn(session: Session, edition_id: int) -> tuple[dict[str, int], int]:
    rows = session.exec(
        select(Assignment.sheet_code, Assignment.stepped_back)
        .join(Entrant, col(Entrant.id) == Assignment.entrant_id)
        .where(Entrant.edition_id == edition_id)
    ).all()
    kept = Counter(code for code, back in rows if not back)
    return dict(kept), sum(bool(back) for _code, back in rows)


@dataclass(frozen=True)
class Drawn:
    """One expert drawn for one compound (抽取结果)."""

    compound: str
    sheet: str
    expert: str
    stepped_back: str
    signed_at: datetime | None


def draws(session: Session, edition_id: int) -> list[Drawn]:
    """Who was drawn for what, who stepped back and who has signed."""
    rows = session.exec(
        select(Assignment, Entrant.name, Member.name)
        .join(Entrant, col(Entrant.id) == Assignment.entrant_id)
        .join(Member, col(Member.id) == Assignment.member_id)
        .where(Entrant.edition_id == edition_id)
        .order_by(col(Entrant.name), col(Assignment.id))
    ).all()
    signed = {
        (sheet.entrant_id, sheet.sheet_code, sheet.member_id): sheet.signed_at
        for sheet in session.exec(
            select(Sheet)
            .join(Entrant, col(Entrant.id) == Sheet.entrant_id)
            .where(Entrant.edition_id == edition_id)
        )
    }
    return [
        Drawn(
            compound,
            row.sheet_code,
            expert,
            row.stepped_back,
            signed.get((row.entrant_id, row.sheet_code, row.member_id)),
        )
        for row, compound, expert in rows
    ]


@dataclass(frozen=True)
class Entered:
    """One figure with who entered it, for the record (数据记录)."""

    figure: Figure
    by: str  # empty: the house


def history(session: Session, entrant_id: int) -> list[Entered]:
    """Every figure of a compound that was ever put down, the latest first."""
    rows = session.exec(
        select(Figure, Member.name)
        .join(Member, col(Member.id) == Figure.entered_by, isouter=True)
        .where(Figure.entrant_id == entrant_id)
        .order_by(col(Figure.id).desc())
    )
    return [Entered(figure, name or "") for figure, name in rows]


def found_gates(session: Session, edition_id: int) -> list[GateFact]:
    """The hard gates on record, withdrawn ones too."""
    wanted = (
        select(GateFact)
        .join(Entrant, col(Entrant.id) == GateFact.entrant_id)
        .where(Entrant.edition_id == edition_id)
    )
    return list(session.exec(wanted.order_by(col(GateFact.id))))
