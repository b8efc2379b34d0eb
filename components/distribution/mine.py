"""What I get: an owner sees his units, everybody else types an area (我的份额)."""

import csv
import io

import streamlit as st

from components.distribution import words
from components.format import yuan
from components.language import _
from components.reading import read
from components.text import plain
from db.session import glance
from models.distribution import Basis, ShareState
from models.ledger import Book
from models.revision import Area
from rules.permission import Visitor
from rules.share import share_of
from rules.spreadsheet import defused
from services.distribution import reading
from services.distribution.reading import PlanRow, ShareRow

AREAS = (Area.LEDGER, Area.ROLL, Area.MEMBER)
CM2 = 10_000
LARGEST = 100_000.0  # m²


def show(row: PlanRow, book: Book, visitor: Visitor) -> None:
    """My units where I own some; else the question about an area."""
    found: tuple[ShareRow, ...] = ()
    if visitor.member_id is not None:
        found = read(AREAS, book.path, reading.my_shares, row.id, visitor.member_id)
    for share in found:
        st.markdown(
            ":material/home: "
            + _(
                "Your unit {unit} ({weight}): **{fen}**, {state}",
                unit=plain(share.label),
                weight=plain(words.weight(row.basis, share.weight)),
                fen=yuan(share.amount_fen),
                state=words.share(share.state),
            )
        )
    if not found and row.basis is Basis.AREA:
        _ask(row)


def _ask(row: PlanRow) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        square_metres = st.number_input(
            _("How large is your home? (m²)"),
            min_value=0.0,
            max_value=LARGEST,
            value=None,
            step=1.0,
            placeholder="90.55",
            key=f"nb_area_{row.id}",
            width=220,
        )
        if square_metres:
            weight = round(square_metres * CM2)
            if weight > row.weight:
                st.warning(_("That is more than all homes together."))
                return
            fen = share_of(row.shared_fen, weight, row.weight)
            st.markdown(_("About **{fen}**, to the fen in the list.", fen=yuan(fen)))


def download(row: PlanRow, book: Book) -> None:
    """Every share by the unit's label, and nothing of who owns it; made when asked for."""
    head = [_("Unit"), _("Weight"), _("Share (yuan)"), _("State")]
    by_area = row.basis is Basis.AREA
    if by_area:
        head[1] = _("Area (m²)")
    told = {state: words.share(state) for state in ShareState}  # nobody reads where it is made

    def made() -> bytes:
        with glance() as session:
            shares = reading.shares(session, row.id)
        file = io.StringIO()
        rows = csv.writer(file)
        rows.writerow(head)
        for share in shares:
            weight = _hundredths(share.weight // 100) if by_area else str(share.weight)
            amount = _hundredths(share.amount_fen)
            rows.writerow([defused(share.label), weight, amount, told[share.state]])
        return file.getvalue().encode("utf-8-sig")

    st.download_button(
        _("All shares (CSV)"),
        made,
        f"distribution-{row.id}.csv",
        "text/csv",
        icon=":material/download:",
        key=f"nb_csv_{row.id}",
        type="tertiary",
    )


def _hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02d}"
