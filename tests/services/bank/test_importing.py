"""A statement comes in once, however often it is handed in."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from models.bank import BankBalance, BankImport, BankLine
from rules.refusal import Refused
from services.bank.file import examined
from services.bank.importing import import_statement
from tests import statements
from tests.banks import banked, brought, lines
from tests.neighbourhood import Neighbourhood
from tests.services.bank.test_file import REAL, real
from tests.statements import FILES, GENERIC, IN, MOVES, OUT


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(BankLine)).one()


def test_a_statement_brings_every_line_with_its_totals(
    session: Session, here: Neighbourhood
) -> None:
    _book, account = banked(session, here)
    taken = brought(session, here, account)
    assert (taken.row_count, taken.added_count, taken.in_fen, taken.out_fen) == (4, 4, IN, OUT)
    assert (taken.first_on, taken.last_on) == (date(2026, 6, 1), date(2026, 6, 3))
    found = lines(session, account)
    assert [line.amount_fen for line in found] == [move[2] for move in MOVES]
    assert found[0].party == "易停车公司" and found[0].summary == "六月停车费"
    word = session.exec(select(BankBalance)).one()
    assert (word.day, word.balance_fen) == (date(2026, 6, 3), MOVES[-1][3])
    assert account.layout == "icbc"


@pytest.mark.parametrize("code", FILES)
def test_the_same_file_twice_adds_nothing(session: Session, here: Neighbourhood, code: str) -> None:
    _book, account = banked(session, here)
    account.shown = ""
    upload = examined("x", FILES[code]())
    first = import_statement(session, here.wu, account.id or 0, upload)
    again = import_statement(session, here.wu, account.id or 0, examined("y", FILES[code]()))
    assert (first.added_count, again.added_count, count(session)) == (len(MOVES), 0, len(MOVES))
    assert len(session.exec(select(BankImport)).all()) == 1


@pytest.mark.parametrize("name", REAL)
def test_the_real_files_come_in_twice_and_add_once(
    session: Session, here: Neighbourhood, name: str
) -> None:
    content = real(name)
    _book, account = banked(session, here)
    for added in (REAL[name][1], 0):
        upload = examined(name, content)
        taken = import_statement(session, here.wu, account.id or 0, upload, accepted=True)
        assert taken.added_count == added
    assert (taken.in_fen, taken.out_fen) == REAL[name][2:4]
    assert count(session) == REAL[name][1]


def test_months_that_overlap_add_what_is_new(session: Session, here: Neighbourhood) -> None:
    _book, account = banked(session, here)
    later = ("2026-06-05", "12:00:00", 500, 1_171_650, "早餐摊", "补差")
    brought(session, here, account, statements.boc(MOVES[:3]))
    taken = brought(session, here, account, statements.boc([*MOVES[1:], later]))
    assert (taken.row_count, taken.added_count) == (4, 2)
    assert count(session) == 5


def test_what_does_not_fit_waits_for_a_person(session: Session, here: Neighbourhood) -> None:
    _book, account = banked(session, here)
    upload = examined("x", statements.alipay(count=66))
    with pytest.raises(Refused, match="says 66 records and holds 4"):
        import_statement(session, here.wu, account.id or 0, upload)
    assert count(session) == 0
    import_statement(session, here.wu, account.id or 0, upload, accepted=True)
    assert count(session) == 4


def test_the_file_of_another_account_or_bank_is_noticed(
    session: Session, here: Neighbourhood
) -> None:
    _book, account = banked(session, here)
    with pytest.raises(Refused, match="ending in 1230; this one ends in 9876"):
        brought(session, here, account, statements.spdb())
    brought(session, here, account)
    with pytest.raises(Refused, match="came from 中国工商银行; this is from 招商银行"):
        brought(session, here, account, statements.cmb())


def test_a_mapping_is_kept_with_the_account(session: Session, here: Neighbourhood) -> None:
    _book, account = banked(session, here)
    upload = examined("x", statements.village_bank(), GENERIC)
    import_statement(session, here.wu, account.id or 0, upload, mapping='{"day": "日期"}')
    assert (account.layout, account.mapping) == ("generic", '{"day": "日期"}')


def test_only_who_keeps_the_books_brings_statements(session: Session, here: Neighbourhood) -> None:
    _book, account = banked(session, here)
    upload = examined("x", statements.icbc())
    with pytest.raises(Refused, match="role does not allow"):
        import_statement(session, here.shen, account.id or 0, upload)
    with pytest.raises(Refused, match="no such bank account"):
        import_statement(session, here.wu, 9_999, upload)


def test_progress_is_told(session: Session, here: Neighbourhood, tmp_path: Path) -> None:
    _book, account = banked(session, here)
    heard: list[tuple[int, int]] = []
    upload = examined("x", statements.icbc())
    import_statement(
        session, here.wu, account.id or 0, upload, told=lambda done, of: heard.append((done, of))
    )
    assert heard == [(0, 4), (4, 4)]
