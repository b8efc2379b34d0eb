"""One of many values means the same on either database, however many there are."""

import pytest
from sqlmodel import Session, col, select

from db.among import among
from models.place import Place
from tests.neighbourhood import Neighbourhood


@pytest.mark.parametrize(
    "codes",
    [[], ["zhelu"], ["zhelu", "没有的地方", "fengyuan"], [f"x-{n}" for n in range(5_000)]],
    ids=["none", "one", "some that are not there", "very many"],
)
def test_the_rows_are_those_whose_value_is_among_them(
    session: Session, here: Neighbourhood, codes: list[str]
) -> None:
    fits = among(session.connection(), col(Place.code), codes)
    found = set(session.exec(select(Place.code).where(fits)))
    assert found == set(codes) & set(here.places)


def test_postgresql_is_asked_the_same_words_for_one_value_and_for_many(session: Session) -> None:
    connection = session.connection()
    one, many = (str(among(connection, col(Place.id), range(n))) for n in (1, 1_000))
    if connection.dialect.name == "postgresql":
        assert one == many
