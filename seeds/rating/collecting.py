"""The numbers of one edition come together: drawn experts, signed sheets, forms, the hotline."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from db.session import transaction
from models.choice import UnitKind
from models.edition import Edition, Entrant, EntrantKind
from models.member import Member
from models.place import Place
from models.roll import Unit
from models.scoring import Assignment
from rules.method import Body
from rules.method.body import SheetForm
from rules.scoring.table import layout_of, read_table
from seeds.rating.compounds import BY_CODE, Compound
from seeds.rating.measures import Measures
from seeds.rating.street import council_of
from services.edition.standing import body_of
from services.scoring.drawing import draw_experts
from services.scoring.filling import keep_note, keep_points, sign_sheet
from services.scoring.gathering import gather_figures
from services.scoring.importing import Upload, import_figures
from services.scoring.stack import Paper, enter_papers

if TYPE_CHECKING:
    from seeds.rating.rounds import Round

DRAWN, VISITED, JUDGED, ASKED, COUNTED = 84, 70, 66, 62, 58  # days before the list is posted
BEGUN_VISITS, BEGUN_FORMS = 80, 78
HOTLINE, EXPORT = "12345 热线工单", "12345 热线平台导出的本期工单，按小区汇总"
STREET_JUDGES = 2  # the half-year from which on the street fills in its own sheets
JUDGES = {  # where there is a branch or a committee, it judges as well
    "fengyuan": {"branch": "shi", "committee": "wu"},
    "qinghe": {"committee": "chuan"},
}
FIRST_VISITS, FIRST_FORMS = 12, 45
POOL = "expert-"  # those of the demo have their sheets before them
AT_HAND = "fang"  # one sheet of his lies half filled in


def fill(edition: "Round") -> None:
    """Everything an edition is computed from."""
    filling = _Filling(edition)
    filling.visit(filling.draw(), VISITED)
    filling.judge()
    for one in filling.rated:
        filling.ask(one, ASKED)
    filling.count()


def begin(edition: "Round") -> None:
    """The experts are drawn and the first have looked; the first forms of 枫园小区 are in."""
    filling = _Filling(edition)
    drawn = filling.draw()
    others = [(one, who) for one, who in drawn if who.startswith(POOL)]
    filling.visit(others[:FIRST_VISITS], BEGUN_VISITS)
    filling.look_around(next(one for one, who in drawn if who == AT_HAND), BEGUN_VISITS)
    filling.ask(filling.compound("fengyuan"), BEGUN_FORMS, -FIRST_FORMS)
    with edition.at(BEGUN_FORMS, 18), transaction() as session:
        gather_figures(session, edition.who("qin"), edition.edition_id)


@dataclass(frozen=True)
class _Rated:
    """A compound of the edition, and what is measured there."""

    id: int
    place: Place
    one: Compound
    seen: Measures


class _Filling:
    """One edition being filled (采集过程)."""

    def __init__(self, edition: "Round") -> None:
        self.edition, self.people = edition, edition.town.people
        with transaction() as session:
            row = session.get_one(Edition, edition.edition_id)
            self.body: Body = body_of(session, row)
            wanted = (
                select(Entrant.id, Place)
                .join(Place, col(Place.id) == Entrant.place_id)
                .where(Entrant.edition_id == row.id, Entrant.kind == EntrantKind.RATED)
            )
            self.rated = [
                _Rated(entrant_id or 0, place, one, Measures(one, edition.half))
                for entrant_id, place in session.exec(wanted.order_by(col(Entrant.id)))
                if (one := BY_CODE[place.code])
            ]

    def compound(self, code: str) -> _Rated:
        """One of them."""
        return next(one for one in self.rated if one.one.code == code)

    def form(self, code: str) -> SheetForm:
        """A score sheet of the method."""
        form = self.body.sheet(code)
        assert form is not None
        return form

    def draw(self) -> list[tuple[_Rated, str]]:
        """Whom the seed draws for which compound."""
        with self.edition.at(DRAWN), transaction() as session:
            draw_experts(session, self.people["qin"], self.edition.edition_id)
            drawn = session.exec(
                select(Assignment.entrant_id, Member.username)
                .join(Member, col(Member.id) == Assignment.member_id)
                .join(Entrant, col(Entrant.id) == Assignment.entrant_id)
                .where(Entrant.edition_id == self.edition.edition_id)
                .order_by(col(Assignment.id))
            ).all()
        known = {one.id: one for one in self.rated}
        return [(known[entrant_id], who) for entrant_id, who in drawn]

    def visit(self, drawn: Sequence[tuple[_Rated, str]], before: int) -> None:
        """Experts look at compounds, and sign."""
        form, looked = self.form("onsite"), Counter[int]()
        with self.edition.at(before, 16), transaction() as session:
            for one, who in drawn:
                self._sign(session, who, one, one.seen.sheet(form, looked[one.id]), form.code)
                looked[one.id] += 1

    def look_around(self, one: _Rated, before: int) -> None:
        """Half a sheet, with a remark."""
        form, who = self.form("onsite"), self.people[AT_HAND]
        given = list(one.seen.sheet(form).items())
        half = dict(given[: len(given) // 2])
        with self.edition.at(before, 17), transaction() as session:
            keep_points(session, who, one.id, form.code, half)
            first, said = form.items[0].code, "公示栏在东门内侧，合同和收费标准齐全。"
            keep_note(session, who, one.id, form.code, first, said)

    def judge(self) -> None:
        """The council of each community says what it thinks; from now on the street as well."""
        with self.edition.at(JUDGED, 15), transaction() as session:
            for one in self.rated:
                judges = {"community": council_of(one.one.community)}
                if self.edition.half >= STREET_JUDGES:
                    judges["street"] = "lu"
                for code, who in (judges | JUDGES.get(one.one.code, {})).items():
                    self._sign(session, who, one, one.seen.sheet(self.form(code)), code)

    def _sign(
        self, session: Session, who: str, one: _Rated, points: dict[str, str], code: str
    ) -> None:
        kept = keep_points(session, self.people[who], one.id, code, points)
        sign_sheet(session, self.people[who], one.id, code, kept.edit_count)

    def ask(self, one: _Rated, before: int, last: int = 0) -> None:
        """The council goes from door to door; ``last`` takes only so many homes from the end."""
        with self.edition.at(before, 17), transaction() as session:
            labels = session.exec(
                select(Unit.label)
                .where(Unit.compound_id == one.place.id, Unit.kind == UnitKind.HOME)
                .order_by(col(Unit.id))
            ).all()
            answers = one.seen.answers(self.body.questions)
            papers = [Paper(label, said) for label, said in zip(labels[last:], answers)]
            enter_papers(session, self.people[council_of(one.one.community)], one.id, papers)

    def count(self) -> None:
        """The hotline sends its table: how many cases each compound had."""
        rows = [["小区", f"{HOTLINE}件数", "依据"]]
        rows += [[one.one.name, str(one.seen.hotline()), EXPORT] for one in self.rated]
        content = "\n".join(",".join(row) for row in rows).encode()
        table = read_table(rows, layout_of(rows, self.body))
        upload = Upload("12345 热线工单.csv", hashlib.sha256(content).hexdigest(), table)
        with self.edition.at(COUNTED), transaction() as session:
            import_figures(session, self.people["qin"], self.edition.edition_id, upload)
