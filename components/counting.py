"""The compound's rules of counting, each in plain words with its ground beside it (表决约定)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from components import compound
from components.act import act
from components.language import _, either
from components.reading import read
from models.choice import Overlap, Parking, Silence
from models.place import Place
from models.revision import Area
from rules.counting import LONGEST_CLAUSE, MOST_DAYS, MOST_PROXIES, STATUTE_DAYS, departs
from rules.permission import Permission, Visitor
from services import counting
from services.counting import Agreement

T = TypeVar("T", Silence, Parking, Overlap)
_SEEN, _TURN = "nb_counting_seen", "nb_counting_turn"


def show(visitor: Visitor) -> None:
    """Pick the compound; draw the sheet."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Rules of counting"))
        st.space("stretch")
        here = compound.pick(visitor, Permission.SET_RULES)
    if here is None:
        compound.none_yet()
        return
    st.write(
        _(
            "What your owners agreed on in their rules of procedure. Each vote is announced with "
            "these rules and keeps them: a change counts for the votes that come after it."
        )
    )
    standing = read((Area.PLACE,), here.path, counting.agreement, here.id or 0)
    seen = _seen(here, standing)
    wanted = _sheet(here, seen)
    if standing != seen:
        st.warning(_("Somebody changed these rules meanwhile. Please look again."))
        st.button(_("Show what holds now"), on_click=_again, icon=":material/refresh:")
    elif st.button(_("Save"), type="primary", disabled=wanted == seen):
        saved = act(_("Rules saved"), counting.agree, visitor, here.id or 0, wanted, seen)
        if saved is not None:
            _again()
            st.rerun()


def _seen(here: Place, standing: Agreement) -> Agreement:
    """What the editor started from; it stays until he saves or looks again."""
    kept = st.session_state.get(_SEEN)
    if kept is None or kept[0] != here.id:
        kept = st.session_state[_SEEN] = (here.id, standing)
    found: Agreement = kept[1]
    return found


def _again() -> None:
    """Start from what holds now, with fresh fields."""
    st.session_state.pop(_SEEN, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _sheet(here: Place, seen: Agreement) -> Agreement:
    """All questions; returns the sheet as it is filled in."""
    turn = f"{here.id}_{st.session_state.get(_TURN, 0)}"
    wanted = _silence(seen, turn)
    wanted = _parking(wanted, turn)
    wanted = _overlap(wanted, turn)
    wanted = _numbers(wanted, turn)
    wanted = _city(wanted, turn)
    wanted = _names(wanted, turn)
    return _procedure(here, wanted, turn)


def _head(question: str, ground: str) -> None:
    st.markdown(f"**{question}**  \n:small[:gray[{ground}]]")


def _choice(name: str, value: T, words: Mapping[T, tuple[str, str]], turn: str) -> T:
    """One question with its answers, each with what follows from it."""
    options = list(words)
    picked = st.radio(
        name,
        options,
        index=options.index(value),
        format_func=lambda option: words[option][0],
        captions=[words[option][1] for option in options],
        key=f"nb_{name}_{turn}",
        label_visibility="collapsed",
    )
    return picked


def _clause(name: str, choice: Silence | Parking | Overlap, value: str, turn: str) -> str:
    """The clause that a departure from the statute rests on."""
    if not departs(choice):
        return ""
    typed = st.text_area(
        _("The clause of your rules of procedure, word for word"),
        value=value,
        max_chars=LONGEST_CLAUSE,
        key=f"nb_{name}_clause_{turn}",
        height=96,
    )
    return typed or ""


def _silence(seen: Agreement, turn: str) -> Agreement:
    with st.container(border=True):
        _head(
            _("Who got a ballot and did not answer"),
            _("Guidance 建房〔2009〕274号, Article 26. Courts differ; the result shows all three."),
        )
        words = {
            Silence.STRICT: (_("Does not take part"), _("As the Civil Code says.")),
            Silence.ABSTAIN: (
                _("Takes part and abstains"),
                _("Helps the quorum, works like a no. Needs a clause."),
            ),
            Silence.MAJORITY: (
                _("Joins the majority of those who answered"),
                _("Needs a clause, and proof for each unit that the ballot was delivered."),
            ),
        }
        picked = _choice("silence", seen.silence, words, turn)
        clause = _clause("silence", picked, seen.silence_clause, turn)
    return replace(seen, silence=picked, silence_clause=clause)


def _parking(seen: Agreement, turn: str) -> Agreement:
    with st.container(border=True):
        _head(
            _("Parking spaces that are owned"),
            _("Interpretation on parts of buildings, Article 2: they can be exclusive parts."),
        )
        words = {
            Parking.COUNT: (_("Count, with their area"), _("Where nothing else was agreed.")),
            Parking.EXCLUDE: (
                _("Do not count"),
                _("As in Ningbo, Article 18. Needs a clause. The notice shows both totals."),
            ),
        }
        picked = _choice("parking", seen.parking, words, turn)
        clause = _clause("parking", picked, seen.parking_clause, turn)
    return replace(seen, parking=picked, parking_clause=clause)


def _overlap(seen: Agreement, turn: str) -> Agreement:
    with st.container(border=True):
        _head(
            _("Somebody owns one home alone and another with others"),
            _("No article decides this; what you choose is written into the vote."),
        )
        words = {
            Overlap.SEPARATE: (_("Two heads"), _("Each group of owners is counted apart.")),
            Overlap.MERGE: (
                _("One head"),
                _("Owners who share a home count as one wherever they own. Needs a clause."),
            ),
        }
        picked = _choice("overlap", seen.overlap, words, turn)
        clause = _clause("overlap", picked, seen.overlap_clause, turn)
    return replace(seen, overlap=picked, overlap_clause=clause)


def _numbers(seen: Agreement, turn: str) -> Agreement:
    with st.container(border=True):
        _head(
            _("Notice before a vote, and written authorities"),
            _("Property Management Regulations, Articles 12 and 14; many cities allow three."),
        )
        with st.container(horizontal=True, gap="medium"):
            days = st.number_input(
                _("Days of notice"),
                min_value=0,
                max_value=MOST_DAYS,
                value=seen.notice_days,
                key=f"nb_days_{turn}",
                width=220,
            )
            cap = st.number_input(
                _("One person holds at most"),
                min_value=0,
                max_value=MOST_PROXIES,
                value=seen.proxy_cap,
                key=f"nb_cap_{turn}",
                width=220,
            )
        if days < STATUTE_DAYS:
            least = _("The regulations ask for {days} days.", days=STATUTE_DAYS)
            st.warning(f"{least} {_('Shorter only where your city allows it.')}")
    return replace(seen, notice_days=int(days), proxy_cap=int(cap))


def _city(seen: Agreement, turn: str) -> Agreement:
    with st.container(border=True):
        _head(
            _("Where owners vote online"),
            _("Beijing, Article 35; Weifang, Article 32 and others require the city's own system."),
        )
        city = st.toggle(
            _("Our city requires owners to vote on its own system"),
            value=seen.city_system,
            key=f"nb_city_{turn}",
        )
        if city:
            st.caption(_("Votes here are then opinion polls, or take over the result from there."))
    return replace(seen, city_system=city)


def _names(seen: Agreement, turn: str) -> Agreement:
    with st.container(border=True):
        _head(
            _("Names on public screens"),
            _("Personal Information Protection Law, Article 6: no more than the purpose needs."),
        )
        public = st.toggle(
            _("The owners decided to show full names"),
            value=seen.names_public,
            key=f"nb_names_{turn}",
        )
        st.caption(_("Otherwise 张**. Telephone and ID numbers are never public."))
    return replace(seen, names_public=public)


def _procedure(here: Place, seen: Agreement, turn: str) -> Agreement:
    offered = read((Area.PROCEDURE,), "/", counting.procedures, here.path)
    by_code = {procedure.code: procedure for procedure in offered}
    if seen.procedure_code not in by_code:
        return seen
    codes = list(by_code)
    with st.container(border=True):
        _head(_("The steps of a new topic"), _("Topics under way stay on the steps they began."))
        picked = st.selectbox(
            _("Procedure"),
            codes,
            index=codes.index(seen.procedure_code),
            format_func=lambda code: either(by_code[code].name, by_code[code].name_en),
            key=f"nb_procedure_{turn}",
            label_visibility="collapsed",
        )
    return replace(seen, procedure_code=picked)
