"""Finding people and places to point to (选取)."""

from sqlmodel import Session

from rules.entity import Column, Kind
from services.entity.lying import place_paths
from services.entity.picking import MOST, named, options
from tests.neighbourhood import Neighbourhood

WHO = Column("x_who", Kind.PERSON, "", "", target="member")
WHERE = Column("x_where", Kind.PLACE, "", "", target="place")


def names(session: Session, here: Neighbourhood, column: Column, words: str, at: str) -> set[str]:
    path = here.places[at].path
    return {option.label for option in options(session, here.lin, column, words, path)}


def test_people_who_serve_here_or_above_are_offered(session: Session, here: Neighbourhood) -> None:
    assert names(session, here, WHO, "", "fengyuan-1") == {
        "林秀英", "唐敏", "吴刚", "石磊", "马超", "高翔", "秦岚", "沈洁", "管理员",
    }  # fmt: skip
    assert names(session, here, WHO, "", "qinghe") == {"林秀英", "唐敏", "秦岚", "沈洁", "管理员"}
    assert names(session, here, WHO, "%", "fengyuan") == set()


def test_places_are_looked_for_below(session: Session, here: Neighbourhood) -> None:
    assert names(session, here, WHERE, "号楼", "fengyuan") == {"1 号楼", "2 号楼"}
    assert names(session, here, WHERE, "清河", "fengyuan") == set()
    assert len(options(session, here.lin, WHERE, "", "/")) <= MOST


def test_what_is_picked_already_has_its_name(session: Session, here: Neighbourhood) -> None:
    chen, fengyuan = here.members["chen"].id or 0, here.fengyuan.id or 0
    assert [o.label for o in named(session, WHO, (chen,))] == ["陈静"]
    assert [o.label for o in named(session, WHERE, (fengyuan,))] == ["枫园小区"]
    assert named(session, WHERE, ()) == []
    assert place_paths(session, (fengyuan,)) == {fengyuan: here.fengyuan.path}
