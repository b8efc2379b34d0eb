"""The register as a file (导出清收台账)."""

import streamlit as st

from components.claim import words
from components.language import _
from db.session import glance
from models.base import now
from models.claim import ClaimKind, ClaimState
from models.place import Place
from rules.calendar import day_of
from rules.mask import masked_name
from services.claim import reading
from services.claim.reading import ClaimRow, Wanted
from services.roll.export import as_csv

CM2_PER_M2, FEN_PER_YUAN = 10_000, 100


def show(here: Place, wanted: Wanted, whole: bool) -> None:
    """One button; the file is made when it is pressed, with the filters of the screen."""
    head: list[object] = [
        _("Number"),
        _("Place"),
        _("What is claimed"),
        _("Title"),
        _("Held by"),
        _("Area (m²)"),
        _("Amount (yuan)"),
        _("Area back (m²)"),
        _("Amount back (yuan)"),
        _("Who acts"),
        _("By when"),
        _("How far"),
        _("Registered on"),
        _("Recovered on"),
    ]
    kinds = {kind: words.kind(kind) for kind in ClaimKind}  # the file is made elsewhere,
    states = {state: words.state(state) for state in ClaimState}  # where nobody is reading

    def line(row: ClaimRow) -> list[object]:
        return [
            row.id,
            row.place,
            kinds[row.kind],
            row.title,
            row.debtor if whole else masked_name(row.debtor),
            f"{row.claimed.area_cm2 / CM2_PER_M2:.2f}",
            f"{row.claimed.fen // FEN_PER_YUAN}.{row.claimed.fen % FEN_PER_YUAN:02d}",
            f"{row.back.area_cm2 / CM2_PER_M2:.2f}",
            f"{row.back.fen // FEN_PER_YUAN}.{row.back.fen % FEN_PER_YUAN:02d}",
            row.doer,
            row.due_on.isoformat() if row.due_on else "",
            states[row.state],
            row.found_on.isoformat(),
            row.recovered_on.isoformat() if row.recovered_on else "",
        ]

    def file() -> bytes:
        with glance() as session:
            rows = reading.register(session, wanted, day_of(now()))
        return as_csv([head, *map(line, rows)])

    st.download_button(
        _("Download the register"),
        file,
        f"{here.code}-claims.csv",
        "text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
