"""Compounds with who serves them, and the firms themselves (在管一览)."""

from datetime import date

import streamlit as st

from components import address, link, place
from components.dialog import opened
from components.firm import form, words
from components.format import day
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.base import now
from models.firm import FirmKind
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.firm import reading
from services.firm.reading import PAGE_ROWS, SOON_DAYS, CompoundRow, FirmRow, Show, Sums, Wanted

AREAS = (Area.FIRM, Area.PLACE)
COMPOUNDS, FIRMS = "compounds", "firms"


def show(here: Place, visitor: Visitor) -> None:
    """Who serves me; how the street is served; then row by row."""
    today = day_of(now())
    sums = read(AREAS, here.path, reading.sums, here.path, today)
    _mine(visitor, today)
    _answer(here, sums)
    if visitor.may(Permission.KEEP_FIRMS, here.path):
        _keep(here, visitor)
    if _view(sums) == FIRMS:
        _firms(today)
    else:
        _compounds(here, sums, today)


def _mine(visitor: Visitor, today: date) -> None:
    """Who serves where the visitor lives or serves."""
    paths = tuple(sorted({held.path for held in visitor.held}))
    for row in read(AREAS, "/", reading.around, paths, today) if paths else ():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if row.firm:
                told = _(
                    "Your compound {place} is served by {firm}.", place=row.name, firm=row.firm
                )
            else:
                told = _("Nobody serves your compound {place}.", place=row.name)
            st.markdown(f"**{plain(told)}**", width="content")
            if row.firm:
                link.to("firm", _("Its record"), "apartment", code=row.firm_code)


def _answer(here: Place, sums: Sums) -> None:
    told = _(
        "{place} has {n} compounds: {company} served by companies, {led} by party-led firms, "
        "{none} by nobody.",
        place=here.name,
        n=sums.compounds,
        company=sums.company,
        led=sums.party_led,
        none=sums.none,
    )
    st.markdown(f"### {plain(told)}")


def _keep(here: Place, visitor: Visitor) -> None:
    """What the keepers of the register may do."""
    with st.container(horizontal=True, gap="small"):
        if st.button(_("Register a firm"), type="primary", icon=":material/add:"):
            opened(_("Register a firm"), form.register, here, visitor)
        if st.button(_("Import a table"), icon=":material/upload_file:"):
            link.go("firms", view="import")


def _view(sums: Sums) -> str:
    labels = {
        COMPOUNDS: n_("{n} compound", "{n} compounds", sums.compounds),
        FIRMS: _("All firms"),
    }
    picked = st.segmented_control(
        _("Part"),
        list(labels),
        format_func=labels.__getitem__,
        key=address.key("view", labels, COMPOUNDS),
        required=True,
        label_visibility="collapsed",
    )
    return address.keep("view", picked, COMPOUNDS) or COMPOUNDS


def _compounds(here: Place, sums: Sums, today: date) -> None:
    wanted = Wanted(here.path, _filter(sums), place.words(_("Compound or firm")))
    number = read(AREAS, here.path, reading.count, wanted, today)
    if not number:
        st.info(_("No compound fits. Take a filter away."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    rows = read(AREAS, here.path, reading.compounds, wanted, today, page)
    with above, st.grid("auto", min_column_width=300, gap="small"):
        for row in rows:
            _card(row, today)


def _filter(sums: Sums) -> Show:
    counts = {
        Show.ALL: (_("All"), sums.compounds),
        Show.COMPANY: (words.kind(FirmKind.COMPANY), sums.company),
        Show.PARTY_LED: (words.kind(FirmKind.PARTY_LED), sums.party_led),
        Show.NONE: (_("Nobody serves"), sums.none),
        Show.SOON: (_("Ends within {n} days", n=SOON_DAYS), sums.soon),
    }
    codes = [show.value for show, (_word, n) in counts.items() if n or show is Show.ALL]
    picked = st.pills(
        _("Which compounds"),
        codes,
        format_func=lambda code: "{} {}".format(*counts[Show(code)]),
        key=address.key("show", codes, Show.ALL.value),
        required=True,
        label_visibility="collapsed",
    )
    return Show(address.keep("show", picked, Show.ALL.value) or Show.ALL.value)


def _card(row: CompoundRow, today: date) -> None:
    """Which compound, who serves it, until when."""
    with st.container(border=True, gap="xsmall"):
        st.button(
            f"**{plain(row.name)}**",
            key=f"nb_compound_{row.id}",
            type="tertiary",
            icon=":material/home_work:",
            on_click=goto,
            args=(row.code,),
        )
        facts = [words.compound_type(row.type)]
        facts += [_("built in {year}", year=row.built_in)] if row.built_in else []
        facts += [_("{n} households", n=f"{row.households:,}")] if row.households else []
        told = " · ".join(part for part in facts if part)
        st.markdown(f"{words.kind_badge(row.kind)} :gray[{plain(told)}]")
        if row.firm and row.begins_on is not None:
            st.markdown(f"{plain(row.firm)}  \n:gray[{_until(row, today)}]")


def goto(code: str) -> None:
    """One compound of this page goes into the address; none, the list."""
    for name in ("compound", "view"):
        st.query_params.pop(name, None)
    if code:
        st.query_params["compound"] = code


def _until(row: CompoundRow, today: date) -> str:
    parts = [words.level(row.level or 1), words.fee(row.fee_fen or 0)]
    if row.ends_on is not None:
        parts.append(_("until {day}", day=day(row.ends_on, year=True)))
    told = plain(" · ".join(part for part in parts if part))
    if row.ends_on is not None and (row.ends_on - today).days <= SOON_DAYS:
        left = n_("{n} day left", "{n} days left", (row.ends_on - today).days)
        return f"{told} :orange-badge[{left}]"
    return told


def _firms(today: date) -> None:
    said = place.words(_("Name of the firm"))
    number = read(AREAS, "/", reading.firm_count, said)
    if not number:
        st.info(_("No firm is registered yet, or none fits."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    rows = read(AREAS, "/", reading.firms, said, today, page)
    with above, st.grid("auto", min_column_width=300, gap="small"):
        for row in rows:
            _firm(row)


def _firm(row: FirmRow) -> None:
    with st.container(border=True, gap="xsmall"):
        link.to("firm", f"**{plain(row.name)}**", "apartment", code=row.code)
        if row.compounds:
            told = n_("serves {n} compound", "serves {n} compounds", row.compounds)
            told += " · " + _("{n} households", n=f"{row.households:,}")
        else:
            told = _("serves no compound now")
        st.markdown(f"{words.kind_badge(row.kind)} :gray[{plain(told)}]")
