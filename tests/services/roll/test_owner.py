"""Owners one by one: read in full with a reason, corrected without leaving the old number."""

import pytest
from sqlmodel import Session, select

from models.roll import Owner
from models.secret import fingerprint
from models.trail import TrailLine
from rules.refusal import Refused
from services.roll.owner import OwnerChange, change_owner, read_personal
from tests.neighbourhood import Neighbourhood


def owner(session: Session, name: str) -> Owner:
    return session.exec(select(Owner).where(Owner.name == name)).one()


def last_line(session: Session) -> TrailLine:
    session.flush()
    return session.exec(select(TrailLine).order_by(TrailLine.id.desc())).first()  # type: ignore


def test_a_look_at_full_data_needs_a_reason_and_leaves_a_line(
    session: Session, here: Neighbourhood
) -> None:
    zhou = owner(session, "周建国")
    change_owner(session, here.lin, zhou.id or 0, OwnerChange(phone="13800000009"))
    compound_id = here.fengyuan.id or 0
    shown = read_personal(session, here.lin, compound_id, (zhou.id or 0,), " 核对 产权 ")
    assert [(p.name, p.phone, p.id_number) for p in shown] == [("周建国", "13800000009", "")]
    line = last_line(session)
    assert (line.code, line.actor_name) == ("personal.read", "林秀英")
    assert line.after == {"owners": [zhou.id], "reason": "核对 产权"}
    assert "周建国" not in str(line.after)
    with pytest.raises(Refused, match="say why"):
        read_personal(session, here.lin, compound_id, (zhou.id or 0,), "  ")


@pytest.mark.parametrize("who", ["chen", "zhou", "gao", "shen", "guan", "wai"])
def test_full_data_are_shown_to_nobody_without_that_duty(
    session: Session, here: Neighbourhood, who: str
) -> None:
    zhou = owner(session, "周建国")
    with pytest.raises(Refused, match="role"):
        read_personal(session, here.visitors[who], here.fengyuan.id or 0, (zhou.id or 0,), "好奇")


def test_owners_of_another_compound_are_not_reached_through_this_one(
    session: Session, here: Neighbourhood
) -> None:
    other = owner(session, "外小区居民")
    with pytest.raises(Refused, match="no such owner"):
        read_personal(session, here.wu, here.fengyuan.id or 0, (other.id or 0,), "核对")
    with pytest.raises(Refused, match="At most"):
        read_personal(session, here.wu, here.fengyuan.id or 0, (), "核对")


def test_a_correction_names_the_fields_and_not_what_they_held(
    session: Session, here: Neighbourhood
) -> None:
    zhou = owner(session, "周建国")
    change = OwnerChange("周建园", "13800000009", "11010519491231002X")
    change_owner(session, here.wu, zhou.id or 0, change)
    assert (zhou.name, zhou.phone_print) == ("周建园", fingerprint("13800000009"))
    line = last_line(session)
    assert (line.code, line.after) == (
        "owner.changed",
        {"fields": ["name", "phone", "id_number"]},
    )
    change_owner(session, here.wu, zhou.id or 0, OwnerChange(phone="-"))
    assert (zhou.phone, zhou.phone_print, zhou.id_number) == (None, None, "11010519491231002X")
    with pytest.raises(Refused, match="Nothing has changed"):
        change_owner(session, here.wu, zhou.id or 0, OwnerChange())


def test_wrong_numbers_and_numbers_of_others_are_refused(
    session: Session, here: Neighbourhood
) -> None:
    zhou, zhu = owner(session, "周建国"), owner(session, "朱红")
    with pytest.raises(Refused, match="phone number"):
        change_owner(session, here.lin, zhou.id or 0, OwnerChange(phone="12"))
    with pytest.raises(Refused, match="one name"):
        change_owner(session, here.lin, zhou.id or 0, OwnerChange(name="周建国、朱红"))
    change_owner(session, here.lin, zhou.id or 0, OwnerChange(id_number="11010519491231002X"))
    with pytest.raises(Refused, match="join them"):
        change_owner(session, here.lin, zhu.id or 0, OwnerChange(id_number="11010519491231002X"))
    with pytest.raises(Refused, match="role"):
        change_owner(session, here.chen, zhu.id or 0, OwnerChange(name="别人"))
    with pytest.raises(Refused, match="no such owner"):
        change_owner(session, here.lin, 0, OwnerChange(name="别人"))
