"""Looking through the tree of places."""

from sqlmodel import Session

from models.place import PlaceKind
from services import gazetteer
from tests.neighbourhood import Neighbourhood


def test_what_lies_right_below_is_listed_with_what_lies_below_that(
    session: Session, here: Neighbourhood
) -> None:
    top = gazetteer.children(session, None, 1)
    assert [(row.name, row.children) for row in top] == [("江城区", 1)]
    grid = here.places["fengyuan-grid-1"]
    rows = gazetteer.children(session, grid.id, 1)
    assert [(row.name, row.children) for row in rows] == [("1 号楼", 3), ("2 号楼", 4)]
    assert gazetteer.count_children(session, grid.id) == 2
    assert gazetteer.children(session, grid.id, 2) == []


def test_a_search_stays_within_the_searchers_places(session: Session, here: Neighbourhood) -> None:
    units = (PlaceKind.UNIT,)
    found = gazetteer.find(session, (here.fengyuan.path,), "１－１０１", units)
    assert [place.full_name for place in found] == ["枫园小区 › 第一网格 › 1 号楼 › 1-101"]
    everywhere = gazetteer.find(session, ("/",), "1-101", units)
    assert len(everywhere) == 2
    assert gazetteer.find(session, (), "1-101", units) == []
    assert gazetteer.find(session, ("/",), "100%", units) == []
    both = gazetteer.find(session, ("/",), "清河 里", (PlaceKind.COMPOUND,))
    assert [place.name for place in both] == ["清河里"]


def test_compounds_lie_within_a_place_or_around_it(session: Session, here: Neighbourhood) -> None:
    def names(path: str, words: str = "") -> list[str]:
        return sorted(place.name for place in gazetteer.compounds(session, (path,), words))

    assert names(here.places["zhelu"].path) == ["枫园小区", "清河里"]
    assert names(here.places["fengyuan-1-101"].path) == ["枫园小区"]
    assert names("/", "qinghe") == ["清河里"]
    assert gazetteer.compounds(session, ()) == []
