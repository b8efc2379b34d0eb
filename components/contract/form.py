"""Writing a contract down, correcting it, renewing it (合同登记表单)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components import custom, money
from components.act import act_and_rerun, why
from components.contract import words
from components.format import day, yuan
from components.language import _, n_
from components.ledger.words import head as head_name
from models.base import now
from models.contract import ContractState
from models.ledger import PartyKind
from rules.calendar import ONE_DAY, day_of
from rules.contract import life
from rules.contract.schedule import Due, Rhythm, dues_of, months_after, schedule
from rules.ledger.entry import LONGEST_NAME, Counterparty
from rules.permission import Visitor
from rules.refusal import Refused
from services.contract import keeping
from services.contract.keeping import Subject, Term
from services.contract.sheet import Keeping, Sheet

OWN = "own"  # instalments written line by line
YEAR = 12


def register(kept: Keeping, path: str, visitor: Visitor) -> None:
    """A new contract of the compound at ``path``."""
    subject = _subject(kept.heads, {})
    term = _term({})
    known: dict[str, Any] = {
        "book_id": kept.book_id,
        **{name: getattr(subject, name) for name in ("title", "head", "spot", "found_hidden")},
    }
    own = custom.ask_new("contract", path, visitor, known | _known(term))
    if st.button(_("Register the contract"), type="primary", key="nb_confirm"):
        if term is None:
            _missing()
        elif custom.sound(own):
            done, given = _("The contract is registered. Next: the owners' decision."), kept.book_id
            deed = keeping.register_contract
            act_and_rerun(done, deed, visitor, given, subject, term, own=custom.said(own))


def _known(term: Term | None) -> dict[str, Any]:
    """What its own columns will say: conditions of other fields look at it."""
    found: dict[str, Any] = {"state": ContractState.DRAFT}
    if term is None:
        return found
    return found | {
        name: getattr(term, name) for name in ("number", "starts_on", "ends_on", "remind_days")
    }


def correct(found: Sheet, kept: Keeping, visitor: Visitor) -> None:
    """A contract that is not active yet, written anew."""
    row = found.row
    given = {
        "title": row.title,
        "head": row.head,
        "spot": row.spot,
        "hidden": row.found_hidden,
        "kind": found.party_kind,
        "party": row.party if found.party_kind is PartyKind.FIRM else "",
        "number": row.number,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "remind": found.remind_days,
        "dues": [(line.paid.owed.due_on, line.paid.owed.amount_fen) for line in found.lines],
    }
    subject = _subject(kept.heads, given)
    term = _term(given)
    if st.button(_("Save the correction"), type="primary", key="nb_confirm"):
        if term is None:
            _missing()
        else:
            done = _("The contract is corrected.")
            act_and_rerun(done, keeping.correct_contract, visitor, row.id, subject, term)


def renew(found: Sheet, visitor: Visitor) -> None:
    """What follows a contract, with the same party and place."""
    row = found.row
    st.write(_("The renewal is a contract of its own: the owners decide on it as on the first."))
    begins = (found.ended_on or row.ends_on) + ONE_DAY
    whole = sum(line.paid.owed.amount_fen for line in found.lines)
    given = {"starts_on": begins, "fen": whole, "remind": found.remind_days}
    term = _term(given)
    known = custom.held("contract", row.id, visitor)
    known |= {"book_id": found.book_id, "renews_id": row.id}
    known |= {name: getattr(row, name) for name in ("title", "head", "spot", "found_hidden")}
    own = custom.ask_new("contract", found.path, visitor, known | _known(term))
    if st.button(_("Register the renewal"), type="primary", key="nb_confirm"):
        if term is None:
            _missing()
        elif custom.sound(own):
            done = _("The renewal is registered. Next: the owners' decision.")
            deed = keeping.renew_contract
            act_and_rerun(done, deed, visitor, row.id, term, own=custom.said(own))


def _missing() -> None:
    st.error(_("Something is still missing above."), icon=":material/block:")


def _subject(heads: tuple[str, ...], given: Mapping[str, Any]) -> Subject:
    """What it is about, with whom, where."""
    title = st.text_input(
        _("What is let or run?"),
        given.get("title", ""),
        max_chars=life.LONGEST_TITLE,
        key="nb_contract_title",
        placeholder=_("Advertising in the lifts"),
    )
    codes = [code for code in heads if code.startswith("G")]
    head = st.selectbox(
        _("Head of income"),
        codes,
        index=codes.index(given["head"]) if given.get("head") in codes else None,
        format_func=head_name,
        key="nb_contract_head",
        placeholder=_("Choose one"),
    )
    spot = st.text_input(
        _("Where?"),
        given.get("spot", ""),
        max_chars=life.LONGEST_SPOT,
        key="nb_contract_spot",
        placeholder=_("The lifts of buildings 1 to 4"),
    )
    kind = PartyKind(
        st.segmented_control(
            _("With whom?"),
            [kind.value for kind in PartyKind],
            default=PartyKind(given.get("kind", PartyKind.FIRM)).value,
            format_func=lambda code: _("A firm") if code == "firm" else _("A person"),
            key="nb_contract_kind",
            required=True,
        )
    )
    name = st.text_input(
        _("Name"),
        given.get("party", ""),
        max_chars=LONGEST_NAME,
        key="nb_contract_party",
        help=_("A firm's name is public. Of a person everybody sees the family name only."),
    )
    hidden = st.checkbox(
        _("It came to light in the clean-up (hidden income)"),
        bool(given.get("hidden")),
        key="nb_contract_hidden",
    )
    party = Counterparty(kind, name or "")
    return Subject(title or "", head or "", party, spot or "", hidden)


def _term(given: Mapping[str, Any]) -> Term | None:
    """For how long, and what falls due when; ``None`` while something is missing."""
    today = day_of(now())
    number = st.text_input(
        _("Number on the contract"),
        given.get("number", ""),
        max_chars=life.LONGEST_NUMBER,
        key="nb_contract_number",
    )
    starts = given.get("starts_on", today)
    with st.container(horizontal=True, gap="small"):
        starts_on = _day(_("From"), "nb_contract_from", starts)
        until = given.get("ends_on", months_after(starts, YEAR) - ONE_DAY)
        ends_on = _day(_("Until"), "nb_contract_to", until)
        remind = st.number_input(
            _("Remind so many days before the end"),
            0,
            life.MOST_REMIND_DAYS,
            given.get("remind", 60),
            key="nb_contract_remind",
        )
    if starts_on is None or ends_on is None:
        return None
    dues = _dues(starts_on, ends_on, given)
    if not dues:
        return None
    return Term(number or "", starts_on, ends_on, dues, int(remind))


def _day(label: str, key: str, value: date) -> date | None:
    picked = st.date_input(label, value, key=key, format="YYYY-MM-DD")
    return picked if isinstance(picked, date) else None


def _dues(starts_on: date, ends_on: date, given: Mapping[str, Any]) -> tuple[Due, ...]:
    """The instalments, shown before anything is saved; a refusal is told on the spot."""
    codes = [*(rhythm.value for rhythm in words.RHYTHMS), OWN]
    rhythm = st.selectbox(
        _("How does it pay?"),
        codes,
        index=codes.index(OWN if given.get("dues") else Rhythm.QUARTERLY.value),
        format_func=lambda code: (
            _("Other days and sums") if code == OWN else words.rhythm(Rhythm(code))
        ),
        key="nb_contract_rhythm",
    )
    try:
        dues = _written(given) if rhythm == OWN else _computed(rhythm, starts_on, ends_on, given)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return ()
    if dues:
        _preview(dues)
    return dues


def _computed(
    rhythm: str, starts_on: date, ends_on: date, given: Mapping[str, Any]
) -> tuple[Due, ...]:
    fen = money.asked(_("Sum for the whole term"), "nb_contract_sum", given.get("fen", 0))
    first = _day(_("First payment on"), "nb_contract_first", starts_on)
    return schedule(starts_on, ends_on, Rhythm(rhythm), fen, first) if fen else ()


def _written(given: Mapping[str, Any]) -> tuple[Due, ...]:
    before = "\n".join(
        f"{due_on.isoformat()} {fen // 100}.{fen % 100:02d}"
        for due_on, fen in given.get("dues", ())
    )
    text = st.text_area(
        _("A day and a sum on each line"),
        before,
        max_chars=10_000,
        height=160,
        key="nb_contract_dues",
        placeholder="2026-03-01 1,200\n2026-06-01 1,200",
    )
    return dues_of(text or "")


def _preview(dues: tuple[Due, ...]) -> None:
    whole = yuan(sum(due.amount_fen for due in dues))
    told = n_("{n} instalment, {fen} in all", "{n} instalments, {fen} in all", len(dues), fen=whole)
    first, last = dues[0], dues[-1]
    line = _(
        "first {first} on {day}, last {last} on {end}",
        first=yuan(first.amount_fen),
        day=day(first.due_on, year=True),
        last=yuan(last.amount_fen),
        end=day(last.due_on, year=True),
    )
    st.caption(f"{told}: {line}" if len(dues) > 1 else told)
