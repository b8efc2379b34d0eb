"""A red and black list from the command line: computed again, taken home, checked elsewhere."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlmodel import Session, col

import manage
from db.session import glance, transaction
from models.edition import Placing
from services.edition.checking import ROWS
from services.ranking import edition, listing
from services.ranking.listing import Row, Wanted
from tests import editions
from tests import street as streets
from tests.editions import BODY, Rated
from tests.neighbourhood import Neighbourhood
from tests.street import Size

pytestmark = pytest.mark.usefixtures("engine")
Captured = pytest.CaptureFixture[str]
CODE = "zhelu-2026h1"


@pytest.fixture
def street(here: Neighbourhood) -> Rated:
    """Two compounds with one name, peer groups, ranks that are shared."""
    with transaction() as session:
        body = BODY | {"peers": ["type"], "peer_minimum": 4, "round": 0}
        made = streets.street(session, here, Size(body=body))
        made.here.places["rated-1"].name = "橡园"
        session.flush()
        editions.begun(session, made)
        streets.measured(session, made)
        streets.walked(session, made)
        return made


def run(capsys: Captured, *arguments: object) -> tuple[int, str, str]:
    code = manage.main(list(map(str, arguments)))
    told = capsys.readouterr()
    return code, told.out, told.err


def shown(session: Session, made: Rated) -> list[Row]:
    """The rows with a rank, as the page has them."""
    told = edition.results(session, made.id)
    assert told is not None
    rows = listing.rows(session, Wanted(made.id, told.made.id), 0, 100)
    return [row for row in rows if row.rank is not None]


def test_an_edition_comes_out_again_and_says_so(capsys: Captured, street: Rated) -> None:
    code, out, _ = run(capsys, "edition", "recompute", CODE, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["agrees"] and told["same_program"] and not told["faults"]
    assert told["published"] == told["again"]
    assert "The hashes agree." in run(capsys, "edition", "recompute", CODE)[1]


def test_a_row_that_somebody_changed_is_found(capsys: Captured, street: Rated) -> None:
    with transaction() as session:
        _writable(session)
        placing = streets.first_placing(session, street)
        session.execute(update(Placing).where(col(Placing.id) == placing).values(score=1))
    code, out, _ = run(capsys, "edition", "recompute", CODE, "--json")
    assert code == 1
    told = json.loads(out)
    assert not told["agrees"] and told["faults"] == [ROWS]


def _writable(session: Session) -> None:
    """Placings never change: whoever changes one has taken the guard away first."""
    if session.get_bind().dialect.name == "sqlite":
        names = session.execute(
            text(
                "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='edition_placing'"
            )
        )
        for (name,) in names.all():
            session.execute(text(f'DROP TRIGGER "{name}"'))
    else:
        session.execute(text("ALTER TABLE edition_placing DISABLE TRIGGER USER"))


def test_what_is_taken_home_ranks_the_same(capsys: Captured, street: Rated, tmp_path: Path) -> None:
    code, out, _ = run(capsys, "edition", "export", CODE, tmp_path / "home", "--json")
    assert code == 0
    values, method, inputs = json.loads(out)["files"]
    code, out, _ = run(capsys, "rank", values, method, "--json")
    assert code == 0
    again = sorted(
        (row["score"], row["rank"], row["low"], row["high"], row["group"])
        for row in json.loads(out)
    )
    with glance() as session:
        mine = sorted(
            (row.score / 10**9, row.rank, row.low, row.high, row.peers or "")  # type: ignore[operator]
            for row in shown(session, street)
        )
    assert again == mine
    units = [row["unit"] for row in json.loads(out)]
    assert len([unit for unit in units if unit.startswith("橡园 (")]) == 2
    assert Path(inputs).is_file()


def test_published_inputs_are_checked_without_a_database(
    capsys: Captured, street: Rated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "edition", "export", CODE, tmp_path)
    published = json.loads(run(capsys, "edition", "recompute", CODE, "--json")[1])["published"]
    monkeypatch.setattr("db.session.engine", None)
    inputs = tmp_path / "inputs.json"
    code, out, _ = run(capsys, "edition", "verify", inputs, published, "--json")
    assert code == 0 and json.loads(out)["agrees"]
    code, out, _ = run(capsys, "edition", "verify", inputs, "0" * 64)
    assert code == 1 and "do NOT agree" in out
    (tmp_path / "other.json").write_text('{"edition": 1}')
    code, _, error = run(capsys, "edition", "verify", tmp_path / "other.json")
    assert code == 2 and "not the inputs of an edition" in error


@pytest.mark.parametrize("command", ["recompute", "export"])
def test_an_edition_that_is_not_there_gets_one_line(
    capsys: Captured, here: Neighbourhood, tmp_path: Path, command: str
) -> None:
    more = [tmp_path] if command == "export" else []
    code, _, error = run(capsys, "edition", command, "nowhere", *more)
    assert code == 2 and error == "Error: There is no edition “nowhere”.\n"


def test_an_edition_that_was_not_computed_is_not_taken_home(
    capsys: Captured, here: Neighbourhood, tmp_path: Path
) -> None:
    with transaction() as session:
        editions.opened(session, here)
    code, _, error = run(capsys, "edition", "export", CODE, tmp_path)
    assert code == 2 and error == f"Error: “{CODE}” has not been computed yet.\n"
    assert run(capsys, "edition", "recompute", CODE)[0] == 2
