"""Accounts from the command line."""

import json
import re

import pytest
from sqlmodel import select

import manage
from db.session import glance, transaction
from models.member import Member
from services.sign_in.link import use_link, whose_link
from tests.neighbourhood import Neighbourhood

pytestmark = pytest.mark.usefixtures("engine")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = manage.main(["user", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_new_account_comes_with_its_link(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("add", "王芳", "--name", "王芳", "--role", "administrator", "--place", "fengyuan")
    code, out, _ = run(capsys, *asked, "--json")
    answer = json.loads(out)
    assert (code, answer["username"], answer["hours"]) == (0, "王芳", 48)
    key = re.fullmatch(r"http://127\.0\.0\.1:8501/reset\?key=([\w-]{43})", answer["link"])
    assert key
    with transaction() as session:
        assert use_link(session, key[1], "$2b$12$" + "x" * 53).name == "王芳"


def test_a_reset_prints_a_link_for_people(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "reset", "Chen")
    assert (code, err) == (0, "")
    key = out.strip().rpartition("key=")[2]
    with glance() as session:
        assert whose_link(session, key).username == "chen"


def test_a_locked_account_is_closed_until_it_is_opened_again(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed() -> bool:
        with glance() as session:
            return session.get_one(Member, here.chen.member_id).closed_at is not None

    assert run(capsys, "lock", "chen")[1] == "chen is locked.\n"
    assert closed()
    assert run(capsys, "lock", "chen", "--undo", "--json")[1] == (
        '{"username": "chen", "locked": false}\n'
    )
    assert not closed()


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "chen", "--name", "陈静"),
        ("add", "a/b", "--name", "王芳"),
        ("add", "wang", "--name", " "),
        ("add", "wang"),
        ("add", "wang", "--name", "王芳", "--role", "auditor"),
        ("add", "wang", "--name", "王芳", "--place", "fengyuan"),
        ("add", "wang", "--name", "王芳", "--role", "king", "--place", "fengyuan"),
        ("add", "wang", "--name", "王芳", "--role", "auditor", "--place", "nowhere"),
        ("reset", "nobody"),
        ("lock", "nobody"),
        ("lock", "chen", "--undo"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("Error: ")
    with glance() as session:
        assert len(here.members) == len(session.exec(select(Member)).all())


def test_a_locked_account_gets_no_link(
    here: Neighbourhood, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "lock", "chen")
    assert run(capsys, "reset", "chen")[0] == 2
