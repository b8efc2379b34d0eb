"""Who may do what: every public act of the services tried by everybody."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

import services
from models.base import clock_at
from rules.refusal import Refused
from tests.rights.row import ALL
from tests.rights.situation import Situation
from tests.rights.table import TABLE

ROOT = Path(services.__file__).parent.parent
OWN = {  # a member's own notes and browsers: they touch nobody else's, and ask for no right
    "services.draft.keep_draft",
    "services.draft.draft",
    "services.draft.drop_draft",
    "services.sign_in.session.close_all",
}
INNER = {  # steps of other acts, which have checked the right to; unknown above the services
    "services.change.drafting.begun",
    "services.change.drafting.leave",
    "services.definition.writing.append",
    "services.method.drafting.leave",
    "services.method.drafting.publish",
    "services.method.publishing.bring_back",
    "services.method.publishing.publish_body",
    "services.procedure.drafting.leave",
    "services.procedure.drafting.publish",
    "services.procedure.publishing.bring_back",
    "services.procedure.publishing.publish_body",
    "services.edition.standing.put_down",
    "services.edition.standing.told",
    "services.field.filling.fill_new",
    "services.hearing.raising.left",
    "services.claim.standing.kept",
    "services.claim.standing.noted",
    "services.bank.matching.match_posted",
    "services.member.account.give",
    "services.motion.casting.put_down",
    "services.motion.posting.post_question",
    "services.motion.posting.post_result",
    "services.motion.posting.post_withdrawal",
    "services.motion.recording.record_answer",
    "services.motion.recording.refresh_unless_busy",
    "services.notice.post_notice",
    "services.photo.add_photo",
    "services.place.plant",
    "services.roll.claim.follow_ownership",
    "services.sign_in.password.write_password",
    "services.task.giving.kept",
    "services.topic.proposing.put_before",
    "services.topic.support.household",
    "services.trail.leaving.record",
    "services.meeting.calling.leave_line",
    "services.right.writing.note_reading",
    "services.row.changing.note",
    "services.row.writing.write_rows",
    "services.ledger.drafting.end_draft",
    "services.ledger.drafting.keep_draft",
    "services.scoring.standing.leave",
    "services.walk.end",
    "services.walk.refresh",
    "services.walk.start",
}
AT_THE_MACHINE = {  # whoever holds the machine may; the command line alone calls them
    "services.log.backup.write_restored",
    "services.log.key.write_rotation",
    "services.member.account.enrol",
    "services.member.account.close_account",
    "services.member.account.reopen_account",
    "services.roll.importing.take",
    "services.sign_in.link.write_link",
}
QUESTIONS = {  # they refuse, and do nothing else
    "services.change.checking.judged",
    "services.change.drafting.must_be_sound",
    "services.change.standing.allowed",
    "services.change.standing.open_set",
    "services.numbered.must_govern",
    "services.edition.binding.must_be_free_of",
    "services.edition.standing.could",
    "services.claim.standing.to_recover",
    "services.contract.standing.to_keep",
    "services.firm.tie.must_speak_for",
    "services.member.serving.must_administer",
    "services.roll.owner.checked",
    "services.scoring.standing.running",
    "services.sign_in.link.must_look_after",
    "services.task.giving.at_work",
    "services.task.giving.the_task",
    "services.right.reach.at_door",
    "services.right.reach.grants_of",
    "services.right.reach.reach",
    "services.right.writing.may_write",
    "services.row.validation.validated",
    "services.visitor.check",
}


def name_of(act: Callable[..., Any]) -> str:
    return f"{act.__module__}.{act.__name__}"


def acts() -> Iterator[str]:
    """Every public function of the services that takes a session and an actor."""
    for found in pkgutil.walk_packages(services.__path__, "services."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            if list(inspect.signature(function).parameters)[:2] == ["session", "actor"]:
                yield name_of(function)


def test_every_act_has_a_row_that_says_who_may() -> None:
    known = {name_of(act) for act in TABLE} | OWN | INNER | AT_THE_MACHINE | QUESTIONS
    assert set(acts()) == known


def imported(path: Path) -> Iterator[str]:
    """Every ``module.name`` that the file imports or reaches through an imported module."""
    tree = ast.parse(path.read_text("utf-8"))
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                yield f"{node.module}.{name.name}"
                modules[name.asname or name.name] = f"{node.module}.{name.name}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{modules.get(node.value.id, '')}.{node.attr}"


@pytest.mark.parametrize(
    ("floor", "unknown"),
    [
        ("pages", INNER | AT_THE_MACHINE),
        ("components", INNER | AT_THE_MACHINE),
        ("routes", INNER | AT_THE_MACHINE),
        ("commands", INNER - {"services.member.account.give"}),
    ],
)
def test_no_door_leads_to_what_checks_nothing(floor: str, unknown: set[str]) -> None:
    shortcuts = {name.replace(".leaving", "").replace(".account", "") for name in unknown}
    for path in sorted((ROOT / floor).rglob("*.py")):
        assert not set(imported(path)) & (unknown | shortcuts), path


@pytest.mark.parametrize("act", TABLE, ids=name_of)
def test_an_act_is_open_to_those_who_may_and_to_nobody_else(
    house: tuple[Session, Situation], act: Callable[..., Any]
) -> None:
    session, here = house
    row = TABLE[act]
    done, wrote, told = set(), set(), {}
    with clock_at(here.moment + row.late):
        for name in sorted(ALL):
            before = writes(session)
            with session.begin_nested() as attempt:
                try:
                    row.call(session, here.people[name], here)
                    session.flush()
                    done.add(name)
                except Refused as refusal:
                    told[name] = str(refusal)
                    if session.new or session.dirty or writes(session) > before:
                        wrote.add(name)
                attempt.rollback()
    assert done == set(row.may), {name: told.get(name) for name in done ^ row.may}
    assert wrote == set()


def writes(session: Session) -> int:
    """How many rows this connection has written so far, undone ones too."""
    return int(session.connection().connection.driver_connection.total_changes)  # type: ignore[union-attr]
