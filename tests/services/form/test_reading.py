"""Which forms are there for whom, where, and which of them wait."""

from datetime import date
from fractions import Fraction

import pytest
from sqlmodel import Session

from rules.permission import STRANGER
from rules.refusal import Refused
from services.form import Given, answer_form
from services.form.reading import homes, listed, places, waiting
from services.form.summary import public_summary, summary
from tests.forms import formed
from tests.neighbourhood import Neighbourhood

TODAY = date(2026, 6, 10)
TEA = {"x_like": "tea", "x_count": 2}
SHIPPED = {"opinion", "stairwell"}


def keys(session: Session, here: Neighbourhood, name: str) -> set[str]:
    return {row.told.form.key for row in listed(session, here.visitors[name], TODAY)} - SHIPPED


def test_each_sees_the_forms_that_are_for_him(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "all", here.fengyuan)
    formed(session, here, "members", here.fengyuan, use="members")
    formed(session, here, "sheet", here.fengyuan, use="sheet")
    formed(session, here, "step", here.fengyuan, use="step")
    assert keys(session, here, "chen") == {"all", "members"}
    assert keys(session, here, "wai") == {"all"}
    assert keys(session, here, "wu") == {"all", "members", "sheet"}
    assert keys(session, here, "lin") == {"all", "members", "sheet", "step"}
    rows = {r.told.form.key: r for r in listed(session, STRANGER, TODAY)}
    assert set(rows) == {"all", "opinion"}
    assert rows["all"].answers is None


def test_the_nearest_place_is_offered_first(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "all", None)
    formed(session, here, "members", None, use="members")
    home = tuple(held.path for held in here.chen.held)
    codes = [place.code for place in places(session, "all", home)]
    assert codes[0] == "fengyuan"
    assert set(codes) >= {"qinghe", "fengyuan-community", "zhelu"}
    assert "qinghe" not in [place.code for place in places(session, "members", home)]
    assert places(session, "members", ()) == []


def test_a_form_waits_until_it_is_answered_by_each_person_or_each_home(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "person", here.fengyuan, use="members", one_per="member")
    formed(session, here, "home", here.fengyuan, use="survey", one_per="unit")
    formed(session, here, "over", here.fengyuan, use="members", closes_on="2026-06-09")

    def wait(name: str) -> list[str]:
        return [told.form.key for told in waiting(session, here.visitors[name], TODAY)]

    assert wait("he") == ["home", "person"]
    assert wait("lin") == ["person"]
    assert wait("wai") == []
    (home,) = homes(session, here.he, here.fengyuan.path)
    place = here.fengyuan.id or 0
    answer_form(session, here.he, "home", Given(TEA, place, unit_id=home.id))
    answer_form(session, here.he, "person", Given(TEA, place))
    assert wait("he") == []


def test_a_summary_counts_exactly_and_shows_words_only_to_those_who_may(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "all", None, results_public=True)
    place = here.fengyuan.id or 0
    for count in (1, 2, 4):
        answer_form(
            session,
            STRANGER,
            "all",
            Given({"x_like": "tea", "x_count": count, "x_words": "香"}, place),
        )
    told = summary(session, here.lin, "all")
    like, count_, words = told.fields
    assert (told.answers, like.counts) == (3, (("tea", 3), ("rice", 0)))
    assert count_.mean is not None
    assert (count_.mean.numerator, count_.mean.denominator) == (7, 3)
    assert words.texts == ("香", "香", "香")
    assert public_summary(session, "all").too_few
    for _turn in range(2):
        answer_form(session, STRANGER, "all", Given({"x_like": "rice"}, place))
    public = public_summary(session, "all")
    assert [field.column.name for field in public.fields] == ["x_like"]
    for _turn in range(4):
        given = {"x_like": "rice", "x_count": 9 if _turn == 3 else 1}
        answer_form(session, STRANGER, "all", Given(given, place))
    like, count_ = public_summary(session, "all").fields
    assert (like.filled, count_.filled) == (5, 5)  # of nine and of seven: by whole groups
    assert (count_.mean, count_.least, count_.most) == (Fraction(9, 5), None, None)
    assert summary(session, here.lin, "all").fields[1].most == 9
    for who in (here.chen, here.ma, STRANGER):
        with pytest.raises(Refused):
            summary(session, who, "all")
    formed(session, here, "secret", None)
    with pytest.raises(Refused, match="not public"):
        public_summary(session, "secret")
