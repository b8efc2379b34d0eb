"""Taking a table of firms and contracts into the register: a look ahead, then doing it (导入)."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from models.firm import Firm, FirmKind, Profile, ServiceContract
from models.place import Place, PlaceKind
from models.revision import Area
from rules.firm import register as rule
from rules.firm.column import Column, letter_of
from rules.firm.register import FirmFacts, Terms
from rules.firm.table import Entry, Table
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.roll.row import Remark
from services.firm.contract import new_contract
from services.firm.keeping import describe, new_firm
from services.place import below
from services.trail import record
from services.visitor import check, the_place

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class Upload:
    """A file that was read and found to be a table of firms (上传的表格)."""

    filename: str
    sha256: str
    table: Table


@dataclass(frozen=True)
class Step:
    """What one row does (一行的结果)."""

    entry: Entry
    place: Place
    what: str
    contract: ServiceContract | None = None  # the one that is written anew


@dataclass
class Plan:
    """What a whole file does (导入方案)."""

    steps: list[Step] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    new_firms: dict[str, FirmFacts] = field(default_factory=dict)

    def count(self, what: str) -> int:
        """How many rows are new, changed or the same."""
        return Counter(step.what for step in self.steps)[what]


@dataclass(frozen=True)
class Taken:
    """What an import did (导入结果)."""

    added: int
    changed: int
    same: int
    bad: int
    firms: int


def preview(session: Session, actor: Visitor, place_id: int, table: Table) -> Plan:
    """What importing ``table`` would do; nothing is written."""
    place = the_place(session, place_id)
    check(session, actor, Permission.KEEP_FIRMS, place)
    return _Planning(session, place, table).plan()


def import_firms(session: Session, actor: Visitor, place_id: int, upload: Upload) -> Taken:
    """Take the good rows of a table into the register (导入企业和服务合同).

    A contract is known by its compound, its firm and its first day, so importing again
    updates and never doubles.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.KEEP_FIRMS, place)
    session.refresh(place, with_for_update=True)  # one import at a time
    wanted = _Planning(session, place, upload.table).plan()
    if not wanted.steps:
        raise Refused(N_("No row of this file can be taken."))
    _write(session, fresh, place, wanted)
    bad = {fault.row for fault in (*upload.table.faults, *wanted.faults)}
    taken = Taken(
        wanted.count(NEW),
        wanted.count(CHANGED),
        wanted.count(SAME),
        len(bad),
        len(wanted.new_firms),
    )
    after = dataclasses.asdict(taken) | {"sha256": upload.sha256}
    about, moves = f"place:{place.id}", (Area.FIRM,)
    record(session, fresh, "firms.imported", about, place, moves=moves, after=after)
    return taken


def _write(session: Session, actor: Visitor, place: Place, wanted: Plan) -> None:
    firms = {firm.name: firm for firm in session.exec(select(Firm))}
    for name, facts in wanted.new_firms.items():
        firms[name] = new_firm(session, actor, place, facts)
    for step in wanted.steps:
        entry = step.entry
        if step.what == SAME:
            continue
        if entry.terms is not None and step.contract is None:
            new_contract(session, actor, firms[entry.firm], step.place, entry.terms)
        elif entry.terms is not None and step.contract is not None:
            _rewrite(step.contract, entry.terms)
            session.add(step.contract)
        if entry.type or entry.built_in:
            kept = session.exec(select(Profile).where(Profile.place_id == step.place.id)).first()
            type_ = entry.type or (kept.type if kept else rule.COMMODITY)
            built_in = entry.built_in or (kept.built_in if kept else None)
            describe(session, actor, step.place, type_, built_in)
    session.flush()


def _rewrite(contract: ServiceContract, terms: Terms) -> None:
    contract.ends_on, contract.level, contract.fee_fen = terms.ends_on, terms.level, terms.fee_fen


class _Planning:
    """The register as it stands, while the rows of a file are held against it."""

    def __init__(self, session: Session, place: Place, table: Table) -> None:
        self.table = table
        compounds = below(session, place.path, (PlaceKind.COMPOUND,))
        self.named: dict[str, list[Place]] = defaultdict(list)
        for compound in compounds:
            self.named[compound.name].append(compound)
            self.named[compound.code].append(compound)
        ids = [compound.id for compound in compounds]
        self.firms = {firm.name: firm for firm in session.exec(select(Firm))}
        self.credited = {f.credit_code: f for f in self.firms.values() if f.credit_code}
        self.by_id = {firm.id: firm for firm in self.firms.values()}
        self.contracts: dict[int, list[ServiceContract]] = defaultdict(list)
        running = select(ServiceContract).where(col(ServiceContract.place_id).in_(ids))
        for contract in session.exec(running.order_by(col(ServiceContract.begins_on))):
            self.contracts[contract.place_id].append(contract)
        profiles = select(Profile).where(col(Profile.place_id).in_(ids))
        self.profiles = {kept.place_id: kept for kept in session.exec(profiles)}
        self.found = Plan()

    def plan(self) -> Plan:
        """Row by row, from the top."""
        for entry in self.table.entries:
            try:
                self.found.steps.append(self._step(entry))
            except _Wrong as wrong:
                letter = letter_of(self.table.columns, wrong.column)
                why = wrong.refusal
                self.found.faults.append(Remark(entry.row, letter, why.sentence, why.facts))
        return self.found

    def _step(self, entry: Entry) -> Step:
        place = self._place(entry)
        if not entry.firm or entry.terms is None:
            return Step(entry, place, SAME if self._described(entry, place) else CHANGED)
        firm = self._firm(entry)
        standing = self.contracts[place.id or 0]
        known = [c for c in standing if firm is not None and _same(c, firm, entry.terms)]
        self._must_be_free(entry, place, [c for c in standing if c not in known])
        if not known:
            return Step(entry, place, NEW)
        contract = known[0]
        told = (contract.ends_on, contract.level, contract.fee_fen)
        said = (entry.terms.ends_on, entry.terms.level, entry.terms.fee_fen)
        same = told == said and self._described(entry, place)
        return Step(entry, place, SAME if same else CHANGED, contract)

    def _place(self, entry: Entry) -> Place:
        found = {place.id: place for place in self.named.get(entry.compound, [])}
        if not found:
            sentence = N_("there is no compound “{name}” here.")
            raise _Wrong(Column.COMPOUND, Refused(sentence, name=entry.compound[:40]))
        if len(found) > 1:
            sentence = N_("several compounds are called “{name}”: write the code instead.")
            raise _Wrong(Column.COMPOUND, Refused(sentence, name=entry.compound[:40]))
        return next(iter(found.values()))

    def _firm(self, entry: Entry) -> Firm | None:
        """The firm as the register knows it; ``None`` for one that is to be registered."""
        named, credited = self.firms.get(entry.firm), self.credited.get(entry.credit_code)
        if credited is not None and credited is not named:
            sentence = N_("this credit code is “{name}”’s.")
            raise _Wrong(Column.CREDIT, Refused(sentence, name=credited.name))
        if named is None:
            facts = FirmFacts(entry.firm, entry.kind or FirmKind.COMPANY, entry.credit_code)
            begun = self.found.new_firms.get(entry.firm)
            if begun is None or (facts.credit_code and not begun.credit_code):
                self._must_be_its_own(facts)
                self.found.new_firms[entry.firm] = facts
            return None
        if entry.credit_code and named.credit_code and entry.credit_code != named.credit_code:
            sentence = N_("the register has another credit code for “{name}”.")
            raise _Wrong(Column.CREDIT, Refused(sentence, name=named.name))
        return named

    def _must_be_its_own(self, facts: FirmFacts) -> None:
        others = self.found.new_firms.values()
        same = (o.name for o in others if o.credit_code and o.credit_code == facts.credit_code)
        if (name := next((n for n in same if n != facts.name), None)) is not None:
            raise _Wrong(Column.CREDIT, Refused(N_("this credit code is “{name}”’s."), name=name))

    def _must_be_free(self, entry: Entry, place: Place, others: Iterable[ServiceContract]) -> None:
        assert entry.terms is not None
        for other in others:
            if not rule.overlap(entry.terms, Terms(other.begins_on, other.ends_on)):
                continue
            name = self.by_id[other.firm_id].name
            sentence = N_("“{firm}” serves {place} since {day}: end that contract first.")
            facts = {"firm": name, "place": place.name, "day": other.begins_on}
            raise _Wrong(Column.BEGINS, Refused(sentence, **facts))

    def _described(self, entry: Entry, place: Place) -> bool:
        """Whether the compound's profile says already what the row says of it."""
        kept = self.profiles.get(place.id or 0)
        if not entry.type and not entry.built_in:
            return True
        return (
            kept is not None
            and entry.type in (None, kept.type)
            and entry.built_in in (None, kept.built_in)
        )


class _Wrong(Exception):
    """A row that cannot be taken, with the column that says why (此行不收)."""

    def __init__(self, column: Column, refusal: Refused) -> None:
        super().__init__(str(refusal))
        self.column, self.refusal = column, refusal


def _same(contract: ServiceContract, firm: Firm, terms: Terms) -> bool:
    return contract.firm_id == firm.id and contract.begins_on == terms.begins_on
