"""One firm: what it serves, and its results edition by edition (企业页)."""

from datetime import date

import streamlit as st

from components import link
from components.custom import panel
from components.firm import acts, chart, words
from components.firm.words import POINT
from components.language import _, n_
from components.ranking import words as ranking
from components.reading import read
from components.text import plain
from models.base import now
from models.edition import Mark
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Visitor
from services.firm.sheet import EditionRow, FirmSheet, PlacingRow, Term, firm_sheet

AREAS = (Area.FIRM, Area.PLACE, Area.RANKING)
MOST_SHOWN = 12  # editions on the picture


def show(code: str, visitor: Visitor) -> None:
    """Draw it; a sentence and a way on where there is none."""
    today = day_of(now())
    found = read(AREAS, "/", firm_sheet, code)
    link.to("firms", _("All firms"), "arrow_back", view="firms")
    if found is None:
        st.title(_("There is no such firm."))
        return
    firm = found.firm
    st.title(plain(firm.name))
    told = _("kept by {place}", place=found.kept_at)
    if firm.credit_code:
        told = f"{firm.credit_code} · {told}"
    st.markdown(f"{words.kind_badge(firm.kind)} :gray[{plain(told)}]")
    _answer(found, today)
    acts.row(found, visitor)
    panel("firm", firm.id or 0, firm.path, visitor)
    _editions(found)
    _serves(found, today)


def _answer(found: FirmSheet, today: date) -> None:
    serves = [term for term in found.terms if term.runs(today)]
    homes = sum(term.households for term in serves)
    if serves:
        told = n_(
            "Serves {n} compound with {homes} households.",
            "Serves {n} compounds with {homes} households.",
            len(serves),
            homes=f"{homes:,}",
        )
    else:
        told = _("Serves no compound now.")
    st.markdown(f"### {plain(told)}")
    if found.editions:
        latest = found.editions[0].whole
        said = _(
            "In the latest edition: {score} points on average, {red} on the red list, "
            "{black} on the black list, of {n} compounds.",
            score=words.score(latest.score),
            red=latest.red,
            black=latest.black,
            n=latest.compounds,
        )
        st.markdown(plain(said))


def _editions(found: FirmSheet) -> None:
    """The firm over time: a picture, and the same as a table."""
    st.subheader(_("Edition by edition"))
    if not found.editions:
        st.caption(_("No published edition has rated it yet."))
        return
    _picture(found.editions)
    st.dataframe(
        {
            _("Edition"): [row.title for row in found.editions],
            _("Average score"): [words.score(row.whole.score) for row in found.editions],
            _("Compounds rated"): [
                f"{row.whole.rated} / {row.whole.compounds}" for row in found.editions
            ],
            _("Red list"): [row.whole.red for row in found.editions],
            _("Black list"): [row.whole.black for row in found.editions],
        },
        hide_index=True,
        height="content",
        alt=_("The firm's results, edition by edition"),
    )
    st.caption(_("The average weighs each compound by its households."))
    _latest(found.editions[0])


def _picture(editions: tuple[EditionRow, ...]) -> None:
    points = tuple(
        (row.title, row.whole.score / POINT, words.score(row.whole.score))
        for row in reversed(editions[:MOST_SHOWN])
        if row.whole.score is not None
    )
    if len(points) > 1:
        told = _("The firm's average score in each edition; the table below says the same.")
        st.vega_lite_chart(chart.history(points, _("points")), alt=told)


def _latest(edition: EditionRow) -> None:
    """Compound by compound, each leading to how its score came about."""
    st.markdown(f"**{plain(edition.title)}**")
    with st.grid("auto", min_column_width=300, gap="small"):
        for row in edition.rows:
            with st.container(border=True, gap="xxsmall"):
                link.to(
                    "placing",
                    f"**{plain(row.compound)}**",
                    "insights",
                    id=row.placing_id,
                )
                st.markdown(f"{_marked(row.mark, row.repaired)} :gray[{_ranked(row)}]")


def _marked(mark: Mark, repaired: bool) -> str:
    if repaired:
        return f":green-badge[:material/healing: {_('Put right since')}]"
    return ranking.badge(mark) or ranking.mark(mark)


def _ranked(row: PlacingRow) -> str:
    told = [_("{score} points", score=words.score(row.score))]
    if row.rank is not None:
        told.append(_("rank {rank} ({low}–{high})", rank=row.rank, low=row.low, high=row.high))
    return plain(" · ".join(told))


def _serves(found: FirmSheet, today: date) -> None:
    """What it serves now, then what it served."""
    st.subheader(_("Compounds"))
    if not found.terms:
        st.caption(_("No service contract has been entered."))
        return
    running = [term for term in found.terms if term.runs(today)]
    with st.grid("auto", min_column_width=300, gap="small"):
        for term in running:
            _term(term, f":green-badge[{_('serves now')}] ")
    others = [term for term in found.terms if not term.runs(today)]
    if others:
        title = n_("{n} contract before or to come", "{n} contracts before or to come", len(others))
        with st.expander(title), st.grid("auto", min_column_width=300, gap="small"):
            for term in others:
                _term(term, "")


def _term(term: Term, badge: str) -> None:
    with st.container(border=True, gap="xxsmall"):
        link.to("firms", f"**{plain(term.compound)}**", "home_work", compound=term.compound_code)
        told = words.served(term.begins_on, term.ends_on, term.level, term.fee_fen)
        st.markdown(f"{badge}:gray[{told}]")
