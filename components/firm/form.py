"""Firms, contracts and compounds written down, each in a dialog of its own (登记表单)."""

from dataclasses import asdict
from datetime import date

import streamlit as st

from components import custom, money
from components.act import act_and_rerun
from components.firm import words
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.firm import Firm, FirmKind
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.firm import register as rule
from rules.firm.register import FirmFacts, Terms
from rules.permission import Visitor
from services.firm import contract as contracts
from services.firm import keeping, reading
from services.firm.reading import CompoundRow
from services.firm.sheet import Term


def register(here: Place, visitor: Visitor) -> None:
    """A firm that is new to the register."""
    facts = _facts(None)
    own = custom.ask_new("firm", here.path, visitor, asdict(facts) | {"place_id": here.id})
    if st.button(_("Register the firm"), type="primary", key="nb_confirm") and custom.sound(own):
        done, given = _("“{name}” is registered.", name=plain(facts.name)), (here.id or 0, facts)
        act_and_rerun(done, keeping.register_firm, visitor, *given, own=custom.said(own))


def correct(firm: Firm, visitor: Visitor) -> None:
    """The facts of a firm, written anew."""
    facts = _facts(firm)
    if st.button(_("Save the correction"), type="primary", key="nb_confirm"):
        act_and_rerun(
            _("The firm is corrected."), keeping.correct_firm, visitor, firm.id or 0, facts
        )


def _facts(firm: Firm | None) -> FirmFacts:
    name = st.text_input(
        _("Name, as on its licence"),
        firm.name if firm else "",
        max_chars=rule.LONGEST_NAME,
        key="nb_firm_name",
    )
    kind = st.segmented_control(
        _("What kind of firm?"),
        [kind.value for kind in FirmKind],
        default=(firm.kind if firm else FirmKind.COMPANY).value,
        format_func=lambda code: words.kind(FirmKind(code)),
        key="nb_firm_kind",
        required=True,
    )
    credit_code = st.text_input(
        _("Unified social credit code"),
        firm.credit_code if firm else "",
        max_chars=30,
        key="nb_firm_credit",
        help=_("18 signs, as on the licence; may stay empty."),
    )
    return FirmFacts(name or "", FirmKind(kind), credit_code or "")


def contract(row: CompoundRow, visitor: Visitor) -> None:
    """Who serves from now on: the firm is searched for, not scrolled to."""
    said = st.text_input(_("Search for the firm"), max_chars=40, key="nb_firm_search")
    today = day_of(now())
    found = read((Area.FIRM, Area.PLACE), "/", reading.firms, (said or "").strip(), today)
    if not found:
        st.info(_("No firm is registered under this name. Register it first."))
        return
    names = {firm.id: firm.name for firm in found}
    firm_id = st.selectbox(
        _("Firm"), list(names), format_func=names.__getitem__, key="nb_contract_firm"
    )
    terms = _terms(None)
    if st.button(_("Enter the contract"), type="primary", key="nb_confirm") and terms and firm_id:
        done = _("The service contract is entered.")
        act_and_rerun(done, contracts.enter_contract, visitor, firm_id, row.id, terms)


def correct_contract(term: Term, visitor: Visitor) -> None:
    """The terms of a contract, written anew."""
    st.caption(plain(term.firm))
    terms = _terms(term)
    if st.button(_("Save the correction"), type="primary", key="nb_confirm") and terms:
        done = _("The service contract is corrected.")
        act_and_rerun(done, contracts.correct_contract, visitor, term.id, terms)


def _terms(term: Term | None) -> Terms | None:
    with st.container(horizontal=True, gap="small"):
        begins_on = _day(_("Serves from"), "nb_begins", term.begins_on if term else None)
        ends = term.ends_on if term else None
        ends_on = _day(_("Until; empty while none is agreed"), "nb_ends", ends)
    level = st.segmented_control(
        _("Level of service"),
        list(range(rule.LOWEST_LEVEL, rule.HIGHEST_LEVEL + 1)),
        default=term.level if term else rule.LOWEST_LEVEL,
        key="nb_level",
        required=True,
    )
    fen = money.asked(_("Fee per m² and month"), "nb_fee", term.fee_fen if term else 0)
    if begins_on is None or fen is None:
        return None
    return Terms(begins_on, ends_on, int(level), fen)


def _day(label: str, key: str, value: date | None) -> date | None:
    picked = st.date_input(
        label,
        value,
        min_value=date(rule.FIRST_YEAR, 1, 1),
        max_value=date(rule.LAST_YEAR, 1, 1),
        key=key,
        format="YYYY-MM-DD",
    )
    return picked if isinstance(picked, date) else None


def end_contract(term: Term, visitor: Visitor) -> None:
    """The last day, and what says so: the owners' decision, as a rule."""
    st.caption(plain(term.firm))
    st.info(
        _(
            "Owners decide whom they keep (Civil Code 278, item 4). Here is only written down "
            "what they decided, or what the contract says."
        )
    )
    last_day = _day(_("Last day of service"), "nb_last_day", day_of(now()))
    reason = st.text_area(
        _("On what does it rest? Everybody can read it"),
        max_chars=contracts.LONGEST_REASON,
        key="nb_reason",
        height=90,
    )
    if st.button(_("End the contract"), type="primary", key="nb_confirm") and last_day:
        done = _("The last day of service is entered.")
        act_and_rerun(done, contracts.end_contract, visitor, term.id, last_day, reason or "")


def describe(row: CompoundRow, visitor: Visitor) -> None:
    """What kind of compound, and when it was built."""
    types = words.types()
    picked = st.segmented_control(
        _("Kind of compound"),
        list(types),
        default=row.type,
        format_func=types.__getitem__,
        key="nb_type",
    )
    built_in = st.number_input(
        _("Built in"), rule.FIRST_YEAR, rule.LAST_YEAR, row.built_in, key="nb_built", step=1
    )
    if st.button(_("Save"), type="primary", key="nb_confirm"):
        year = int(built_in) if built_in is not None else None
        done = _("The compound is described.")
        act_and_rerun(done, keeping.describe_compound, visitor, row.id, picked or "", year)
