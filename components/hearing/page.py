"""The page on which a firm reads its own results, contradicts, and comes back (企业告知页)."""

from datetime import datetime

import streamlit as st

from components import address, link
from components.act import why
from components.edition import words as edition_words
from components.format import clock
from components.hearing import compound
from components.language import _, n_
from components.ranking import words as ranking
from components.reading import look_again, read
from components.text import plain
from db.session import transaction
from models.base import this_minute
from models.edition import Edition, EditionState, Mark
from models.firm import Firm
from models.revision import Area
from rules.calendar import day_of
from rules.edition import preview_ends
from rules.edition.hearing import SHOWN
from rules.edition.term import review_ends
from rules.permission import Visitor
from rules.refusal import Refused
from services.hearing import preview, reading
from services.hearing.preview import OwnRow, Preview

AREAS = (Area.RANKING, Area.FIRM)


def show(visitor: Visitor) -> None:
    """What one firm's agent may see; one sentence for anybody else."""
    st.title(_("My firm's results"))
    mine = read(AREAS, "/", reading.previews, visitor.member_id or 0)
    picked = _picked(mine)
    if picked is None:
        st.error(
            _("A firm's preview is open only to those who speak for it."), icon=":material/lock:"
        )
        link.to("rankings", _("Red and black lists"), "list")
        return
    edition, firm = picked
    if edition.state not in SHOWN:
        _not_shown(edition, firm)
        return
    if not _opened(visitor, edition, firm):
        return
    seen = read(AREAS, edition.path, preview.preview, edition.id or 0, firm.id or 0)
    _head(seen)
    if not seen.rows:
        st.info(_("This firm is not rated in this edition."))
        return
    compound.show(seen, _compound(seen), visitor)


def _picked(mine: list[tuple[Edition, Firm]]) -> tuple[Edition, Firm] | None:
    """The edition and firm that the address asks for, if they are one's own."""
    by_key = {f"{edition.code}.{firm.code}": (edition, firm) for edition, firm in mine}
    code, firm_code = link.asked("code", 40), link.asked("firm", 40)
    fits = [
        key
        for key, (edition, firm) in by_key.items()
        if code in ("", edition.code) and firm_code in ("", firm.code)
    ]
    if not fits:
        return None
    first = next((key for key in fits if by_key[key][0].state in SHOWN), fits[0])
    if len(by_key) == 1:
        return by_key[first]
    picked = st.selectbox(
        _("Edition and firm"),
        list(by_key),
        index=list(by_key).index(first),
        format_func=lambda key: f"{by_key[key][0].title} · {by_key[key][1].name}",
        key="nb_preview",
        label_visibility="collapsed",
    )
    edition, firm = by_key[picked or first]
    if (edition.code, firm.code) != (code, firm_code) and picked != first:
        st.query_params.from_dict({"code": edition.code, "firm": firm.code})
    return edition, firm


def _not_shown(edition: Edition, firm: Firm) -> None:
    st.markdown(f"**{plain(firm.name)}** · {plain(edition.title)}")
    if edition.state is EditionState.CANCELLED:
        st.info(_("This edition was cancelled."))
    else:
        st.info(_("The results of this edition are not shown to firms yet."))


def _opened(visitor: Visitor, edition: Edition, firm: Firm) -> bool:
    """Keep that he looked, once; ``False`` where he may not after all."""
    facts = (edition.id or 0, firm.id or 0)
    if read(AREAS, edition.path, preview.was_opened, *facts, visitor.member_id):
        return True
    try:
        with transaction() as session:
            preview.open_preview(session, visitor, *facts)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/lock:")
        return False
    look_again()
    return True


def _head(seen: Preview) -> None:
    edition = seen.edition
    st.markdown(
        f"**{plain(seen.firm.name)}** · {plain(edition.title)} {edition_words.state(edition)}"
    )
    st.markdown(_clock(seen))
    blacks = sum(row.placing.mark is Mark.BLACK for row in seen.rows)
    if blacks and edition.state is not EditionState.PUBLISHED:
        text = n_("{n} compound would be black.", "{n} compounds would be black.", blacks)
        st.warning(text, icon=":material/flag:")


def _clock(seen: Preview) -> str:
    """Until when one may say what, and how many days that is."""
    state, stand = seen.edition.state, seen.stand
    if state is EditionState.PREVIEW and stand.served_at is not None:
        until = preview_ends(stand.served_at, seen.body.terms)
        if this_minute() >= until:
            return f":gray[{_('The window for objections is not open yet.')}]"
        return _left(until, _("Check the facts until {until}.", until=clock(until)))
    if state is EditionState.OBJECTION and stand.window_closes_at is not None:
        until = stand.window_closes_at
        return _left(until, _("You may object until {until}.", until=clock(until)))
    if state is EditionState.PUBLISHED and stand.published_at is not None:
        until = review_ends(stand.published_at, seen.body.terms)
        return _left(until, _("You may ask for a review until {until}.", until=clock(until)))
    return f":gray[{_('The window is over; two persons decide now.')}]"


def _left(until: datetime, text: str) -> str:
    days = (day_of(until) - day_of(this_minute())).days
    if this_minute() >= until:
        return f":gray[{_('The time to object is over.')}]"
    left = n_("{n} day left", "{n} days left", max(days, 1))
    return f":orange[:material/hourglass_top: **{left}**] · {text}"


def _compound(seen: Preview) -> OwnRow:
    """The compound that is looked at: the worst one first."""
    rows = {str(row.entrant.id): row for row in seen.rows}
    first = next((k for k, row in rows.items() if row.placing.mark is Mark.BLACK), next(iter(rows)))
    if len(rows) == 1:
        return rows[first]
    picked = st.selectbox(
        _("Compound"),
        list(rows),
        format_func=lambda key: _named(rows[key]),
        key=address.key("compound", list(rows), first),
    )
    return rows[address.keep("compound", picked, first) or first]


def _named(row: OwnRow) -> str:
    listed = row.placing.mark in (Mark.RED, Mark.BLACK)
    name = row.entrant.name
    return f"{name} · {ranking.mark(row.placing.mark)}" if listed else name
