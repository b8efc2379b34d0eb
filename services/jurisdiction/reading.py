"""The rules of a place as they stand now (地方规定)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.disclosure import Jurisdiction
from rules.jurisdiction import DEFAULT, Law, law_of
from rules.refusal import N_, Refused


@dataclass(frozen=True)
class Local:
    """The rules of one place, with their name (地方规定)."""

    code: str
    version: int
    name: str
    title: str  # of the law
    law: Law


def local(session: Session, code: str = DEFAULT) -> Local:
    """The latest rules called ``code``; refused when the house does not know them."""
    newest = select(Jurisdiction).where(Jurisdiction.code == code)
    row = session.exec(newest.order_by(col(Jurisdiction.version).desc())).first()
    if row is None:
        raise Refused(N_("This house does not know the rules of “{code}”."), code=code)
    return _local(row)


def every_local(session: Session) -> tuple[Local, ...]:
    """The latest rules of every place, the one that counts unless told otherwise first."""
    rows = session.exec(select(Jurisdiction).order_by(col(Jurisdiction.version)))
    latest = {row.code: _local(row) for row in rows}
    return tuple(sorted(latest.values(), key=lambda known: (known.code != DEFAULT, known.code)))


def _local(row: Jurisdiction) -> Local:
    return Local(row.code, row.version, row.name, row.law, law_of(row.body))
