"""Experts by the published seed: recomputable, unbound, replaced by the next lot."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.base import now
from models.edition import Edition
from models.firm import Interest
from models.member import Grant
from models.scoring import Assignment
from models.trail import TrailLine
from rules.refusal import Refused
from rules.scoring.draw import Draw
from services.scoring.drawing import assignments, draw_experts, pool_of, step_back
from services.scoring.filling import keep_points, sign_sheet
from tests.collecting import SEED, Collecting, collecting
from tests.neighbourhood import Neighbourhood

REASON = "与这家企业的项目经理是亲戚"


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def drawn(session: Session, made: Collecting, code: str = "fengyuan") -> list[Assignment]:
    entrant = made.entrants[code].id or 0
    return assignments(session, made.id, "onsite").get(entrant, [])


def test_whoever_has_the_seed_and_the_pool_draws_the_same_experts(session, made) -> None:
    assert draw_experts(session, made.here.qin, made.id) == 4
    pool = [visitor.member_id or 0 for visitor in made.experts.values()]
    for code in ("fengyuan", "qinghe"):
        lots = Draw(SEED, made.entrants[code].place_id, "onsite")
        assert {row.member_id for row in drawn(session, made, code)} == set(lots.drawn(pool, (), 2))
    line = session.exec(select(TrailLine).where(TrailLine.code == "experts.drawn")).one()
    assert line.after == {"seed": str(SEED), "pool": sorted(pool), "drawn": 4}


def test_a_second_draw_has_nothing_left_to_draw(session, made) -> None:
    draw_experts(session, made.here.qin, made.id)
    with pytest.raises(Refused, match="Everybody who can be drawn has been drawn"):
        draw_experts(session, made.here.qin, made.id)


def test_whoever_is_tied_to_the_firm_is_skipped(session, made) -> None:
    tied = made.experts["fang"].member_id or 0
    for firm in made.firms.values():
        row = Interest(firm_id=firm.id or 0, member_id=tied, text=REASON, declared_at=now())
        session.add(row)
    session.flush()
    draw_experts(session, made.here.qin, made.id)
    others = {made.experts[name].member_id for name in ("ren", "bai")}
    for code in ("fengyuan", "qinghe"):
        assert {row.member_id for row in drawn(session, made, code)} == others


def test_who_joins_the_pool_after_the_seed_is_known_is_not_drawn(session, made) -> None:
    late = made.experts["fang"].member_id
    grant = session.exec(select(Grant).where(Grant.member_id == late)).one()
    grant.created_at = made.edition.created_at + timedelta(seconds=1)
    session.add(grant)
    session.flush()
    assert late not in pool_of(session, made.edition)
    for grant in session.exec(select(Grant)):
        session.delete(grant) if grant.role.value == "expert" else None
    session.flush()
    with pytest.raises(Refused, match="had no experts when the seed was published"):
        draw_experts(session, made.here.qin, made.id)


def test_who_joins_before_an_edition_is_opened_anew_with_its_seed_is_not_drawn(
    session, made
) -> None:
    late = made.experts["fang"].member_id
    known = {name: getattr(made.edition, name) for name in type(made.edition).model_fields}
    again = Edition(**known | {"id": None, "code": "zhelu-again"})
    again.created_at = made.edition.created_at + timedelta(days=9)
    session.add(again)
    grant = session.exec(select(Grant).where(Grant.member_id == late)).one()
    grant.created_at = made.edition.created_at + timedelta(days=1)
    session.add(grant)
    session.flush()
    assert late not in pool_of(session, again)


def test_when_one_steps_back_the_next_lot_takes_the_place(session, made) -> None:
    draw_experts(session, made.here.qin, made.id)
    first, second = drawn(session, made)
    actor = next(v for v in made.experts.values() if v.member_id == first.member_id)
    step_back(session, actor, first.id or 0, REASON)
    rows = drawn(session, made)
    pool = [visitor.member_id or 0 for visitor in made.experts.values()]
    order = Draw(SEED, made.entrants["fengyuan"].place_id, "onsite").order(pool)
    still = [row.member_id for row in rows if not row.stepped_back]
    assert set(still) == set(order) - {first.member_id} and second.member_id in still
    with pytest.raises(Refused, match="stepped back already"):
        step_back(session, actor, first.id or 0, REASON)
    with pytest.raises(Refused, match="You were not drawn"):
        keep_points(session, actor, made.fengyuan, "onsite", {"x01": 40})


def test_nobody_steps_back_for_another_or_after_signing(session, made) -> None:
    draw_experts(session, made.here.qin, made.id)
    row = drawn(session, made)[0]
    with pytest.raises(Refused, match="You were not drawn"):
        step_back(session, made.here.wai, row.id or 0, REASON)
    actor = next(v for v in made.experts.values() if v.member_id == row.member_id)
    points = {"x01": 40, "x02": 30, "x03": 30}
    sheet = keep_points(session, actor, made.fengyuan, "onsite", points)
    sign_sheet(session, actor, made.fengyuan, "onsite", sheet.edit_count)
    with pytest.raises(Refused, match="You have signed this sheet"):
        step_back(session, actor, row.id or 0, REASON)


def test_only_the_street_office_draws(session, made) -> None:
    for who in ("wu", "lin", "ma", "shen"):
        with pytest.raises(Refused, match="does not allow"):
            draw_experts(session, getattr(made.here, who), made.id)
