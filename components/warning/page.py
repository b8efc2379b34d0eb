"""What the books of a compound should be asked about (预警)."""

from datetime import date

import streamlit as st

from components import address, compound, link
from components.format import day, yuan
from components.language import _, n_
from components.ledger.words import kind as entry_kind
from components.reading import read
from components.text import plain
from components.warning import words
from models.base import now
from models.ledger import Book
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.warning import RULES, WarningKind
from services.book import book_of
from services.warning.finding import EntryRef, Finding, Found
from services.warning.reading import warnings

AREAS = (Area.LEDGER, Area.CLAIM)
MOST_SHOWN, MOST_EACH = 30, 3  # findings of one rule; of each while all are shown
FEW_ENTRIES = 3  # that a finding names while all rules are shown
YEARS = 6


def show(visitor: Visitor) -> None:
    """Which rules found something, and the entries they name."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Warnings"))
        st.space("stretch")
        here = compound.pick(visitor, Permission.AUDIT)
    if here is None:
        compound.none_yet()
        return
    book = read(AREAS, here.path, book_of, here.id or 0)
    if book is None:
        st.info(_("This compound keeps no books here yet."))
        return
    today = day_of(now())
    year = _year(book, today)
    found = read(AREAS, book.path, warnings, book.id or 0, year, today)
    _answer(found, year)
    only = _rule(found)
    for kind in [only] if only else [k for k in RULES if found[k].total]:
        _section(kind, found[kind], MOST_SHOWN if only else MOST_EACH)
    _rules(found)


def _year(book: Book, today: date) -> int:
    first = max(book.opened_on.year, today.year - YEARS)
    years = [str(year) for year in range(today.year, first - 1, -1)]
    picked = st.segmented_control(
        _("Year"),
        years,
        key=address.key("year", years, years[0]),
        required=True,
        label_visibility="collapsed",
    )
    return int(address.keep("year", picked, years[0]) or years[0])


def _answer(found: dict[WarningKind, Found], year: int) -> None:
    total = sum(each.total for each in found.values())
    if not total:
        told = _("Nothing stands out in {year}.", year=year)
        st.markdown(f"### :green[:material/check_circle: {told}]")
        return
    told = n_("{n} thing to look at in {year}", "{n} things to look at in {year}", total, year=year)
    st.markdown(f"### :orange[:material/flag: {told}]")
    st.caption(_("A warning accuses nobody: it says which entries to look at, and why."))


def _rule(found: dict[WarningKind, Found]) -> WarningKind | None:
    """One rule alone, kept in the address."""
    names = {k.value: f"{words.name(k)} {found[k].total}" for k in RULES if found[k].total}
    codes = list(names)
    picked = st.pills(
        _("Rule"),
        codes,
        format_func=names.__getitem__,
        key=address.key("rule", codes),
        label_visibility="collapsed",
    )
    code = address.keep("rule", picked)
    return WarningKind(code) if code else None


def _section(kind: WarningKind, found: Found, most: int) -> None:
    st.subheader(f"{words.name(kind)} :gray[{found.total:,}]")
    st.caption(plain(words.rule(kind)))
    for finding in found.findings[:most]:
        _finding(finding, FEW_ENTRIES if most == MOST_EACH else len(finding.entries))
    if found.total > most:
        rest = found.total - min(most, len(found.findings))
        hint = _("{n} more: choose the rule above.", n=f"{rest:,}")
        if most == MOST_SHOWN:
            hint = _("{n} more, smaller than these.", n=f"{rest:,}")
        st.caption(hint)


def _finding(finding: Finding, most: int) -> None:
    """What stands out, then the entries to look at."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(words.told(finding))}**")
        for entry in finding.entries[:most]:
            st.markdown(f":material/receipt: [{_line(entry)}](/entry?id={entry.id})")
        rest = finding.entry_count - min(most, len(finding.entries))
        if rest:
            st.caption(_("and {n} more", n=f"{rest:,}"))
        if finding.contract_id:
            link.to("contracts", _("The contract"), "contract", id=finding.contract_id)


def _line(entry: EntryRef) -> str:
    """No. 12 · 5 March · money out ¥ 1,200.00 · a firm · what for."""
    facts = [
        _("No. {n}", n=entry.number),
        day(entry.day, year=True),
        f"{entry_kind(entry.kind)} {yuan(entry.fen)}",
        entry.party,
        entry.purpose,
    ]
    return " · ".join(plain(fact) for fact in facts if fact)


def _rules(found: dict[WarningKind, Found]) -> None:
    """All rules, with what they found: an auditor wants to know what was asked."""
    with st.expander(_("The rules in words")):
        st.table(
            {
                _("Rule"): [words.name(kind) for kind in RULES],
                _("In words"): [plain(words.rule(kind)) for kind in RULES],
                _("Found"): [f"{found[kind].total:,}" for kind in RULES],
            },
            border="horizontal",
            hide_index=True,
        )
