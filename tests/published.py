"""Published editions made by hand, for what comes after publication (已发布期次样本)."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.base import now
from models.edition import (
    Computation,
    Edition,
    EditionAct,
    EditionActKind,
    EditionState,
    Entrant,
    Mark,
    Placing,
)
from models.firm import Firm
from models.method import Method, MethodVersion
from tests.neighbourhood import Neighbourhood

HALVES = {"h1": ((1, 1), (6, 30)), "h2": ((7, 1), (12, 31))}
Row = tuple[Firm | None, int | None, Mark]
BODY: dict[str, Any] = {
    "indicators": [
        {
            "code": "owners",
            "name": "业主满意度",
            "name_en": "Owners' satisfaction",
            "weight": 60,
            "source": {"kind": "survey"},
        },
        {
            "code": "hotline",
            "name": "12345 热线诉求",
            "name_en": "Hotline cases",
            "weight": 40,
            "direction": -1,
            "hotline": True,
            "source": {"kind": "platform", "name": "hotline"},
        },
    ],
    "red": {"share": "0.2", "probability": "0.9"},
    "black": {"share": "0.1", "probability": "0.9"},
    "draws": 1000,
    "consecutive": 2,
}


def method(session: Session) -> MethodVersion:
    """A small method that every edition here follows."""
    known = session.exec(select(MethodVersion)).first()
    if known is not None:
        return known
    kept = Method(code="xiao", name="小办法")
    session.add(kept)
    session.flush()
    version = MethodVersion(method_id=kept.id or 0, number=1, body=BODY, sha256="0" * 64)
    session.add(version)
    session.flush()
    return version


def opened(session: Session, here: Neighbourhood, half: str = "2026h1") -> Edition:
    """An edition of the street that is collecting."""
    begins, ends = HALVES[half[4:]]
    year, street = int(half[:4]), here.places["zhelu"]
    edition = Edition(
        code=f"zhelu-{half}",
        title=f"{year} 年{'上' if half.endswith('h1') else '下'}半年",
        place_id=street.id or 0,
        path=street.path,
        begins_on=date(year, *begins),
        ends_on=date(year, *ends),
        method_version_id=method(session).id or 0,
        seed=7,
    )
    session.add(edition)
    session.flush()
    return edition


def published(session: Session, here: Neighbourhood, half: str, rows: dict[str, Row]) -> Edition:
    """A published edition with these compounds, as the tables keep one."""
    edition = opened(session, here, half)
    computed(session, here, edition, rows)
    edition.state, edition.published_at = EditionState.PUBLISHED, now()
    session.add(edition)
    _act(session, edition, EditionActKind.PUBLISHED)
    return edition


def corrected(
    session: Session, here: Neighbourhood, edition: Edition, rows: dict[str, Row]
) -> Edition:
    """The same after a corrigendum: what counts now is another computation."""
    computed(session, here, edition, rows)
    session.add(edition)
    _act(session, edition, EditionActKind.CORRECTED)
    return edition


def computed(
    session: Session, here: Neighbourhood, edition: Edition, rows: dict[str, Row]
) -> Computation:
    """One computing with a placing for each row; it is the one that counts now."""
    earlier = select(Computation).where(Computation.edition_id == edition.id)
    made = Computation(
        edition_id=edition.id or 0,
        number=len(session.exec(earlier).all()) + 1,
        method_sha256="0" * 64,
        inputs=b"",
        inputs_sha256="0" * 64,
        result_sha256="0" * 64,
        code_version="test",
        draws=1000,
    )
    session.add(made)
    session.flush()
    for rank, (code, (firm, score, mark)) in enumerate(rows.items(), 1):
        entrant = _entrant(session, here, edition, code, firm)
        session.add(
            Placing(
                computation_id=made.id or 0,
                entrant_id=entrant.id or 0,
                place_id=entrant.place_id,
                score=score,
                rank=None if score is None else rank,
                low=None if score is None else rank,
                high=None if score is None else rank,
                worst=950 if mark is Mark.BLACK else 0,
                best=950 if mark is Mark.RED else 0,
                coverage=1_000_000,
                mark=mark,
                contributions={} if score is None else {"owners": score, "hotline": 0},
            )
        )
    edition.computation_id = made.id
    session.flush()
    return made


def _entrant(
    session: Session, here: Neighbourhood, edition: Edition, code: str, firm: Firm | None
) -> Entrant:
    place = here.places[code]
    known = select(Entrant).where(Entrant.edition_id == edition.id, Entrant.place_id == place.id)
    entrant = session.exec(known).first()
    if entrant is None:
        entrant = Entrant(
            edition_id=edition.id or 0,
            place_id=place.id or 0,
            firm_id=firm.id if firm else None,
            name=place.name,
            firm_name=firm.name if firm else "",
            households=place.households,
        )
        session.add(entrant)
        session.flush()
    return entrant


def _act(session: Session, edition: Edition, kind: EditionActKind) -> None:
    act = EditionAct(
        edition_id=edition.id or 0, kind=kind, at=now(), computation_id=edition.computation_id
    )
    session.add(act)
    session.flush()
