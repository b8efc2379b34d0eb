"""A council changes its procedure without code, and topics under way stay on theirs."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from models.procedure import FieldKind, GateKind, Procedure
from rules.procedure import FormField, Gate
from rules.refusal import Refused
from services.place import voting_rule
from services.plan import current_step, newest
from services.procedure.drafting import (
    affected,
    copy_for,
    draft_of,
    drop_draft,
    publish,
    save_draft,
)
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def own(session: Session, here: Neighbourhood) -> Procedure:
    shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    return copy_for(session, here.lin, shipped.id, here.fengyuan.id, "fengyuan-wumin", "枫园五民")


def test_a_council_copies_edits_and_publishes_and_open_topics_stay(
    session: Session, here: Neighbourhood
) -> None:
    procedure = own(session, here)
    draft = draft_of(session, here.lin, procedure.id)
    publish(session, here.lin, draft.version_id, draft.edit_count, "首版")
    rule = voting_rule(session, here.fengyuan.id)
    rule.procedure_code = "fengyuan-wumin"
    session.add(rule)
    session.flush()
    topic = raised(session, here)
    draft = draft_of(session, here.lin, procedure.id)
    first = replace(
        draft.steps[0],
        name="居民提",
        gates=(Gate(GateKind.TWO_PERSONS, {"roles": ["council"]}),),
        fields=(FormField("cost", "预计费用", kind=FieldKind.MONEY, required=True),),
    )
    draft = save_draft(
        session, here.lin, draft.version_id, draft.edit_count, (first, *draft.steps[1:])
    )
    assert affected(session, procedure.id) == 1
    assert publish(session, here.lin, draft.version_id, draft.edit_count, "两人受理") == 2
    assert current_step(session, topic).name == "民提"
    assert newest(session, "fengyuan-wumin").steps[0].name == "居民提"
    later = raised(session, here, "北门路灯不亮了")
    assert [kept["kind"] for kept in later.standing] == ["two_persons", "form"]


def test_a_draft_with_a_dead_end_is_not_published(session: Session, here: Neighbourhood) -> None:
    draft = draft_of(session, here.lin, own(session, here).id)
    last = replace(draft.steps[-1], on_success="closed")
    draft = save_draft(
        session, here.lin, draft.version_id, draft.edit_count, (*draft.steps[:-1], last)
    )
    with pytest.raises(Refused, match="dead end"):
        publish(session, here.lin, draft.version_id, draft.edit_count, "")


def test_two_editors_notice_each_other(session: Session, here: Neighbourhood) -> None:
    seen = draft_of(session, here.lin, own(session, here).id)
    save_draft(session, here.tang, seen.version_id, seen.edit_count, seen.steps)
    with pytest.raises(Refused, match="Somebody else has changed"):
        save_draft(session, here.lin, seen.version_id, seen.edit_count, seen.steps)
    with pytest.raises(Refused, match="Somebody else has changed"):
        publish(session, here.lin, seen.version_id, seen.edit_count, "")


def test_a_published_version_is_never_edited(session: Session, here: Neighbourhood) -> None:
    draft = draft_of(session, here.lin, own(session, here).id)
    publish(session, here.lin, draft.version_id, draft.edit_count, "")
    for act in (
        lambda: save_draft(session, here.lin, draft.version_id, 0, draft.steps),
        lambda: publish(session, here.lin, draft.version_id, 0, ""),
        lambda: drop_draft(session, here.lin, draft.version_id),
    ):
        with pytest.raises(Refused, match="no longer open"):
            act()


def test_a_dropped_draft_leaves_what_is_published(session: Session, here: Neighbourhood) -> None:
    procedure = own(session, here)
    draft = draft_of(session, here.lin, procedure.id)
    publish(session, here.lin, draft.version_id, draft.edit_count, "")
    drop_draft(session, here.lin, draft_of(session, here.lin, procedure.id).version_id)
    assert newest(session, "fengyuan-wumin").number == 1


def test_what_ships_is_changed_by_nobody_but_an_administrator(
    session: Session, here: Neighbourhood
) -> None:
    shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    with pytest.raises(Refused, match="role"):
        draft_of(session, here.lin, shipped.id)
    assert draft_of(session, here.guan, shipped.id).number == 2


def test_a_resident_edits_no_procedure(session: Session, here: Neighbourhood) -> None:
    procedure = own(session, here)
    with pytest.raises(Refused, match="role"):
        draft_of(session, here.chen, procedure.id)
