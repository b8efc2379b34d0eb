"""Who is the same owner (业主归并).

An owner is known by the strongest mark that a row gives: his identity number; else his
telephone number with his name; else his name alone. Before the last two, whoever already
owns the unit under the same name is taken to be the same person, so that a file may add
what the roll did not know. Two people who were told apart by hand stay apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rules.refusal import N_
from rules.roll.row import Person, Remark

Print = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class StandingOwner:
    """An owner as the roll has him; numbers only as fingerprints (在册业主)."""

    id: int
    name: str
    id_print: str | None = None
    phone_print: str | None = None
    developer: bool = False


@dataclass(slots=True, eq=False)
class OwnerDraft:
    """An owner as he will stand after the import (拟登记业主). ``id`` is empty for a new one."""

    name: str
    id: int | None = None
    id_print: str | None = None
    phone_print: str | None = None
    developer: bool = False
    id_number: str | None = None  # only where the file brings one that the roll lacks
    phone: str | None = None
    changed: set[str] = field(default_factory=set)
    names: dict[str, int] = field(default_factory=dict)  # as rows give them → the last such row
    phones: dict[str, int] = field(default_factory=dict)
    rows: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def changes_on(self, row: int) -> set[str]:
        """Which of the marks that changed stand on ``row``."""
        return self.changed & self.rows[row]


class OwnerIndex:
    """The owners of a compound, found by their marks (业主索引)."""

    def __init__(
        self, standing: Iterable[StandingOwner], holding: Iterable[int], fingerprint: Print
    ) -> None:
        self.fingerprint = fingerprint
        self.by_row_id: dict[int, OwnerDraft] = {}
        self.by_id: dict[str, OwnerDraft] = {}
        self.by_phone: dict[tuple[str, str], list[OwnerDraft]] = defaultdict(list)
        self.by_name: dict[str, list[OwnerDraft]] = defaultdict(list)
        self.added: list[OwnerDraft] = []
        holders = set(holding)
        for row in standing:
            draft = OwnerDraft(row.name, row.id, row.id_print, row.phone_print, row.developer)
            self.by_row_id[row.id] = draft
            # Who sold long ago is not found by his name alone: a namesake may have bought.
            self._register(draft, by_name=row.id in holders)

    def _register(self, draft: OwnerDraft, by_name: bool = True) -> None:
        if draft.id_print:
            self.by_id.setdefault(draft.id_print, draft)
        elif draft.phone_print:
            self.by_phone[draft.phone_print, draft.name].append(draft)
        elif by_name:
            self.by_name[draft.name].append(draft)

    def find_all(
        self, people: Iterable[Person], at_home: Iterable[int], developer: bool, row: int
    ) -> list[OwnerDraft]:
        """Whom ``row`` means by ``people``: owners on the roll, or new ones; each once.

        Those with the stronger marks choose first.
        """
        found: list[OwnerDraft] = []
        for person in sorted(people, key=lambda p: (not p.id_number, not p.phone)):
            free = [self.by_row_id[key] for key in at_home if self.by_row_id[key] not in found]
            draft = self._find(person, free)
            self._note(draft, person, developer, row)
            if draft not in found:
                found.append(draft)
        return found

    def _find(self, person: Person, at_home: list[OwnerDraft]) -> OwnerDraft:
        id_print = self.fingerprint(person.id_number) if person.id_number else None
        phone_print = self.fingerprint(person.phone) if person.phone else None
        draft = (
            (self.by_id.get(id_print) if id_print else None)
            or _at_home(at_home, person.name, id_print, phone_print)
            or self._elsewhere(person.name, id_print, phone_print)
        )
        if draft is None:
            draft = OwnerDraft(person.name, id_print=id_print, phone_print=phone_print)
            draft.id_number, draft.phone = person.id_number, person.phone
            self.added.append(draft)
            self._register(draft)
        elif id_print and not draft.id_print:
            draft.id_print, draft.id_number = id_print, person.id_number
            draft.changed.add("id_number")
            self.by_id[id_print] = draft
        return draft

    def _note(self, draft: OwnerDraft, person: Person, developer: bool, row: int) -> None:
        """Keep what the row says; ``settle`` decides when all rows have spoken."""
        draft.names[person.name] = row
        draft.rows[row].add("name")
        if person.phone:
            draft.phones[person.phone] = row
            draft.rows[row].add("phone")
        if person.id_number:
            draft.rows[row].add("id_number")
        if developer and not draft.developer:
            draft.developer = True
            draft.changed.add("developer")
            draft.rows[row].add("developer")

    def _elsewhere(
        self, name: str, id_print: str | None, phone_print: str | None
    ) -> OwnerDraft | None:
        if id_print:
            return None
        found = self.by_phone[phone_print, name] if phone_print else self.by_name[name]
        return found[0] if len(found) == 1 else None

    def settle(self) -> Iterator[Remark]:
        """Decide names and telephone numbers where rows differ; yields what should be known."""
        for draft in [*self.by_row_id.values(), *self.added]:
            if draft.names:
                yield from self._settle_name(draft)
            if draft.phones:
                yield from self._settle_phone(draft)

    def _settle_name(self, draft: OwnerDraft) -> Iterator[Remark]:
        if draft.name in draft.names:
            return
        draft.name, row = min(draft.names.items())
        draft.changed.add("name")
        yield Remark(row, "", N_("the same ID number stands on the roll under another name."), {})

    def _settle_phone(self, draft: OwnerDraft) -> Iterator[Remark]:
        prints = {self.fingerprint(phone): phone for phone in draft.phones}
        if len(prints) > 1:
            row = max(draft.phones.values())
            yield Remark(row, "", N_("the file gives this owner several phones; one is kept."), {})
        if draft.id is not None and draft.phone_print in prints:
            return
        draft.phone = min(prints.values())
        if draft.id is not None:
            draft.changed.add("phone")
        draft.phone_print = self.fingerprint(draft.phone)

    def touched(self) -> list[OwnerDraft]:
        """New owners, and those of whom something changed."""
        return self.added + [draft for draft in self.by_row_id.values() if draft.changed]


def _at_home(
    owners: list[OwnerDraft], name: str, id_print: str | None, phone_print: str | None
) -> OwnerDraft | None:
    """Of the unit's own owners, the one of this name: rather the one with this number too."""
    named = [o for o in owners if o.name == name and not (id_print and o.id_print)]
    exact = [owner for owner in named if phone_print and owner.phone_print == phone_print]
    return next(iter(exact or named), None)
