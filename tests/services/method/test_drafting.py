"""A street changes its method without code, and a version in use never changes."""

from copy import deepcopy
from typing import Any

import pytest
from sqlmodel import Session, select

from models.method import Method, MethodVersion
from models.procedure import VersionState
from models.trail import TrailLine
from rules.method.change import changed
from rules.notice import text_hash
from rules.refusal import Refused
from services.method import drafting
from services.method.drafting import Draft, copy_for, describe, draft_of, drop, edit_draft, publish
from services.method.reading import body_of, last_edition, listed, usable
from services.method.shipping import ship
from services.numbered import METHODS
from tests import editions
from tests.neighbourhood import Neighbourhood


def shipped(session: Session) -> Method:
    ship(session)
    return session.exec(select(Method).where(Method.code == "liaocheng")).one()


def own(session: Session, here: Neighbourhood, code: str = "zhelu-2026") -> Method:
    street = here.places["zhelu"].id or 0
    return copy_for(session, here.qin, shipped(session).id or 0, street, code, "赭麓评价办法")


def heavier(draft: Draft, onsite: int = 25, platform: int = 15) -> dict[str, Any]:
    body = changed(draft.body, "onsite", {"weight": onsite})
    return changed(body, "platform", {"weight": platform})


def test_a_street_copies_edits_and_publishes(session: Session, here: Neighbourhood) -> None:
    method = own(session, here)
    draft = draft_of(session, here.qin, method.id or 0)
    assert (draft.number, draft.edit_count) == (1, 0)
    assert publish(session, here.qin, draft.version_id, 0, "首版") == 1
    first = METHODS.published(session, method.id)
    assert first is not None
    kept = deepcopy(first.body)
    draft = draft_of(session, here.qin, method.id or 0)
    draft = edit_draft(session, here.qin, draft.version_id, draft.edit_count, heavier(draft))
    assert publish(session, here.qin, draft.version_id, draft.edit_count, "加重平台记录") == 2
    session.expire_all()
    assert first.state is VersionState.RETIRED
    assert (first.body, first.sha256) == (kept, text_hash(kept))
    second = METHODS.published(session, method.id)
    assert second is not None
    assert second.sha256 == text_hash(second.body) != first.sha256
    assert second.published_by == here.qin.member_id


def test_every_step_leaves_its_line_in_the_trail(session: Session, here: Neighbourhood) -> None:
    method = own(session, here)
    draft = draft_of(session, here.qin, method.id or 0)
    edit_draft(session, here.qin, draft.version_id, 0, heavier(draft))
    publish(session, here.qin, draft.version_id, 1, "")
    drop(session, here.qin, draft_of(session, here.qin, method.id or 0).version_id)
    wanted = select(TrailLine.code).where(TrailLine.about == f"method:{method.id}")
    assert list(session.exec(wanted.order_by(TrailLine.id))) == [  # type: ignore[arg-type]
        "method.copied",
        "method.edited",
        "method.published",
        "method.drafted",
        "method.dropped",
    ]


def test_weights_that_do_not_sum_are_kept_in_a_draft_and_never_published(
    session: Session, here: Neighbourhood
) -> None:
    draft = draft_of(session, here.qin, own(session, here).id or 0)
    wrong = heavier(draft, platform=10)
    draft = edit_draft(session, here.qin, draft.version_id, 0, wrong)
    with pytest.raises(Refused, match="sum to 95 %"):
        publish(session, here.qin, draft.version_id, draft.edit_count, "")
    assert METHODS.published(session, draft.method_id) is None


@pytest.mark.parametrize("broken", [{}, {"indicators": 5}, {"remark": 0.5}, {"draws": "many"}])
def test_a_draft_stays_readable(
    session: Session, here: Neighbourhood, broken: dict[str, Any]
) -> None:
    draft = draft_of(session, here.qin, own(session, here).id or 0)
    body = {**draft.body, **broken} if broken else {}
    with pytest.raises(Refused):
        edit_draft(session, here.qin, draft.version_id, 0, body)


def test_a_method_has_an_end(session: Session, here: Neighbourhood) -> None:
    draft = draft_of(session, here.qin, own(session, here).id or 0)
    body = {**draft.body, "words": {"source": "长" * drafting.LARGEST}}
    with pytest.raises(Refused, match="too long"):
        edit_draft(session, here.qin, draft.version_id, 0, body)


def test_two_editors_notice_each_other(session: Session, here: Neighbourhood) -> None:
    seen = draft_of(session, here.qin, own(session, here).id or 0)
    edit_draft(session, here.qin, seen.version_id, seen.edit_count, heavier(seen))
    for act in (
        lambda: edit_draft(session, here.qin, seen.version_id, seen.edit_count, seen.body),
        lambda: publish(session, here.qin, seen.version_id, seen.edit_count, ""),
    ):
        with pytest.raises(Refused, match="Somebody else has changed"):
            act()


def test_what_is_published_is_never_edited_or_dropped(
    session: Session, here: Neighbourhood
) -> None:
    draft = draft_of(session, here.qin, own(session, here).id or 0)
    publish(session, here.qin, draft.version_id, 0, "")
    for act in (
        lambda: edit_draft(session, here.qin, draft.version_id, 0, draft.body),
        lambda: publish(session, here.qin, draft.version_id, 0, ""),
        lambda: drop(session, here.qin, draft.version_id),
    ):
        with pytest.raises(Refused, match="no longer open"):
            act()


def test_a_version_that_says_the_same_is_not_published_twice(
    session: Session, here: Neighbourhood
) -> None:
    method = own(session, here)
    draft = draft_of(session, here.qin, method.id or 0)
    publish(session, here.qin, draft.version_id, 0, "")
    again = draft_of(session, here.qin, method.id or 0)
    with pytest.raises(Refused, match="Nothing differs from version 1"):
        publish(session, here.qin, again.version_id, 0, "")


def test_a_dropped_draft_frees_its_number(session: Session, here: Neighbourhood) -> None:
    method = own(session, here)
    draft = draft_of(session, here.qin, method.id or 0)
    publish(session, here.qin, draft.version_id, 0, "")
    dropped = draft_of(session, here.qin, method.id or 0)
    assert drop(session, here.qin, dropped.version_id) == 2
    assert draft_of(session, here.qin, method.id or 0).number == 2


def test_what_ships_is_changed_by_nobody_but_an_administrator(
    session: Session, here: Neighbourhood
) -> None:
    method = shipped(session)
    with pytest.raises(Refused, match="role"):
        draft_of(session, here.qin, method.id or 0)
    assert draft_of(session, here.guan, method.id or 0).number == 2


@pytest.mark.parametrize("name", ["chen", "zhou", "lin", "wu", "shi", "ma", "gao", "shen", "wai"])
def test_nobody_but_the_street_edits_its_method(
    session: Session, here: Neighbourhood, name: str
) -> None:
    method = own(session, here)
    who = getattr(here, name)
    with pytest.raises(Refused, match="role"):
        draft_of(session, who, method.id or 0)
    with pytest.raises(Refused, match="role"):
        describe(session, who, method.id or 0, ("改名", ""), ("", ""))
    with pytest.raises(Refused, match="role"):
        copy_for(session, who, method.id or 0, here.places["zhelu"].id or 0, "mine", "我的")


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("zhelu 2026", "名", "letters, digits and hyphens"),
        ("赭麓", "名", "letters, digits and hyphens"),
        ("x" * 41, "名", "letters, digits and hyphens"),
        ("liaocheng", "名", "is taken"),
        ("new", "  ", "give it a name"),
    ],
)
def test_a_copy_has_a_code_and_a_name(
    session: Session, here: Neighbourhood, code: str, name: str, said: str
) -> None:
    source, street = shipped(session), here.places["zhelu"].id or 0
    with pytest.raises(Refused, match=said):
        copy_for(session, here.qin, source.id or 0, street, code, name)


def test_a_name_is_changed_without_a_new_version(session: Session, here: Neighbourhood) -> None:
    method = own(session, here)
    describe(session, here.qin, method.id or 0, (" 新名 ", "New"), ("简介", "Summary"))
    assert (method.name, method.name_en, method.summary) == ("新名", "New", "简介")
    with pytest.raises(Refused, match="give it a name"):
        describe(session, here.qin, method.id or 0, ("", "New"), ("", ""))
    with pytest.raises(Refused, match="up to 40"):
        describe(session, here.qin, method.id or 0, ("长" * 41, ""), ("", ""))
    with pytest.raises(Refused, match="up to 40"):
        describe(session, here.qin, method.id or 0, ("名", ""), ("长" * 401, ""))


def test_a_stranger_to_the_numbers_is_told_so(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no such method"):
        draft_of(session, here.guan, 999_999)


def test_everybody_reads_what_is_published_and_nobody_a_draft(
    session: Session, here: Neighbourhood
) -> None:
    method = own(session, here)
    draft = draft_of(session, here.qin, method.id or 0)
    assert body_of(session, draft.version_id) is None
    row = next(row for row in listed(session) if row.method.id == method.id)
    assert (row.current, row.versions, row.has_draft) == (None, (), True)
    publish(session, here.qin, draft.version_id, 0, "首版")
    assert body_of(session, draft.version_id) == draft.body
    row = next(row for row in listed(session) if row.method.id == method.id)
    assert row.current is not None
    assert (row.current.note, row.place_name, row.has_draft) == ("首版", "赭麓街道", False)


def test_an_edition_may_begin_with_its_own_street_or_what_ships(
    session: Session, here: Neighbourhood
) -> None:
    method = own(session, here)
    street = here.places["zhelu"]
    assert method.id not in {m.id for m, _version in usable(session, street.path)}
    publish(session, here.qin, draft_of(session, here.qin, method.id or 0).version_id, 0, "")
    codes = [m.code for m, _version in usable(session, street.path)]
    assert codes == ["zhelu-2026", "liaocheng", "jinan", "weighted"]
    assert "zhelu-2026" not in {m.code for m, _version in usable(session, "/999/")}
    assert session.exec(select(MethodVersion).where(MethodVersion.method_id == method.id)).one()


def test_the_last_edition_is_the_methods_own_or_else_the_streets(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.computed(session, here)
    assert made.method is not None
    assert made.edition is not None
    street = here.places["zhelu"].path
    other = own(session, here)
    assert last_edition(session, made.method.method_id, "") == made.edition
    assert last_edition(session, other.id or 0, street) == made.edition
    assert last_edition(session, other.id or 0, "/999/") is None
    assert last_edition(session, other.id or 0, "") is None


def test_an_edition_that_was_not_computed_is_no_last_edition(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.opened(session, here)
    assert made.method is not None
    assert last_edition(session, made.method.method_id, here.places["zhelu"].path) is None
