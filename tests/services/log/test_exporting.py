"""What is handed over is the same for ever, and nobody rewrites it unseen."""

import io
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.storage import store
from models.ledger import Book, Entry, Period
from models.log import LeafKind
from models.voucher import Voucher, VoucherKind
from routes import open_data
from rules import export
from services.ledger.period import close_period
from services.log import key, publishing, tree, witness
from services.log.exporting import read_export, verified, write_export, write_papers
from services.log.page import verify_page
from tests.ledgers import opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.posted import hung
from tests.services.log import attacks

FIRST_QUARTER = date(2026, 2, 1)
PAPER = b"%PDF-1.4 the bill for the slide"


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    """A first quarter with a voucher, closed; then an entry of the second."""
    made = opened(session, here)
    paper = Voucher(
        book_id=made.id,
        sha256=sha256(PAPER).hexdigest(),
        kind=VoucherKind.PDF,
        name="发票.pdf",
        size=len(PAPER),
        added_by=here.wu.member_id,
    )
    session.add(paper)
    session.flush()
    bill = payment(48_000, day=FIRST_QUARTER)
    for content in (
        opening(1_000_000),
        receipt(36_000, day=FIRST_QUARTER),
        receipt(250_000, "G02", day=FIRST_QUARTER),
        type(bill)(**bill.__dict__ | {"voucher_ids": (paper.id,), "no_voucher_reason": ""}),
        receipt(1_200, day=FIRST_QUARTER),
    ):
        posted(session, here, made, content)
    close_period(session, here.wu, session.exec(select(Period.id)).first())
    return made


@pytest.fixture
def last_quarter(session: Session, here: Neighbourhood, book: Book) -> tuple[str, str]:
    """What an owner put into a drawer: the checkpoint, and the key that was printed."""
    held = publishing.checkpoint(session, book).note, key.log_key(session, book).verifier
    posted(session, here, book, receipt(7_700))
    return held


@pytest.fixture
def folder(session: Session, book: Book, last_quarter: object, tmp_path: Path) -> Path:
    """An honest export, with the one paper beside it."""
    write_export(session, book, tmp_path)
    (tmp_path / "vouchers").mkdir()
    (tmp_path / "vouchers" / f"{sha256(PAPER).hexdigest()}.pdf").write_bytes(PAPER)
    return tmp_path


def test_an_honest_export_passes(folder: Path, last_quarter: tuple[str, str]) -> None:
    assert verified(folder).problems == ()
    assert verified(folder, *last_quarter).problems == ()


@pytest.mark.parametrize("attack", attacks.ATTACKS, ids=lambda attack: attack.__name__)
def test_each_of_ten_attacks_is_caught_with_last_quarters_checkpoint(
    session: Session,
    book: Book,
    folder: Path,
    last_quarter: tuple[str, str],
    attack: attacks.Attack,
) -> None:
    attack(session, book, folder)
    since, public = last_quarter
    assert not verified(folder, since).ok
    assert not verified(folder, since, public).ok


def test_there_are_ten_of_them() -> None:
    assert len(attacks.ATTACKS) == 10


def test_an_attacker_who_signs_well_is_not_noticed_without_the_drawer(
    session: Session, book: Book, folder: Path
) -> None:
    """Why owners keep a checkpoint: the export alone cannot tell a history made anew."""
    attacks.show_two_histories(session, book, folder)
    assert verified(folder).ok


def test_the_witness_refuses_the_second_history(
    session: Session, here: Neighbourhood, book: Book, folder: Path
) -> None:
    seen = publishing.checkpoint(session, book)
    witness.cosign(session, here.qin, seen.id)
    write_export(session, book, folder)
    assert {"witnessed.txt", "witness-key.txt"} <= set(read_export(folder))
    assert verified(folder).ok
    kept = (folder / "witnessed.txt").read_text()
    attacks.show_two_histories(session, book, folder)
    (folder / "witnessed.txt").write_text(kept)
    (folder / "witness-key.txt").write_text(f"{_witness_key(session, here)}\n")
    assert not verified(folder).ok


def _witness_key(session: Session, here: Neighbourhood) -> str:
    return key.witness_keys(session, here.places["zhelu"].id)[-1].verifier


def test_an_older_export_comes_out_the_same_byte_for_byte(
    session: Session, here: Neighbourhood, book: Book, folder: Path, tmp_path: Path
) -> None:
    before, size = read_export(folder), book.leaf_count
    for fen in (100, 200, 300):
        posted(session, here, book, receipt(fen))
    key.rotate_key(session, here.wu, book.id)
    again = tmp_path / "again"
    assert write_export(session, book, again, size).size == size
    assert read_export(again) == {n: c for n, c in before.items() if not n.startswith("vouchers/")}
    assert write_export(session, book, again).size == size + 4
    assert verified(again, before["checkpoint.txt"].decode()).ok


def test_an_export_holds_what_the_readme_says(folder: Path) -> None:
    assert {name for name in read_export(folder) if "/" not in name} == {
        "entries.jsonl",
        "checkpoint.txt",
        "public-key.txt",
        "verify.html",
        *export.REPRODUCED,
    }
    assert (folder / "verify.html").read_bytes() == verify_page()


def test_only_the_last_public_copy_of_a_paper_is_handed_over(
    session: Session, book: Book, tmp_path: Path
) -> None:
    voucher = sha256(PAPER).hexdigest()
    for content in (b"%PDF shows too much", b"%PDF is fine"):
        copy = sha256(content).hexdigest()
        store(f"{copy}.pdf", content)
        body = {"entries": [4], "voucher": voucher, "copy": copy}
        tree.append(session, book, LeafKind.VOUCHER, body)
    write_export(session, book, tmp_path)
    assert write_papers(tmp_path) == 1
    assert [p.read_bytes() for p in (tmp_path / "vouchers").iterdir()] == [b"%PDF is fine"]
    assert verified(tmp_path).ok


def test_no_name_of_a_person_is_handed_over(
    session: Session, here: Neighbourhood, book: Book, tmp_path: Path
) -> None:
    from dataclasses import replace  # noqa: PLC0415 beside its one use

    from models.ledger import PartyKind  # noqa: PLC0415
    from rules.ledger.entry import Counterparty  # noqa: PLC0415

    party = Counterparty(PartyKind.PERSON, "欧阳小雨")
    posted(session, here, book, replace(receipt(500), party=party))
    write_export(session, book, tmp_path)
    everything = b"".join(read_export(tmp_path).values()).decode()
    names = {member.name for member in here.members.values()} - {"管理员"}
    assert not [name for name in {"欧阳小雨", *names} if name in everything]
    assert session.exec(select(Entry)).all()


def test_accounts_that_were_posted_raise_no_alarm(
    session: Session, here: Neighbourhood, tmp_path: Path
) -> None:
    disclosure, _ = hung(session, here)
    book = session.get_one(Book, disclosure.book_id)
    posted(session, here, book, receipt(500))
    write_export(session, book, tmp_path)
    assert verified(tmp_path, publishing.latest(session, book).note).problems == ()


def test_the_archive_of_open_data_verifies_as_it_is(
    session: Session, here: Neighbourhood, book: Book, last_quarter: tuple[str, str], tmp_path: Path
) -> None:
    session.commit()
    answer = TestClient(Starlette(routes=open_data.ROUTES)).get("/open-data/ledger/fengyuan.zip")
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    assert verified(tmp_path, *last_quarter).problems == ()
