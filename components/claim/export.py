"""The register as a file (导出清收台账)."""

import streamlit as st

from components.claim import words
from components.language import _
from db.session import glance
from models.base import now
from models.claim import ClaimKind, ClaimState
from models.place import Place
from rules.calendar import day_of
from rules.claim import Size
from rules.mask import masked_name
from services.claim import reading
from services.claim.reading import ClaimRow, Wanted
from services.roll.export import as_csv

CM2_PER_HUNDREDTH = 100


def show(here: Place, wanted: Wanted, whole: bool) -> None:
    """One button; the file is made when it is pressed, with the filters of the screen."""
    head = _head()
    kinds = {kind: words.kind(kind) for kind in ClaimKind}  # the file is made elsewhere,
    states = {state: words.state(state) for state in ClaimState}  # where nobody is reading

    def file() -> bytes:
        with glance() as session:
            rows = reading.register(session, wanted, day_of(now()))
        return as_csv([head, *(_line(row, kinds, states, whole) for row in rows)])

    st.download_button(
        _("Download the register"),
        file,
        f"{here.code}-claims.csv",
        "text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def _head() -> list[object]:
    return [
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


def _line(
    row: ClaimRow, kinds: dict[ClaimKind, str], states: dict[ClaimState, str], whole: bool
) -> list[object]:
    return [
        row.id,
        row.place,
        kinds[row.kind],
        row.title,
        row.debtor if whole else masked_name(row.debtor),
        *_figures(row.claimed),
        *_figures(row.back),
        row.doer,
        row.due_on.isoformat() if row.due_on else "",
        states[row.state],
        row.found_on.isoformat(),
        row.recovered_on.isoformat() if row.recovered_on else "",
    ]


def _figures(size: Size) -> tuple[str, str]:
    """Square metres and yuan, plain, for a spreadsheet to add up."""
    hundredths, fen = size.area_cm2 // CM2_PER_HUNDREDTH, size.fen
    return f"{hundredths // 100}.{hundredths % 100:02d}", f"{fen // 100}.{fen % 100:02d}"
