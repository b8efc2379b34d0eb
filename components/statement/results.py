"""What the answers come to, the most agreed on first; and the public log (意见结果)."""

import streamlit as st

from components.format import clock, percent
from components.language import _, n_
from components.reading import read_topic
from components.text import plain
from models.revision import Area
from models.topic import Topic
from rules.statement import LEAST_ANSWERS, Tally
from services.statement import Said, log

AREAS = (Area.MEMBER,)
PAGE = 5
COLOURS = ("#2F7D5B", "#B8742A", "#A19C92")  # agree, disagree, pass: on paper and in the dark
BAR = (720, 8)


def show(topic: Topic, shown: list[Said]) -> None:
    """The statements with their counts and bars, a page at a time."""
    page, pages = 1, -(-len(shown) // PAGE)
    rows = st.container(gap="small")
    if pages > 1:
        page = st.pagination(pages, key="nb_statements_page", max_visible_pages=5)
    with rows:
        for row in shown[(page - 1) * PAGE : page * PAGE]:
            _row(row)


def _row(row: Said) -> None:
    st.markdown(f":gray[\\#{row.id}] {plain(row.text)}")
    tally = row.tally
    if tally.share is None:
        missing = LEAST_ANSWERS - tally.answers
        st.caption(
            n_(
                "{n} more answer, then the share is shown",
                "{n} more answers, then the share is shown",
                missing,
            )
        )
        return
    words = _counts(tally)
    st.image(_bar(tally), width="stretch", alt=words)
    st.caption(words)


def _bar(tally: Tally) -> str:
    """One bar in three parts, as wide as the column: a picture that needs no script."""
    parts, at = [], 0
    for count, colour in zip((tally.agree, tally.disagree, tally.passed), COLOURS):
        parts.append(f'<rect x="{at}" width="{count}" height="1" fill="{colour}"/>')
        at += count
    box = f'viewBox="0 0 {at} 1" preserveAspectRatio="none" width="{BAR[0]}" height="{BAR[1]}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def _counts(tally: Tally) -> str:
    told = {
        "agree": tally.agree,
        "disagree": tally.disagree,
        "passed": tally.passed,
        "share": percent(tally.agree, tally.answers),
    }
    return _("{share} agree · {agree} agree, {disagree} disagree, {passed} pass", **told)


def show_log(topic: Topic) -> None:
    """Every hiding and every showing again, with who, when and why; the words stay hidden."""
    for line in read_topic(AREAS, topic.id or 0, log, topic.id or 0):
        told = {
            "n": line.statement_id,
            "name": plain(line.name),
            "at": clock(line.at, year=True),
            "why": plain(line.reason),
        }
        sentence = _("{at}: {name} hid statement {n}. {why}", **told)
        if not line.hidden:
            sentence = _("{at}: {name} showed statement {n} again. {why}", **told)
        st.markdown(sentence)
