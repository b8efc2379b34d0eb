"""Books from the command line: listed, handed over, verified, and their keys kept."""

import json
from pathlib import Path

import pytest

import manage
from db.session import transaction
from models.ledger import Book
from models.log import LogKey
from services.log.key import whole
from tests.ledgers import opened, opening, posted, receipt
from tests.neighbourhood import Neighbourhood

pytestmark = pytest.mark.usefixtures("engine", "house")


@pytest.fixture
def house(here: Neighbourhood) -> None:
    """A house in which 枫园小区 keeps books."""
    with transaction() as session:
        book = opened(session, here)
        posted(session, here, book, opening(1_000_000))
        posted(session, here, book, receipt(36_000))


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = manage.main(["ledger", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def post(here: Neighbourhood, fen: int) -> None:
    with transaction() as session:
        posted(session, here, session.get(Book, 1), receipt(fen))


Captured = pytest.CaptureFixture[str]


def test_compounds_that_keep_books_are_listed(capsys: Captured) -> None:
    code, out, _ = run(capsys, "compounds", "--json")
    assert (code, json.loads(out)) == (
        0,
        [{"code": "fengyuan", "name": "枫园小区", "entries": 3}],
    )
    assert "枫园小区" in run(capsys, "compounds")[1]


def test_an_export_verifies_now_and_against_an_old_checkpoint(
    here: Neighbourhood, capsys: Captured, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert run(capsys, "export", "--compound", "fengyuan", old)[0] == 0
    post(here, 700)
    assert run(capsys, "export", "--compound", "fengyuan", new)[0] == 0
    since = ("--since", old / "checkpoint.txt", "--key", old / "public-key.txt")
    code, out, _ = run(capsys, "verify", new, *since, "--json")
    assert (code, json.loads(out)) == (0, {"ok": True, "entries": 4, "problems": []})
    code, out, _ = run(capsys, "verify", old, "--since", new / "checkpoint.txt", "--json")
    answer = json.loads(out)
    assert (code, answer["ok"], answer["entries"]) == (1, False, 3)
    assert "taken away" in answer["problems"][0]


def test_what_was_changed_is_told_with_exit_code_1(capsys: Captured, tmp_path: Path) -> None:
    run(capsys, "export", "--compound", "fengyuan", tmp_path)
    path = tmp_path / "statement.csv"
    path.write_bytes(path.read_bytes().replace(b"36000", b"36001"))
    code, out, err = run(capsys, "verify", tmp_path)
    assert (code, err) == (1, "")
    assert "statement.csv does not say what entries.jsonl says" in out
    assert "核对不通过" in out


def test_the_same_size_gives_the_same_bytes(
    here: Neighbourhood, capsys: Captured, tmp_path: Path
) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    run(capsys, "export", "--compound", "fengyuan", first, "--vouchers")
    post(here, 700)
    run(capsys, "export", "--compound", "fengyuan", again, "--size", 3)
    for path in first.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "--compound", "nowhere", "x"), "No books are kept for “nowhere”"),
        (("export", "--compound", "fengyuan", "x", "--size", "99"), "3 leaves"),
        (("export", "--compound", "fengyuan", "/proc/nowhere"), "/proc/nowhere"),
        (("verify", "/nowhere"), "/nowhere: No such file"),
        (("verify", ".", "--since", "/nowhere"), "/nowhere: No such file"),
        (("verify", ".", "--key", "/bin/true"), "no text"),
        (("cosign", "--compound", "fengyuan", "--as", "qin"), "No checkpoint"),
        (("key", "restore", "--compound", "fengyuan", "/nowhere"), "No such file"),
        (("key", "witness", "--street", "nowhere", "--as", "qin"), "no place"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1


def test_the_office_cosigns_and_others_are_refused(capsys: Captured, tmp_path: Path) -> None:
    run(capsys, "export", "--compound", "fengyuan", tmp_path)
    asked = ("cosign", "--compound", "fengyuan", "--as")
    assert run(capsys, *asked, "wu")[0] == 2
    made = json.loads(
        run(capsys, "key", "witness", "--street", "zhelu", "--as", "qin", "--json")[1]
    )
    code, out, _ = run(capsys, *asked, "qin", "--json")
    answer = json.loads(out)
    assert (code, answer["size"]) == (0, 3)
    run(capsys, "export", "--compound", "fengyuan", tmp_path)
    assert answer["line"] in (tmp_path / "witnessed.txt").read_text()
    assert (tmp_path / "witness-key.txt").read_text() == made["key"] + "\n"
    assert run(capsys, "verify", tmp_path)[0] == 0


def test_a_key_is_shown_backed_up_rotated_and_restored(capsys: Captured, tmp_path: Path) -> None:
    at = ("--compound", "fengyuan", "--json")
    phrase, file = tmp_path / "phrase", tmp_path / "backup.txt"
    phrase.write_text("一句只有我们知道的长长的话\n")
    (first,) = json.loads(run(capsys, "key", "show", *at)[1])["log"]
    backup = ("key", "backup", *at, file, "--passphrase-file", phrase)
    assert run(capsys, *backup)[0] == 0
    assert (file.stat().st_mode & 0o777, first in file.read_text()) == (0o600, True)
    assert "File exists" in run(capsys, *backup)[2]  # no backup is written over
    restore = ("key", "restore", *at, file, "--passphrase-file", phrase)
    assert json.loads(run(capsys, *restore)[1]) == {"key": first}
    second = json.loads(run(capsys, "key", "rotate", *at)[1])["key"]
    assert json.loads(run(capsys, "key", "show", *at)[1])["log"] == [first, second]
    assert "replaced" in run(capsys, *restore)[2]
    run(capsys, "export", "--compound", "fengyuan", tmp_path / "out")
    assert (tmp_path / "out" / "public-key.txt").read_text() == f"{first}\n{second}\n"
    assert run(capsys, "verify", tmp_path / "out")[0] == 0
    with transaction() as session:
        assert whole(session.get(LogKey, 2)).verifier.name == "gonggongshouyi/fengyuan"
