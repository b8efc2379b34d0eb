"""Reading the models: a class that describes itself is an entity, and nothing else is."""

from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from sqlalchemy import BigInteger
from sqlmodel import Field, Session, select

import models
from models.base import Extended, described
from models.method import Method
from models.register import WorkOrder
from models.screen import Changes
from models.topic import Topic
from rules.entity import Entity, Kind
from rules.refusal import Refused
from services.entity import entities, entity, entity_for, path_of, within
from tests.neighbourhood import Neighbourhood

ROOT = Path(__file__).parent.parent.parent.parent


class Ripeness(StrEnum):
    """How far a fruit has come (成熟度)."""

    GREEN = "green"
    RIPE = "ripe"


class FruitTree(Extended, table=True):
    """A tree in the yard (果树): declared here, and nowhere else."""

    __tablename__ = "fruit_tree"

    place_id: int = Field(foreign_key="place.id", sa_column_kwargs=described("地方"))
    name: str = Field(max_length=20, sa_column_kwargs=described("名称"))
    ripeness: Ripeness = Field(sa_column_kwargs=described("成熟度", dimension=True))
    planted_on: date | None = Field(default=None, sa_column_kwargs=described("种植日期"))
    crop_fen: int = Field(
        default=0, ge=0, sa_type=BigInteger, sa_column_kwargs=described("收成", unit="分")
    )
    secret: str = ""


def test_a_class_becomes_an_entity_by_being_declared() -> None:
    tree = entity("fruit_tree")
    assert [column.name for column in tree.columns][2:] == [
        "place_id",
        "name",
        "ripeness",
        "planted_on",
        "crop_fen",
    ]
    kinds = {column.name: column.kind for column in tree.columns}
    assert kinds["place_id"] is Kind.PLACE and kinds["crop_fen"] is Kind.MONEY
    assert kinds["ripeness"] is Kind.CHOICE and kinds["planted_on"] is Kind.DATE
    assert tree.by_name["crop_fen"].least == 0 and tree.by_name["name"].longest == 20
    assert tree.by_name["name"].required and not tree.by_name["planted_on"].required
    assert tree.title == "name" and tree.can_extend


def test_what_is_not_described_is_not_there() -> None:
    assert "secret" not in entity("fruit_tree").by_name
    assert "password_hash" not in entity("member").by_name
    assert "choice" not in entity("ballot").by_name
    assert not {"sign_in_session", "sign_in_ticket"} & set(entities())


def test_a_table_that_is_not_there_is_refused_in_words(session: Session) -> None:
    for key in ("", "nothing", "topic; drop", "sign_in_session"):
        with pytest.raises(Refused, match="no such table"):
            entity_for(session, key)


def test_a_row_belongs_to_the_place_that_its_keys_lead_to() -> None:
    assert entity("work_order").scope.steps == ()
    assert entity("entry").scope.steps == (("book_id", "book"),)
    assert entity("member").scope.whole


def test_both_ways_to_ask_where_a_row_belongs_agree(session: Session, here: Neighbourhood) -> None:
    topic = entity("topic")
    for place in here.places.values():
        one = select(Topic.id).where(within(topic, place.path))
        other = select(Topic.id).where(path_of(topic).startswith(place.path))
        assert set(session.exec(one)) == set(session.exec(other))
    assert WorkOrder.__table__.name in entities()  # type: ignore[attr-defined]


def test_what_belongs_to_no_place_lies_in_the_house_and_nowhere_below(
    session: Session, here: Neighbourhood
) -> None:
    shipped = Method(code="shipped", name="内置办法", place_id=None)
    session.add(shipped)
    session.flush()
    method = entity("method")
    at = select(path_of(method)).where(method.table.c.id == shipped.id)
    assert session.connection().execute(at).scalar_one() == "/"
    for path, there in (("/", True), (here.places["zhelu"].path, False)):
        asked = select(Method.id).where(within(method, path))
        assert (shipped.id in session.exec(asked).all()) is there


def shipped() -> list[tuple[str, Entity]]:
    """The tables of the house, without those that tests declare."""
    return [(key, one) for key, one in entities().items() if key in models.names()]


def test_a_table_that_only_acts_change_names_the_page_where_they_are() -> None:
    """Two are counters that nobody changes by hand."""
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}
    of = {key: one.page for key, one in shipped() if one.changes is Changes.BY_ACTS}
    assert {key for key, page in of.items() if page not in pages} == {"revision", "topic_revision"}


def test_registers_are_changed_right_in_the_generated_screen() -> None:
    here = {key for key, one in shipped() if one.changes is Changes.HERE}
    assert here == {"work_order", "dispute", "organisation", "grid_post", "chart_note"}
