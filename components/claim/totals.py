"""The figures of the clean-up as a city reports them: 处, ㎡, yuan (清收统计)."""

from datetime import date

import streamlit as st

from components import figure
from components.format import area, yuan
from components.language import _, n_
from components.reading import read
from models.place import Place
from models.revision import Area
from rules.claim import Tally
from services.claim import reading
from services.claim.reading import PlaceTally

INDENT = "\u3000"


def show(found: Tally) -> None:
    """One sentence, then what was found beside what came back."""
    told = _(
        "{rooms} public rooms with {area} cleared, {fen} recovered",
        rooms=f"{found.rooms_back:,}",
        area=area(found.room_cm2_back),
        fen=yuan(found.fen_back),
    )
    st.markdown(f"### :green[:material/task_alt: {told}]")
    left = n_("{n} claim is still open", "{n} claims are still open", found.open)
    late = n_("{n} of them is late", "{n} of them are late", found.late)
    if found.late:
        st.markdown(f"{left} :red[:material/error: **{late}**]")
    else:
        st.caption(left)
    with st.grid(3, min_column_width=160, gap="small"):
        _card(_("Public rooms"), found.rooms_back, found.rooms, found.room_cm2_back, found.room_cm2)
        if found.sites:
            area_of = (found.site_cm2_back, found.site_cm2)
            _card(_("Public sites"), found.sites_back, found.sites, *area_of)
        figure.show(_("Money"), yuan(found.fen_back), _("of {fen} claimed", fen=yuan(found.fen)))


def _card(name: str, back: int, found: int, back_cm2: int, found_cm2: int) -> None:
    number = _("{back} of {found} places", back=f"{back:,}", found=f"{found:,}")
    beside = _("{back} of {found}", back=area(back_cm2), found=area(found_cm2))
    figure.show(name, number, beside)


def by_place(here: Place, today: date) -> None:
    """The same down the tree, for whoever looks after more than one place."""
    areas = (Area.CLAIM, Area.LEDGER, Area.PLACE)
    rows = read(areas, here.path, reading.by_place, here.path, today)
    if not rows:
        return
    st.subheader(_("Place by place"))
    columns = {
        _("Place"): [f"{INDENT * (row.depth - 1)}{row.name}" for row in rows],
        _("Rooms cleared"): [_of(row.tally.rooms_back, row.tally.rooms) for row in rows],
        _("Area cleared"): [area(row.tally.room_cm2_back) for row in rows],
        _("Sites cleared"): [_of(row.tally.sites_back, row.tally.sites) for row in rows],
        _("Money recovered"): [yuan(row.tally.fen_back) for row in rows],
        _("Still open"): [_open(row) for row in rows],
    }
    right = (_("Rooms cleared"), _("Area cleared"), _("Sites cleared"), _("Money recovered"))
    st.dataframe(
        columns,
        hide_index=True,
        height="content" if len(rows) <= MOST_SHOWN else 420,
        column_config={name: st.column_config.TextColumn(name, alignment="right") for name in right}
        | {_("Place"): st.column_config.TextColumn(_("Place"), pinned=True)},
        alt=_("What was recovered in each place below."),
    )


MOST_SHOWN = 12


def _of(back: int, found: int) -> str:
    return f"{back:,} / {found:,}"


def _open(row: PlaceTally) -> str:
    late = _("{n} late", n=row.tally.late) if row.tally.late else ""
    return f"{row.tally.open:,}" + (f" · {late}" if late else "")
