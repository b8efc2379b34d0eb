"""What change sets ask of a kind (变更种类), answered for all that live in ``Definition``."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlmodel import Session

from models.definition import ChangeSet, DefinitionKind
from models.place import Place
from rules.definition import Problem, must_be_key
from rules.definition.problem import Failing
from rules.permission import Visitor
from services import definition
from services.entity import entities

Body = Mapping[str, Any]
NAMED = ("name", "label", "title")  # what a body calls itself by


@dataclass(frozen=True)
class Change:
    """One change as an adapter is asked about it (变更项). ``None``: there is nothing."""

    key: str
    before: Body | None
    after: Body | None
    place: Place | None  # where the set holds; None: the whole house
    change_set_id: int | None = None


def of_table(key: str, body: Body | None) -> tuple[str, str]:
    """What people call a field of a table: the table, and the field's own words."""
    table, _dot, name = key.partition(".")
    of, kept = entities().get(table), body or {}
    own = of.by_name.get(name) if of else None
    tables = (of.label, of.english) if of else (table, table)
    said = str(kept.get("label") or (own.label if own else name))
    english = str(kept.get("label_en") or (own.english if own else said))
    return f"{tables[0]} · {said}"[:60], f"{tables[1]} · {english}"[:80]


@dataclass(frozen=True)
class Home:
    """Where a key belongs (所属地方); ``None``: the whole house."""

    place_id: int | None


Holding = Body | None


def why(session: Session, change: Change) -> str:
    """What the set of a change says that it is for."""
    found = session.get(ChangeSet, change.change_set_id) if change.change_set_id else None
    return "" if found is None else found.note or found.title


class Kind(ABC):
    """A kind of configuration as change sets handle it (变更种类)."""

    kind: ClassVar[DefinitionKind]
    house_wide: ClassVar[bool] = False  # it holds everywhere or not at all: no place is asked for

    def must_be_key(self, key: str) -> str:
        """``key``, when something of this kind may be called so."""
        return must_be_key(key)

    def name(self, key: str, body: Body | None) -> tuple[str, str]:
        """What people call it, in Chinese and in English."""
        kept = body or {}
        said = next((str(kept[part]) for part in NAMED if kept.get(part)), key)
        english = next(
            (
                str(kept[part + end])
                for part in NAMED
                for end in ("_en", "_english")
                if kept.get(part + end)
            ),
            "",
        )
        return said[:60], str(kept.get("english") or english or said)[:80]

    def normal(self, body: Body) -> Body:
        """``body`` as it is kept: what says the same is written alike."""
        return body

    def holds(self, session: Session, key: str) -> Holding:
        """What holds now under ``key``."""
        found = definition.one(session, self.kind, key)
        return None if found is None else found.body

    def home(self, session: Session, key: str) -> Home | None:
        """Where ``key`` belongs, if it was ever used."""
        found = definition.one(session, self.kind, key)
        if found is not None:
            return Home(found.place_id)
        rows = definition.versions(session, self.kind, key)
        return Home(rows[0].place_id) if rows else None

    def must_be_allowed(  # noqa: B027 most kinds ask for nothing more, so it is not abstract
        self, session: Session, actor: Visitor, change: Change
    ) -> None:
        """Refuse whoever may not change this kind here, beyond the right to change sets."""

    @abstractmethod
    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops this change, whatever the rows say."""

    def undo_problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops ``change.after`` from coming back; it held once."""
        return self.problems(session, change)

    def opens(self, change: Change) -> bool:
        """Whether ``change.after``, coming back, lets through what ``change.before`` does not."""
        return False

    def failing(self, session: Session, actor: Visitor, change: Change) -> list[Failing]:
        """The rows that would not fit any more. They may be accepted by whoever publishes."""
        return []

    def apply(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let ``change.after`` hold."""
        self._append(session, actor, change, change.after)

    def revert(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let ``change.before`` hold again."""
        self._append(session, actor, change, change.before)

    def _append(self, session: Session, actor: Visitor, change: Change, body: Body | None) -> None:
        given = (self.kind, change.key, change.place, body, change.change_set_id)
        definition.append(session, actor, *given)
