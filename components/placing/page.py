"""How one compound's result came about: its score and all that makes it up (评价结果)."""

import streamlit as st

from components import figure, link
from components.edition.reason import Drawn, sentences
from components.language import _
from components.placing import behind, follow, peers
from components.ranking import words
from components.ranking.asked import AREAS
from components.ranking.lists import repaired
from components.reading import read
from components.text import plain
from models.edition import Mark
from rules.edition.shown import points
from services.ranking import placing as placings
from services.ranking.placing import Story


def show(placing_id: int) -> None:
    """The whole page; one sentence where there is nothing to read."""
    found = read(AREAS, "/", placings.address, placing_id) if placing_id else None
    if found is None:
        _nothing(_("There is no such result"), _("Please look in the list of all editions."))
        return
    path, entrant_id, is_open = found
    told = read(AREAS, path, placings.story, entrant_id) if is_open else None
    if told is None:
        title = _("This result is not published")
        _nothing(title, _("Nobody sees it before the firm was heard and two persons decided."))
        return
    _head(told)
    _figures(told)
    follow.show(told)
    behind.show(told)
    peers.show(told)
    peers.history(told)
    follow.ways(told)


def _nothing(title: str, said: str) -> None:
    st.title(title)
    st.markdown(said)
    link.to("rankings", _("Red and black lists"), "leaderboard")


def _head(told: Story) -> None:
    row, edition = told.row, told.head.edition
    link.to("edition", plain(edition.title), "arrow_back", code=edition.code)
    st.title(plain(row.name))
    badges = [words.badge(row.mark), repaired() if row.repaired else ""]
    if row.mark not in (Mark.RED, Mark.BLACK):
        badges.insert(0, f":gray-badge[{words.mark(row.mark or Mark.NONE)}]")
    firm = words.cell(row.firm)
    firm = f"[{firm}](/firm?code={row.firm_code})" if row.firm_code else firm
    group = words.group(row.peers or "", told.head.body.peers)
    facts = plain(" · ".join(filter(None, [row.community, group])))
    st.markdown(f"{' '.join(filter(None, badges))} {firm} :gray[· {facts}]")
    drawn = Drawn(row.mark, told.draws_worst, told.draws_best)
    why = sentences(told.reasons, drawn, told.head.body)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in why))


def _figures(told: Story) -> None:
    """Four figures, each with what to compare it with."""
    row, digits = told.row, told.head.digits
    was = ""
    if told.has_before:
        was = _("last edition: {score}", score=points(row.was_score, digits))
    with st.grid(4, min_column_width=160, gap="small"):
        figure.show(_("Score"), points(row.score, digits), was or _grade(told))
        rank = "–" if row.rank is None else f"{row.rank} / {told.ranked}"
        figure.show(_("Rank among peers"), rank, words.change(row, told.has_before))
        between = "–" if row.low is None else f"{row.low}–{row.high}"
        figure.show(_("90 % between"), between, _("{n} draws", n=f"{told.made.draws:,}"))
        measured = f"{(row.coverage or 0) // 10_000}%"
        figure.show(_("Measured"), measured, _("of the weight of the method"))


def _grade(told: Story) -> str:
    return _("grade {grade}", grade=told.row.grade) if told.row.grade else ""
