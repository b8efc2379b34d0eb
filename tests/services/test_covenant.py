"""The register of covenants: entered, replaced, ended, never rewritten."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.trail import TrailLine
from rules.refusal import Refused
from services import covenant
from services.covenant import Words, end_covenant, enter_covenant, replace_covenant
from tests.neighbourhood import Neighbourhood
from tests.stage import raised

TODAY = date(2026, 6, 10)
PETS = Words("文明养宠公约", "出门牵绳，及时清理，不扰邻。", date(2026, 6, 1))
STRICTER = Words("文明养宠公约", "出门牵绳，大型犬戴嘴套，及时清理。", date(2026, 7, 1))


def test_a_covenant_is_entered_at_the_compound(session: Session, here: Neighbourhood) -> None:
    building = here.places["fengyuan-2"]
    made = enter_covenant(session, here.lin, building.id, PETS)
    assert (made.place_id, made.number, made.ended_on) == (here.fengyuan.id, 1, None)
    line = session.exec(select(TrailLine).where(TrailLine.code == "covenant.entered")).one()
    assert line.after["in_force_on"] == "2026-06-01"


@pytest.mark.parametrize("who", ["chen", "ma", "qin", "guan", "wai"])
def test_the_register_is_not_for_everybody_to_write(
    session: Session, here: Neighbourhood, who: str
) -> None:
    with pytest.raises(Refused, match="role"):
        enter_covenant(session, getattr(here, who), here.fengyuan.id, PETS)
    made = enter_covenant(session, here.wu, here.fengyuan.id, PETS)
    with pytest.raises(Refused, match="role"):
        replace_covenant(session, getattr(here, who), made.id, STRICTER)
    with pytest.raises(Refused, match="role"):
        end_covenant(session, getattr(here, who), made.id, TODAY, "已经并入管理规约")


def test_the_same_words_twice_are_a_double_tap(session: Session, here: Neighbourhood) -> None:
    enter_covenant(session, here.lin, here.fengyuan.id, PETS)
    with pytest.raises(Refused, match="already in the register"):
        enter_covenant(session, here.tang, here.fengyuan.id, PETS)


def test_a_new_version_is_a_new_row_and_ends_the_old_one(
    session: Session, here: Neighbourhood
) -> None:
    old = enter_covenant(session, here.lin, here.fengyuan.id, PETS)
    new = replace_covenant(session, here.lin, old.id, STRICTER)
    assert (new.number, new.replaces_id) == (2, old.id)
    assert (old.body, old.ended_on) == (PETS.body, date(2026, 7, 1))
    with pytest.raises(Refused, match="ended or replaced"):
        replace_covenant(session, here.lin, old.id, STRICTER)
    with pytest.raises(Refused, match="after the one"):
        replace_covenant(session, here.lin, new.id, STRICTER)


def test_a_covenant_ends_with_a_public_reason(session: Session, here: Neighbourhood) -> None:
    made = enter_covenant(session, here.lin, here.fengyuan.id, PETS)
    with pytest.raises(Refused, match="reason"):
        end_covenant(session, here.lin, made.id, TODAY, "")
    with pytest.raises(Refused, match="before it has begun"):
        end_covenant(session, here.lin, made.id, date(2026, 5, 1), "已经并入管理规约")
    end_covenant(session, here.lin, made.id, TODAY, "已经并入管理规约")
    with pytest.raises(Refused, match="ended or replaced"):
        end_covenant(session, here.lin, made.id, TODAY, "已经并入管理规约")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (Words("养", PETS.body, PETS.in_force_on), "title"),
        (Words(PETS.title, "短", PETS.in_force_on), "characters"),
        (Words(PETS.title, PETS.body, date(2028, 1, 1)), "within a year"),
    ],
)
def test_a_covenant_that_cannot_be_is_refused(
    session: Session, here: Neighbourhood, words: Words, refusal: str
) -> None:
    with pytest.raises(Refused, match=refusal):
        enter_covenant(session, here.lin, here.fengyuan.id, words)


def test_a_covenant_names_only_a_topic_of_its_own_compound(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    qinghe = here.places["qinghe"]
    with pytest.raises(Refused, match="no such topic"):
        enter_covenant(session, here.lin, qinghe.id, PETS, topic_id=topic.id)
    with pytest.raises(Refused, match="no such topic"):
        enter_covenant(session, here.lin, here.fengyuan.id, PETS, topic_id=9999)
    made = enter_covenant(session, here.lin, here.fengyuan.id, PETS, topic_id=topic.id)
    assert [row.id for row in covenant.of_topic(session, topic.id)] == [made.id]


def test_the_register_tells_what_holds_from_what_has_ended(
    session: Session, here: Neighbourhood
) -> None:
    old = enter_covenant(session, here.lin, here.fengyuan.id, PETS)
    new = replace_covenant(session, here.lin, old.id, STRICTER)
    path = here.fengyuan.path
    june = covenant.covenants(session, path, TODAY)
    assert [row.id for row in june.rows] == [new.id, old.id]  # one to come, one in force
    august = covenant.covenants(session, path, date(2026, 8, 1))
    assert [row.id for row in august.rows] == [new.id]
    ended = covenant.covenants(session, path, date(2026, 8, 1), ended=True)
    assert [row.id for row in ended.rows] == [old.id]
    assert covenant.covenants(session, path, TODAY, words="嘴套").total == 1
    assert covenant.covenants(session, here.places["qinghe"].path, TODAY).total == 0


def test_one_covenant_is_read_by_its_number(session: Session, here: Neighbourhood) -> None:
    made = enter_covenant(session, here.lin, here.fengyuan.id, PETS)
    found = covenant.covenant(session, made.id)
    assert found is not None
    assert (found.title, found.place) == ("文明养宠公约", "枫园小区")
    assert covenant.covenant(session, 9999) is None
    with pytest.raises(Refused, match="no such covenant"):
        covenant.the_covenant(session, 9999)
