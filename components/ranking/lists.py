"""Red and black, side by side; on a phone one below the other (红榜与黑榜)."""

from functools import lru_cache

import streamlit as st

from components.language import _, n_
from components.ranking import words
from components.ranking.asked import AREAS, Asked, Shape
from components.reading import read
from components.text import plain
from models.edition import Mark
from rules.edition.shown import points
from services.ranking import listing
from services.ranking.listing import Row, Show, Wanted

_HEADS = {
    Mark.RED: ":red[:material/star: {word}]",
    Mark.BLACK: ":material/remove_circle: {word}",
}
MOST = 10  # rows of a list above the table, where all of them stand
_STYLE = (
    "<style>[class*=st-key-nb_list_] table{width:100%}"
    "[class*=st-key-nb_list_] thead{display:none}"
    "[class*=st-key-nb_list_] td{vertical-align:top;border-left:0;border-right:0;"
    "overflow-wrap:anywhere}"
    "[class*=st-key-nb_list_] td:nth-child(1){width:100%;padding-left:0}"
    "[class*=st-key-nb_list_] td:nth-child(2){white-space:nowrap;text-align:right;"
    "padding-right:0;font-variant-numeric:tabular-nums}"
    "[class*=st-key-nb_list_] td:nth-child(1)>span:not([class]){display:block}"
    "</style>"
)


def show(asked: Asked) -> None:
    """Both lists."""
    st.html(_STYLE)
    red, black = st.columns(2, gap="large")
    with red:
        _list(asked, Mark.RED)
    with black:
        _list(asked, Mark.BLACK)


def _list(asked: Asked, mark: Mark) -> None:
    total = asked.results.marks.get(mark, 0)
    title = n_("{n} compound", "{n} compounds", total)
    st.markdown(f"### {_HEADS[mark].format(word=words.mark(mark))} :small[:gray[{title}]]")
    if not total:
        st.caption(_NOBODY[mark]())
        return
    wanted = Wanted(
        asked.edition_id,
        asked.results.made.id,
        asked.before_id,
        show=Show(mark.value),
        order=listing.Order.SCORE if mark is Mark.RED else listing.Order.LAST,
    )
    rows = read(AREAS, asked.path, listing.rows, wanted, 0, MOST)
    with st.container(key=f"nb_list_{mark.value}"):
        st.markdown(_text(rows, asked.shape))
    if total > len(rows):
        all_of_them = _("All {n} of them", n=f"{total:,}")
        st.markdown(f"[{all_of_them}](/edition?code={asked.code}&show={mark.value})")


_NOBODY = {
    Mark.RED: lambda: _("No compound is sure enough to be among the best."),
    Mark.BLACK: lambda: _("No compound is sure enough to be among the worst."),
}


@lru_cache(maxsize=200)
def _text(rows: tuple[Row, ...], shape: Shape) -> str:
    """The rows in the words of one language; written once for all who read them."""
    return "\n".join(["| | |", "|:---|---:|", *(_line(row, shape) for row in rows)])


def _line(row: Row, shape: Shape) -> str:
    name = f"[**{words.cell(row.name)}**](/placing?id={row.placing_id})"
    facts = [words.rank(row.rank, row.low, row.high)]
    if shape.has_groups:
        facts.append(words.group(row.peers or "", shape.kinds))
    moved = words.moved(row, shape.has_before)
    small = f":small[{plain(' · '.join(facts))}]"
    small += f" :small[:gray[{moved}]]" if moved else ""
    put_right = f" {repaired()}" if row.repaired else ""
    firm = f":small[:gray[{words.cell(row.firm)}]]"
    score = points(row.score, shape.digits)
    return f"| {name}{put_right} {firm} {small} | **{plain(score)}** |"


def repaired() -> str:
    """What stands beside a black row that was put right."""
    return f":green-badge[:material/healing: {_('Put right since')}]"
