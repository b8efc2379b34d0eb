"""What a firm is shown before anybody else, and that it looked (告知与查收)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.edition import Edition, EditionState, Entrant, EntrantKind, Placing
from models.firm import Firm
from models.hearing import Appeal, PreviewReading, Repair, Served
from models.member import Member
from models.place import Place
from models.scoring import Figure
from rules.edition import Stand
from rules.edition.hearing import SHOWN
from rules.method import Body
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.edition.computing import figures_of
from services.edition.standing import MOVES, body_of, stand_of, the_edition
from services.firm.tie import must_speak_for
from services.trail import record


def open_preview(session: Session, actor: Visitor, edition_id: int, firm_id: int) -> bool:
    """Look at one's own firm's results; the first look at each serving is kept (查收)."""
    fresh = must_speak_for(session, actor, firm_id)
    edition = the_edition(session, edition_id, lock=False)
    must_be_shown(edition)
    if not _takes_part(session, edition_id, firm_id):
        raise Refused(N_("This firm is not rated in this edition."))
    if was_opened(session, edition_id, firm_id, fresh.member_id):
        return False
    assert fresh.member_id is not None
    session.add(PreviewReading(edition_id=edition_id, firm_id=firm_id, member_id=fresh.member_id))
    place = session.get_one(Place, edition.place_id)
    about = f"edition:{edition_id}"
    after = {"firm": firm_id}
    record(session, fresh, "preview.opened", about, place, moves=MOVES, after=after)
    return True


def must_be_shown(edition: Edition) -> None:
    """Refuse a look at results that the firms were not shown yet."""
    if edition.state is EditionState.CANCELLED:
        raise Refused(N_("This edition was cancelled."))
    if edition.state not in SHOWN:
        raise Refused(N_("The results of this edition are not shown to firms yet."))


def was_opened(session: Session, edition_id: int, firm_id: int, member_id: int | None) -> bool:
    """Whether this person looked since the firm was last served."""
    since = select(func.max(Served.created_at)).where(
        Served.edition_id == edition_id, Served.firm_id == firm_id
    )
    served_at = session.exec(since).one()
    looked = select(PreviewReading.id).where(
        PreviewReading.edition_id == edition_id,
        PreviewReading.firm_id == firm_id,
        PreviewReading.member_id == member_id,
    )
    if served_at is not None:
        looked = looked.where(PreviewReading.created_at >= served_at)
    return session.exec(looked).first() is not None


def _takes_part(session: Session, edition_id: int, firm_id: int) -> bool:
    wanted = select(Entrant.id).where(
        Entrant.edition_id == edition_id,
        Entrant.firm_id == firm_id,
        Entrant.kind == EntrantKind.RATED,
    )
    return session.exec(wanted).first() is not None


@dataclass(frozen=True)
class FigureRow:
    """One figure of a compound, who entered it and what it gave (数据条目)."""

    code: str
    value: str
    error: str
    count: int | None
    asked: int | None
    source: str
    evidence: str
    entered_by: str
    entered_at: datetime | None
    contribution: int | None  # billionths of a point
    middle: float | None  # the median of its peers
    corrected: str | None = None  # what it was corrected to and is not computed with yet


@dataclass(frozen=True)
class OwnRow:
    """One compound of the firm, as the edition sees it (本企业小区)."""

    entrant: Entrant
    placing: Placing
    peers: int  # how many are ranked with it
    figures: tuple[FigureRow, ...]
    appeals: tuple[Appeal, ...]
    repair: Repair | None


@dataclass(frozen=True)
class Preview:
    """What one firm sees of one edition (企业告知书)."""

    edition: Edition
    firm: Firm
    body: Body
    stand: Stand
    rows: tuple[OwnRow, ...]


def preview(session: Session, edition_id: int, firm_id: int) -> Preview:
    """The results of one firm's compounds, worst first; the page has asked who may see them."""
    edition = the_edition(session, edition_id, lock=False)
    body = body_of(session, edition)
    found = session.exec(
        select(Entrant, Placing)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(
            Placing.computation_id == edition.computation_id,
            Entrant.firm_id == firm_id,
        )
        .order_by(col(Placing.score).desc(), col(Placing.id))
    ).all()
    known = _Known(session, edition, body, [entrant.id or 0 for entrant, _placing in found])
    rows = [known.row(entrant, placing) for entrant, placing in reversed(found)]
    stand = stand_of(session, edition)
    return Preview(edition, session.get_one(Firm, firm_id), body, stand, tuple(rows))


class _Known:
    """What the rows of one preview share (告知所需)."""

    def __init__(self, session: Session, edition: Edition, body: Body, entrants: list[int]) -> None:
        self.session, self.edition, self.body = session, edition, body
        self.figures = figures_of(session, edition.id, entrants)
        names = session.exec(
            select(Member.id, Member.name).where(
                col(Member.id).in_({figure.entered_by for figure in self.figures.values()})
            )
        )
        self.names: dict[int | None, str] = dict(names.all())
        placings = session.exec(
            select(Placing.peers, Placing.values, Placing.rank).where(
                Placing.computation_id == edition.computation_id
            )
        )
        self.groups: dict[str, list[Mapping[str, str]]] = {}
        for peers, values, rank in placings:
            if rank is not None:
                self.groups.setdefault(peers, []).append(values)

    def row(self, entrant: Entrant, placing: Placing) -> OwnRow:
        appeals = self.session.exec(
            select(Appeal).where(Appeal.entrant_id == entrant.id).order_by(col(Appeal.id))
        ).all()
        repair = self.session.exec(
            select(Repair).where(Repair.entrant_id == entrant.id).order_by(col(Repair.id).desc())
        ).first()
        figures = tuple(self._figure(entrant, placing, leaf.code) for leaf in self.body.indicators)
        peers = len(self.groups.get(placing.peers, ()))
        return OwnRow(entrant, placing, peers, figures, tuple(appeals), repair)

    def _figure(self, entrant: Entrant, placing: Placing, code: str) -> FigureRow:
        figure: Figure | None = self.figures.get((entrant.id or 0, code))
        value = str(placing.values.get(code, ""))
        fresh = figure.value if figure is not None and figure.value != value else None
        return FigureRow(
            code=code,
            value=value,
            error=figure.error if figure else "",
            count=figure.count if figure else None,
            asked=figure.asked if figure else None,
            source=figure.source.value if figure else "",
            evidence=figure.evidence if figure else "",
            entered_by=self.names.get(figure.entered_by, "") if figure else "",
            entered_at=figure.created_at if figure else None,
            contribution=placing.contributions.get(code) if placing.values.get(code) else None,
            middle=self._middle(placing.peers, code),
            corrected=fresh,
        )

    def _middle(self, peers: str, code: str) -> float | None:
        known = sorted(float(row[code]) for row in self.groups.get(peers, ()) if row.get(code))
        if not known:
            return None
        half = len(known) // 2
        return known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
