"""One edition walks from its opening to the day it is posted (演示期次)."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from db.session import transaction
from models.edition import Edition, Entrant, Mark, Placing
from models.firm import Firm
from models.method import Method, MethodVersion
from models.place import Place
from rules.calendar import day_of
from rules.edition import preview_ends
from rules.permission import Visitor
from seeds.rating import collecting
from seeds.rating.compounds import BY_CODE
from seeds.rating.firms import agent_of
from seeds.rating.street import STREET
from seeds.story import Town
from services.consequence.drawing import draw
from services.edition.computing import compute
from services.edition.deciding import approve, publish
from services.edition.opening import Opening, open_edition, seed_told
from services.edition.serving import close_window, open_window, serve
from services.edition.standing import body_of, stand_of
from services.hearing.answering import Ruling, answer_objection
from services.hearing.preview import open_preview
from services.hearing.raising import raise_objection
from services.place import by_code

METHOD = "liaocheng"
SEED = 20_250_701  # of the first edition; the next ones count on
HALF_A_YEAR, MONTHS = 6, 12
SETTLED = timedelta(days=45)  # after the end of a half-year its edition can be out
OPENED, COMPUTED, SERVED, DECIDED = 85, 54, 52, 2  # days before it is posted
RAISED, ANSWERED = timedelta(days=1), timedelta(days=8)  # after the window opened


def half_year(today: date, back: int) -> tuple[date, date]:
    """The half-year that lies ``back`` behind the latest one whose list can be out by today."""
    past = today - SETTLED
    halves = past.year * 2 + (past.month > HALF_A_YEAR) - 1 - back
    year, second = divmod(halves, 2)
    begins = date(year, 7 if second else 1, 1)
    return begins, date(year, MONTHS, 31) if second else date(year, 6, 30)


def title_of(begins: date) -> str:
    """What people call it."""
    half = "上" if begins.month == 1 else "下"
    return f"赭麓街道 {begins.year} 年{half}半年"


@dataclass(frozen=True)
class Objection:
    """What a firm says of one figure, and what the street answers (演示异议)."""

    compound: str
    indicator: str
    text: str
    ruling: Ruling


@dataclass
class Round:
    """One edition: of which half-year, and how many days ago its list was posted (演示期次)."""

    town: Town
    half: int  # from 0; 3 is the one that collects now
    posted: int
    edition_id: int = 0

    def at(self, before: int, hour: int = 10) -> AbstractContextManager[None]:
        """The clock at that hour, so many days before the list is posted."""
        return self.town.at(self.posted + before, hour)

    def on(self, day: date, hour: int = 9) -> AbstractContextManager[None]:
        """The clock at that hour of a day."""
        return self.town.at((day_of(self.town.today) - day).days, hour)

    def who(self, username: str) -> Visitor:
        """Somebody of the demo."""
        return self.town.people[username]

    def open(self) -> None:
        """Who is rated stands fast from this day, and the seed is told."""
        begins, ends = half_year(day_of(self.town.today), 2 - self.half)
        with self.at(OPENED, 9), transaction() as session, seed_told(SEED + self.half):
            street = by_code(session, STREET)
            assert street is not None and street.id is not None
            given = Opening(title_of(begins), begins, ends, method_of(session))
            self.edition_id = open_edition(session, self.who("qin"), street.id, given).id or 0

    def walk(self, *objections: Objection) -> None:
        """Opened, filled, computed, shown, contradicted, decided by two, posted."""
        self.open()
        collecting.fill(self)
        self._show()
        self._hear(objections)
        self._post()

    def _show(self) -> None:
        with self.at(COMPUTED), transaction() as session:
            compute(session, self.who("qin"), self.edition_id)
        with self.at(SERVED), transaction() as session:
            serve(session, self.who("qin"), self.edition_id)
        with self.at(SERVED - 1, 16), transaction() as session:
            for firm in _in_black(session, self.edition_id):
                agent = self.who(agent_of(firm.code))
                open_preview(session, agent, self.edition_id, firm.id or 0)

    def _hear(self, objections: tuple[Objection, ...]) -> None:
        with transaction() as session:
            edition = session.get_one(Edition, self.edition_id)
            served_at = stand_of(session, edition).served_at
            assert served_at is not None
            begins = day_of(preview_ends(served_at, body_of(session, edition).terms))
        with self.on(begins), transaction() as session:
            closes = open_window(session, self.who("qin"), self.edition_id).window_closes_at
            assert closes is not None
        raised = [self._object(begins, said) for said in objections]
        for said, appeal_id in zip(objections, raised):
            with self.on(begins + ANSWERED), transaction() as session:
                answer_objection(session, self.who("qin"), appeal_id, said.ruling)
        with self.on(day_of(closes)), transaction() as session:
            close_window(session, self.who("qin"), self.edition_id)
            if any(said.ruling.upheld for said in objections):
                compute(session, self.who("qin"), self.edition_id)

    def _object(self, begins: date, said: Objection) -> int:
        agent = self.who(agent_of(BY_CODE[said.compound].firm))
        with self.on(begins + RAISED, 15), transaction() as session:
            entrant_id = self.entrant(session, said.compound)
            return raise_objection(session, agent, entrant_id, said.indicator, said.text).id or 0

    def _post(self) -> None:
        for who, hour in (("qin", 10), ("lu", 15)):
            with self.at(DECIDED, hour), transaction() as session:
                approve(session, self.who(who), self.edition_id, self._computed(session))
        with self.at(0), transaction() as session:
            publish(session, self.who("lu"), self.edition_id, self._computed(session))
        with self.at(0, 11), transaction() as session:
            draw(session, self.who("lu"), self.edition_id)

    def entrant(self, session: Session, code: str) -> int:
        """The number of a compound in this edition."""
        wanted = (
            select(Entrant.id)
            .join(Place, col(Place.id) == Entrant.place_id)
            .where(Entrant.edition_id == self.edition_id, Place.code == code)
        )
        return session.exec(wanted).one() or 0

    def _computed(self, session: Session) -> int:
        return session.get_one(Edition, self.edition_id).computation_id or 0


def method_of(session: Session) -> int:
    """The version of the method that the street rates by."""
    wanted = (
        select(MethodVersion.id)
        .join(Method, col(Method.id) == MethodVersion.method_id)
        .where(Method.code == METHOD)
    )
    return session.exec(wanted).one() or 0


def _in_black(session: Session, edition_id: int) -> list[Firm]:
    """The firms that the computation would put on the black list."""
    listed = (
        select(Entrant.firm_id)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .join(Edition, col(Edition.computation_id) == Placing.computation_id)
        .where(Edition.id == edition_id, Placing.mark == Mark.BLACK)
    )
    wanted = select(Firm).where(col(Firm.id).in_(listed)).order_by(col(Firm.id))
    return list(session.exec(wanted))
