"""Every compound of an edition in a line: searched, narrowed, sorted, a page at a time (全部小区).

One table of Markdown, as the books have it: one element however many rows, and it prints.
"""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from components import address, link, place
from components.language import _, n_
from components.ranking import words
from components.ranking.asked import AREAS, Asked, Shape
from components.ranking.lists import repaired
from components.reading import read
from components.text import plain
from models.edition import EntrantKind, Mark
from rules.edition.shown import points
from services.ranking import listing
from services.ranking.listing import ROWS, Order, Row, Show, Wanted

NAMES = ("peers", "firm", "community", "show", "sort")
HALF = 165  # two choices beside each other on a phone
_WHOLE = "whole"  # in the address: the group without a name
_STYLE = (
    "<style>.st-key-nb_rows table{width:100%}"
    ".st-key-nb_rows td{vertical-align:top;border-left:0;border-right:0}"
    ".st-key-nb_rows th{border-left:0;border-right:0}"
    ".st-key-nb_rows td:nth-child(2){width:100%;overflow-wrap:anywhere}"
    ".st-key-nb_rows th,.st-key-nb_rows td:nth-child(1),.st-key-nb_rows td:nth-child(3),"
    ".st-key-nb_rows td:nth-child(4){white-space:nowrap;font-variant-numeric:tabular-nums}"
    ".st-key-nb_rows td:nth-child(2)>span:not([class]){display:block}"
    "@media(max-width:639px){.st-key-nb_rows td,.st-key-nb_rows th"
    "{padding:.4rem .25rem;font-size:.92rem}}"
    "</style>"
)


def show(asked: Asked) -> None:
    """Filters, what they leave, the rows of one page, the pages."""
    wanted = _filters(asked)
    total = read(AREAS, asked.path, listing.count, wanted)
    if not total:
        st.info(_("No compound fits. Take a filter away."))
        return
    number = n_("{n} compound", "{n} compounds", total)
    sure = _("The rank is among peers; it lies between the two ranks with a chance of 90 %.")
    st.caption(plain(f"{number} · {sure}"))
    above, page = place.paged(total, ROWS)
    with above:
        _rows(asked, wanted, read(AREAS, asked.path, listing.page, wanted, page))


def _filters(asked: Asked) -> Wanted:
    """Draw the filters; another choice begins at the first page again."""
    kinds = asked.head.body.peers
    groups = {key or _WHOLE: words.group(key, kinds) for key, _n in asked.results.groups}
    firms = {code: name for _id, code, name in asked.results.firms}
    communities = {code: name for code, name, _path in asked.results.communities}
    shows = {one.value: words.shown(one) for one in _used(asked)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = place.words(_("Compound or firm")).replace("\x00", "")
        group = _pick("peers", groups, _("Peer group"), _("All groups"), HALF)
        firm = _pick("firm", firms, _("Property firm"), _("All firms"), HALF)
        community = _pick("community", communities, _("Community"), _("All communities"), HALF)
        shown = _pick("show", shows, _("List"), _("All lists"), HALF)
        order = _order()
        if said or any(link.asked(name) for name in NAMES):
            icon = ":material/filter_alt_off:"
            st.button(
                _("All compounds"), icon=icon, on_click=address.clear, args=NAMES, type="tertiary"
            )
    ids = {code: firm_id for firm_id, code, _name in asked.results.firms}
    paths = {code: path for code, _name, path in asked.results.communities}
    wanted = Wanted(
        edition=asked.edition_id,
        computation=asked.results.made.id,
        before=asked.before_id,
        words=said,
        firm=ids.get(firm, 0),
        community=paths.get(community, ""),
        show=Show(shown) if shown else None,
        peers=None if not group else "" if group == _WHOLE else group,
        order=order,
    )
    address.begin_again(wanted)
    return wanted


def _used(asked: Asked) -> list[Show]:
    """The choices that leave something."""
    marks, apart = asked.results.marks, asked.results.apart
    ranked = [Show(mark.value) for mark in Mark if marks.get(mark)]
    return ranked + [Show(kind.value) for kind in EntrantKind if apart.get(kind)]


def _pick(name: str, options: Mapping[str, str], label: str, otherwise: str, width: int) -> str:
    """One choice, kept in the address; where there is only one, nothing is asked."""
    if len(options) <= 1:
        return ""
    codes = list(options)
    asked = link.asked(name)
    if asked and asked not in options:
        st.caption(_("The address asks for something that is not there; it was left out."))
    picked = st.selectbox(
        label,
        codes,
        index=None,
        format_func=options.__getitem__,
        key=address.key(name, codes),
        placeholder=otherwise,
        label_visibility="collapsed",
        width=width,
    )
    return address.keep(name, picked) or ""


def _order() -> Order:
    codes = [order.value for order in Order]
    picked = st.selectbox(
        _("Order"),
        codes,
        format_func=lambda code: _(words.ORDERS[code]),
        key=address.key("sort", codes, Order.RANK.value),
        label_visibility="collapsed",
        width=HALF,
    )
    return Order(address.keep("sort", picked, Order.RANK.value) or Order.RANK.value)


def _rows(asked: Asked, wanted: Wanted, rows: tuple[Row, ...]) -> None:
    together = wanted.order is Order.RANK and wanted.peers is None
    st.html(_STYLE)
    with st.container(key="nb_rows"):
        st.markdown(_text(rows, asked.shape, together))


@lru_cache(maxsize=500)
def _text(rows: tuple[Row, ...], shape: Shape, together: bool) -> str:
    """The rows in the words of one language, written once for all who read them; peers that
    stand ``together`` have their group above them."""
    head = [_("Rank"), _("Compound and firm"), _("Score"), _("90 % between")]
    lines = ["| " + " | ".join(head) + " |", "|---:|:---|---:|---:|"]
    together = together and shape.has_groups
    group: str | None = None
    for row in rows:
        if together and row.peers is not None and row.peers != group:
            group = row.peers
            lines.append(f"| | **{words.cell(words.group(group, shape.kinds))}** | | |")
        lines.append(_line(row, shape, together))
    return "\n".join(lines)


def _line(row: Row, shape: Shape, together: bool) -> str:
    name, badge = words.cell(row.name), words.badge(row.mark)
    if row.placing_id is not None:
        name = f"[{name}](/placing?id={row.placing_id})"
    small = f":small[:gray[{words.cell(' · '.join(_facts(row, shape, together)))}]]"
    moved = words.moved(row, shape.has_before) if row.placing_id is not None else ""
    small += f" :small[:gray[{moved}]]" if moved else ""
    marks = " ".join(filter(None, (badge, repaired() if row.repaired else "")))
    rank = "–" if row.rank is None else f"**{row.rank}**"
    between = "–" if row.low is None else f"{row.low}–{row.high}"
    score = plain(points(row.score, shape.digits))
    grade = f" :small[:gray[{words.cell(row.grade)}]]" if row.grade else ""
    return f"| {rank} | {name} {marks} {small} | {score}{grade} | {between} |"


def _facts(row: Row, shape: Shape, together: bool) -> list[str]:
    facts = [row.firm or words.kind(row.kind)]
    if row.kind is EntrantKind.PARTY_LED:
        facts.append(words.kind(row.kind))
    facts.append(row.community)
    if shape.has_groups and not together and row.rank is not None:
        facts.append(words.group(row.peers or "", shape.kinds))
    return [fact for fact in facts if fact]
