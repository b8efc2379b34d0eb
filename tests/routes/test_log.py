"""What owners take home: a checkpoint, a proof and the page, for everybody, without an account."""

import base64
import hashlib
import re

import pytest
from sqlmodel import Session, func, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import glance, transaction
from models.ledger import Book
from models.log import Checkpoint
from routes import log
from rules.log import checkpoint as rule
from rules.log.entry_proof import entry_proof
from rules.log.note import verifier
from rules.log.proof import consistent
from services.log import publishing, tree
from services.log.key import log_key
from tests.ledgers import opened, opening, posted, receipt
from tests.neighbourhood import Neighbourhood

CLIENT = TestClient(Starlette(routes=log.ROUTES))


@pytest.fixture
def book(here: Neighbourhood) -> Book:
    with transaction() as session:
        made = opened(session, here)
        posted(session, here, made, opening(1_000_000))
        posted(session, here, made, receipt(36_000))
    return made


def test_the_checkpoint_of_this_moment_is_signed_and_nothing_is_written(book: Book) -> None:
    answer = CLIENT.get("/ledger/fengyuan/checkpoint")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    head, note = rule.read(answer.text)
    with glance() as session:
        assert note.signed_by(verifier(log_key(session, book).verifier))
        assert session.exec(select(func.count()).select_from(Checkpoint)).one() == 0
        assert _root(session, book) == head.root
    assert head.size == 3
    assert CLIENT.get("/ledger/fengyuan/checkpoint").text == answer.text


def _root(session: Session, book: Book) -> bytes:
    return tree.root(session, book.id or 0, 3)


def test_a_proof_carries_its_entry_and_holds(here: Neighbourhood, book: Book) -> None:
    answer = CLIENT.get("/ledger/fengyuan/2/proof")
    proof = entry_proof(answer.text)
    assert b'"number":2' in proof.leaf
    assert proof.shows(proof.leaf)
    assert (proof.index, proof.head.size) == (2, 3)
    with transaction() as session:
        publishing.checkpoint(session, book)
        posted(session, here, session.get(Book, book.id), receipt(500))
    assert CLIENT.get("/ledger/fengyuan/2/proof").text == answer.text  # under what was published


@pytest.mark.parametrize(
    "path",
    [
        "/ledger/nowhere/checkpoint",
        "/ledger/fengyuan%27/checkpoint",
        "/ledger/fengyuan/3/proof",
        "/ledger/fengyuan/0/proof",
        "/ledger/fengyuan/-1/proof",
        "/ledger/fengyuan/９/proof",
        "/ledger/fengyuan/99999999999999999999/proof",
        "/ledger/qinghe/1/proof",
    ],
)
def test_what_is_not_there_is_said_in_one_line(book: Book, path: str) -> None:
    answer = CLIENT.get(path)
    assert answer.status_code == 404
    assert answer.text.count("\n") == 1


def test_the_page_comes_with_a_policy_that_lets_its_own_script_run() -> None:
    answer = CLIENT.get("/verify.html")
    script = re.search(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert answer.headers["content-type"].startswith("text/html")


def test_any_two_sizes_are_joined_by_a_proof(book: Book) -> None:
    with glance() as session:
        roots = {size: tree.root(session, book.id or 0, size) for size in (1, 2, 3)}
    for old, new in ((1, 2), (1, 3), (2, 3), (3, 3)):
        answer = CLIENT.get(f"/ledger/fengyuan/consistency?from={old}&to={new}")
        path = [base64.b64decode(line) for line in answer.text.splitlines()]
        assert consistent(roots[old], old, roots[new], new, path)
        assert not consistent(roots[old][::-1], old, roots[new], new, path)


@pytest.mark.parametrize("asked", ["", "from=3&to=2", "from=1&to=4", "from=0&to=2", "from=一&to=2"])
def test_sizes_that_the_log_never_had_are_refused_in_one_line(book: Book, asked: str) -> None:
    answer = CLIENT.get(f"/ledger/fengyuan/consistency?{asked}")
    assert (answer.status_code, answer.text.count("\n")) == (404, 1)
