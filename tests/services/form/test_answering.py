"""Forms are answered by those they are for, in time, once where wanted, and never in a flood."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from db.session import transaction
from models.base import clock_at, now
from models.definition import DefinitionKind
from models.firm import Interest
from models.form import FormAnswer
from models.trail import TrailLine
from rules.form import Form
from rules.permission import STRANGER, Visitor
from rules.refusal import Refused
from services.change import check
from services.form import Given, answer_form, answering, fingerprint
from services.form.reading import counted, given
from tests.changes import drafted
from tests.firms import settled
from tests.forms import COUNT, LIKE, body, formed
from tests.neighbourhood import Neighbourhood

TEA = {"x_like": "tea", "x_count": 3, "x_words": "香"}
SURVEY: dict[str, Any] = {"use": "survey", "one_per": "unit", "changeable": True}


def to(here: Neighbourhood, values: dict[str, Any] | None = None, **more: Any) -> Given:
    return Given(TEA if values is None else values, here.fengyuan.id or 0, **more)


def home(here: Neighbourhood, label: str) -> int:
    return here.units[f"fengyuan-{label}"].id or 0


def test_a_stranger_answers_a_public_form_and_leaves_no_name(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "taste", None)
    row = answer_form(session, STRANGER, "taste", to(here, sender=fingerprint("taste", "10.0.0.1")))
    assert row.extra == TEA
    assert (row.number, row.path, row.member_id) == (1, here.fengyuan.path, None)
    assert "10.0.0.1" not in row.sender
    line = session.exec(select(TrailLine).where(TrailLine.code == "form.answered")).one()
    assert (line.actor_id, line.about) == (None, f"form_answer:{row.id}")
    assert line.after == {"form": "taste", "version": 1}


def test_the_same_sender_has_another_mark_on_every_form() -> None:
    assert fingerprint("a", "10.0.0.1") != fingerprint("b", "10.0.0.1")
    assert fingerprint("a", "10.0.0.1") == fingerprint("a", "10.0.0.1")


def test_what_a_condition_hides_is_not_kept(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None)
    row = answer_form(session, STRANGER, "taste", to(here, {"x_like": "rice", "x_words": "骗"}))
    assert row.extra == {"x_like": "rice"}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"x_like": "wine"},
        {"x_like": "tea", "x_count": 10},
        {"x_like": "tea", "x_count": "; drop table"},
        {"x_like": "tea", "form_key": "other"},
        {"x_like": "tea", "x_else": 1},
        {"x_like": ["tea"]},
        {"x_like": "tea", "x_words": "长" * 201},
        {"x_like": "tea", "x_words": "长" * 50_000},
        {"x_like": "tea", "x_words": "\ud800"},
        {"x_like": {"a": {"b": 1}}},
    ],
)
def test_hostile_answers_are_refused_and_nothing_stays(
    session: Session, here: Neighbourhood, values: dict[str, Any]
) -> None:
    formed(session, here, "taste", None)
    with pytest.raises(Refused):
        answer_form(session, STRANGER, "taste", to(here, values))
    assert session.exec(select(FormAnswer)).all() == []


def test_a_form_is_answered_only_where_it_holds(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", here.fengyuan)
    answer_form(session, STRANGER, "taste", to(here))
    for code in ("qinghe", "fengyuan-community", "fengyuan-1-101"):
        with pytest.raises(Refused, match="not asked at this place"):
            answer_form(session, STRANGER, "taste", Given(TEA, here.places[code].id or 0))
    with pytest.raises(Refused, match="no such form"):
        answer_form(session, STRANGER, "other", to(here))


def test_before_its_first_day_and_after_its_last_it_is_closed(
    session: Session, here: Neighbourhood
) -> None:
    today = now().date().isoformat()
    formed(session, here, "taste", None, opens_on=today, closes_on=today)
    answer_form(session, STRANGER, "taste", to(here))
    for days, word in ((-1, "from"), (1, "closed")):
        with (
            clock_at(now() + timedelta(days=days)),
            pytest.raises(Refused, match=word),
        ):
            answer_form(session, STRANGER, "taste", to(here))


def test_a_form_for_members_is_for_those_of_the_place(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "taste", None, use="members")
    for who in (here.chen, here.lin, here.ma):
        answer_form(session, who, "taste", to(here))
    with pytest.raises(Refused, match="sign in"):
        answer_form(session, STRANGER, "taste", to(here))
    with pytest.raises(Refused, match="role"):
        answer_form(session, here.wai, "taste", to(here))


def test_once_each_person_means_once(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None, use="members", one_per="member")
    answer_form(session, here.chen, "taste", to(here))
    answer_form(session, here.zhou, "taste", to(here))
    with pytest.raises(Refused, match="already"):
        answer_form(session, here.chen, "taste", to(here))


def test_a_home_answers_once_and_may_change_its_answer(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "taste", None, **SURVEY)
    unit = home(here, "2-102")
    first = answer_form(session, here.he, "taste", to(here, unit_id=unit))
    again = answer_form(session, here.he, "taste", to(here, {"x_like": "rice"}, unit_id=unit))
    assert (first.id, again.extra) == (again.id, {"x_like": "rice"})
    assert given(session, here.he, "taste", here.fengyuan.id or 0, unit) is again
    assert given(session, here.zhou, "taste", here.fengyuan.id or 0, unit) is None


def test_nobody_answers_for_a_home_that_is_not_his(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None, **SURVEY)
    for unit in (home(here, "1-102"), 0, 10**6):
        with pytest.raises(Refused, match="home"):
            answer_form(session, here.chen, "taste", to(here, unit_id=unit))
    with pytest.raises(Refused, match="home"):
        answer_form(session, here.lin, "taste", to(here, unit_id=home(here, "1-101")))
    with pytest.raises(Refused, match="Choose the home"):
        answer_form(session, here.he, "taste", to(here, unit_id=home(here, "P-01")))


def test_whoever_else_owns_the_home_sees_that_it_has_answered(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "taste", None, **SURVEY)
    unit = home(here, "1-101")
    answer_form(session, here.chen, "taste", to(here, unit_id=unit))
    row = session.exec(select(FormAnswer)).one()
    row.member_id = here.zhou.member_id
    session.add(row)
    session.flush()
    with pytest.raises(Refused, match="Somebody else of your home"):
        answer_form(session, here.chen, "taste", to(here, unit_id=unit))


def test_of_two_answers_of_a_home_at_once_one_stays(here: Neighbourhood) -> None:
    with transaction() as session:
        formed(session, here, "taste", None, **(SURVEY | {"changeable": False}))
    unit = home(here, "2-102")

    def answer(word: str) -> bool:
        try:
            with transaction() as own:
                answer_form(own, here.he, "taste", to(here, {"x_like": word}, unit_id=unit))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(answer, ["tea", "rice", "tea", "rice"]))
    with transaction() as session:
        assert len(session.exec(select(FormAnswer)).all()) == sum(done) == 1


def test_of_two_answers_of_a_member_at_once_one_stays_and_the_other_is_told_so(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    formed(session, here, "taste", None, use="members", one_per="member")
    answer_form(session, here.chen, "taste", to(here))

    def none_yet(_session: Session, _actor: Visitor, form: Form, mark: str) -> FormAnswer:
        return FormAnswer(form_key=form.key, number=1, place_id=0, path="", once=mark)

    monkeypatch.setattr(answering, "_standing", none_yet)
    with pytest.raises(Refused, match="at the same moment"):
        answer_form(session, here.chen, "taste", to(here))
    assert len(session.exec(select(FormAnswer)).all()) == 1


def test_one_sender_cannot_flood_a_form(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None, per_sender=2, per_hour=4)
    for sender in ("a", "a", "b", "b"):
        answer_form(session, STRANGER, "taste", to(here, sender=sender))
    with pytest.raises(Refused, match="often enough"):
        answer_form(session, STRANGER, "taste", to(here, sender="a"))
    with pytest.raises(Refused, match="Very many"):
        answer_form(session, STRANGER, "taste", to(here, sender="c"))
    with clock_at(now() + timedelta(minutes=61)):
        answer_form(session, STRANGER, "taste", to(here, sender="a"))


def test_those_that_come_at_once_are_counted_too(here: Neighbourhood) -> None:
    with transaction() as session:
        formed(session, here, "taste", None, per_sender=2)

    def answer(_turn: int) -> bool:
        try:
            with transaction() as own:
                answer_form(own, STRANGER, "taste", to(here, sender="a"))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(answer, range(6))) == 2


def test_a_score_sheet_is_for_those_who_score_and_are_not_tied(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "taste", None, use="sheet", one_per="member", changeable=True)
    row = answer_form(session, here.wu, "taste", to(here))
    assert row.about == f"place:{here.fengyuan.id}"
    for who in (here.chen, here.ma, here.wai):
        with pytest.raises(Refused, match="role"):
            answer_form(session, who, "taste", to(here))


def test_answers_are_read_by_those_who_serve_there(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None)
    answer_form(session, STRANGER, "taste", to(here))
    answer_form(session, STRANGER, "taste", Given(TEA, here.places["qinghe"].id or 0))
    read: dict[str, Visitor] = {n: here.visitors[n] for n in here.visitors}
    seen = {name: counted(session, who, "taste")[0] for name, who in read.items()}
    assert {name: n for name, n in seen.items() if n is not None} == {
        "lin": 2,
        "tang": 2,
        "qin": 2,
        "guan": 2,
        "wu": 1,
        "shi": 1,
    }


def test_a_question_that_was_answered_keeps_its_kind(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None)
    answer_form(session, STRANGER, "taste", to(here))
    number = LIKE | {"kind": "number", "choices": []}
    fewer = LIKE | {"choices": LIKE["choices"][1:]}
    told = {
        "kind": ([number, COUNT], "another question", 0),
        "choice": ([fewer, COUNT], None, 2),
    }
    for title, (fields, sentence, failing) in told.items():
        after = {"name": "口味", "use": "public", "sections": [{"title": "", "fields": fields}]}
        change = drafted(
            session, here.guan, None, (DefinitionKind.FORM, "taste", after), title=title
        )
        found = check(session, here.guan, change.id or 0).found[0]
        assert [p.sentence for p in found.problems if sentence and sentence in p.sentence] or (
            not sentence and not found.problems
        )
        if failing:
            assert sum(one.count for one in found.failing) == failing
    gone = drafted(session, here.guan, None, (DefinitionKind.FORM, "taste", None), title="gone")
    problem = check(session, here.guan, gone.id or 0).found[0].problems[0]
    assert problem.facts == {"n": 1}


def test_whoever_declared_an_interest_does_not_score(session: Session, here: Neighbourhood) -> None:
    formed(session, here, "taste", None, use="sheet")
    firm = settled(session, here).anju.id or 0
    session.add(
        Interest(firm_id=firm, member_id=here.wu.member_id or 0, text="亲属", declared_at=now())
    )
    session.flush()
    with pytest.raises(Refused):
        answer_form(session, here.wu, "taste", to(here))


def test_an_answer_that_names_somebody_stays_personal(
    session: Session, here: Neighbourhood
) -> None:
    sections = [{"fields": [LIKE, COUNT | {"personal": True}]}]
    formed(session, here, "taste", None, sections=sections)
    answer_form(session, STRANGER, "taste", to(here, {"x_like": "tea", "x_count": 3}))
    bare = body(sections=[{"fields": [LIKE, COUNT]}])
    found = drafted(session, here.guan, None, (DefinitionKind.FORM, "taste", bare))
    (told,) = check(session, here.guan, found.id or 0).found
    assert [problem.sentence for problem in told.problems] == [
        "What was filled in under “{name}” names people: it stays personal."
    ]
