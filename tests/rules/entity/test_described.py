"""Every table says of itself what the low-code tools may show, and nothing more."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Enum, LargeBinary

import models
from db.append_only import APPEND_ONLY
from models.base import Record
from models.screen import Changes, Screen
from models.secret import Sealed
from rules.entity.words import CHOICES, GROUPS

ROOT = Path(__file__).parents[3]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OF_EVERY_ROW = {"id", "created_at"}
WITHHELD = {"sign_in_session", "sign_in_ticket"}  # when somebody was here is his own affair

# What no screen, export, figure or search may ever reach, whoever asks.
SECRET_NAMES = {
    "password_hash",
    "token_version",
    "phone_print",
    "id_print",
    "cookie_hash",
    "ticket_hash",
    "link_hash",
    "check_in_hash",
    "browser",
    "seen_at",
    "salt",
    "commitment",
    "secret",
    "private",
    "sender",
    "household",
    "receipt",
    "stance",
    "path",
    "extra",
}
# What one person chose or said in confidence, and what would lead back to him.
SECRET_COLUMNS = {
    "member": {"failed_count"},
    "ballot": {"choice", "voter_id", "member_id", "document"},
    "proxy": {"instruction"},
    "statement_vote": {"stance", "member_id"},
    "survey_answer": {"points", "text", "unit_id", "member_id"},
    "sheet": {"points", "notes"},
    "rating": {"member_id", "household"},
    "endorsement": {"member_id", "household"},
    "petition_signature": {"head", "area_cm2", "member_id"},
    "voter": {"head"},
    "voter_owner": {"owner_id"},
    "party": {"mark", "name"},
    "bank_line": {"party", "serial"},
    "draft": {"text", "member_id"},
    "meeting": {"link"},
    "form_answer": {"member_id", "sender"},
    "delivery": {"body", "answer"},
    # Sums that were made before anybody's rights were asked: metrics give them out.
    "rollup": {"first", "second", "row_count", "total"},
    "snapshot": {"numerator", "denominator", "row_count"},
    "alert": {"value"},
}


def _tables(of: type[Record] = Record) -> dict[str, type[Record]]:
    found = {}
    for one in of.__subclasses__():
        if one.__module__.startswith("models.") and "__table__" in one.__dict__:
            found[str(one.__tablename__)] = one
        found |= _tables(one)
    return found


assert models.TABLES
TABLES = {name: one for name, one in _tables().items() if name not in WITHHELD}
EACH = pytest.mark.parametrize("name", sorted(TABLES))


def _columns(name: str) -> list[Column[Any]]:
    return list(TABLES[name].__table__.columns)  # type: ignore[attr-defined]


def _described(name: str) -> dict[str, dict[str, Any]]:
    return {c.name: c.info["described"] for c in _columns(name) if "described" in c.info}


def _screen(name: str) -> Screen:
    return TABLES[name].__dict__["__screen__"]


def test_the_tables_of_the_house_are_counted_in_folders_too() -> None:
    assert models.names() == {*_tables(), "search_text"}  # which is a table without a class
    assert {"entry", "motion", "edition_placing"} <= models.names()


@EACH
def test_every_table_has_a_screen_with_words_in_both_languages(name: str) -> None:
    screen = _screen(name)
    assert CHINESE.search(screen.label)
    assert screen.english
    assert not CHINESE.search(screen.english)
    assert screen.icon != "table"
    assert screen.group in GROUPS


@EACH
def test_every_name_in_a_screen_is_a_described_column_or_a_table(name: str) -> None:
    screen, known = _screen(name), set(_described(name))
    named = {screen.title, screen.order.removeprefix("-")}
    named |= {*screen.listed, *screen.search, *screen.free, *screen.key}
    assert screen.title
    assert named <= known
    for other in screen.inline:
        targets = {key.column.table.name for c in _columns(other) for key in c.foreign_keys}
        assert name in targets, f"{other} does not point at {name}"


@EACH
def test_every_table_shows_something_of_its_own(name: str) -> None:
    own = {column: facts for column, facts in _described(name).items() if column != "id"}
    assert set(own) - OF_EVERY_ROW
    for column, facts in own.items():
        assert facts["label"] == facts["label"].strip() != "", column
        assert not CHINESE.search(facts["english"]), column


@EACH
def test_what_must_never_be_seen_is_not_described(name: str) -> None:
    shown = set(_described(name))
    assert not shown & SECRET_NAMES
    assert not shown & SECRET_COLUMNS.get(name, set())
    for column in _columns(name):
        if isinstance(column.type, Sealed | JSON | LargeBinary):
            assert column.name not in shown, column.name


def test_the_tables_that_are_withheld_say_nothing_of_themselves() -> None:
    for name in WITHHELD:
        columns = Record.metadata.tables[name].columns
        assert {c.name for c in columns if "described" in c.info} <= OF_EVERY_ROW
        assert "__screen__" not in _tables()[name].__dict__


def test_the_closed_list_of_secrets_names_columns_that_are_there() -> None:
    for name, secret in SECRET_COLUMNS.items():
        assert secret <= {column.name for column in _columns(name)}, name


@EACH
def test_search_finds_nobody_by_what_is_masked(name: str) -> None:
    described = _described(name)
    assert not [column for column in _screen(name).search if described[column]["personal"]]


@EACH
def test_a_private_person_is_masked_wherever_a_row_names_him(name: str) -> None:
    """Whoever acts in an office signs with his name; who lives here is masked."""
    private = {"proposer_id", "author_id", "owner_id", "raised_by", "begun_by", "holder"}
    private |= {"username", "actor_name", "voter_id", "holder_member_id", "debtor"}
    for column, facts in _described(name).items():
        if column in private and name != "appeal":  # a firm raises an appeal
            assert facts["personal"], column


@EACH
def test_a_table_is_read_only_exactly_where_the_database_says_so(name: str) -> None:
    assert (_screen(name).changes is Changes.NEVER) == (name in APPEND_ONLY)


def test_only_the_registers_are_changed_on_the_generated_screen() -> None:
    here = {name for name in TABLES if _screen(name).changes is Changes.HERE}
    assert here == {"organisation", "grid_post", "dispute", "work_order", "chart_note"}


@EACH
def test_where_rows_change_by_acts_there_is_a_page_of_these_acts(name: str) -> None:
    screen = _screen(name)
    if screen.page:
        assert (ROOT / "pages" / f"{screen.page}.py").is_file()
    else:
        assert screen.changes is Changes.HERE or screen.group == "machinery"


@EACH
def test_every_value_of_a_closed_list_has_words(name: str) -> None:
    for column in _columns(name):
        kinds = column.type.enum_class if isinstance(column.type, Enum) else None
        if kinds is not None and "described" in column.info:
            assert set(CHOICES[kinds.__name__]) == {one.value for one in kinds}, kinds.__name__


def test_no_words_are_kept_for_lists_that_no_table_shows() -> None:
    used = {
        column.type.enum_class.__name__
        for name in TABLES
        for column in _columns(name)
        if isinstance(column.type, Enum) and column.type.enum_class is not None
    }
    plain = {f"{name}.{column.name}" for name in TABLES for column in _columns(name)}
    assert set(CHOICES) <= used | plain
