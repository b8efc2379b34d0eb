"""The masked roll as a file (导出脱敏名册)."""

import streamlit as st

from components import label
from components.language import _
from db.session import glance
from models.choice import UnitKind, UnitStatus
from models.place import Place
from rules.permission import Visitor
from services.roll.export import as_csv, as_workbook, masked_roll

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(here: Place, visitor: Visitor) -> None:
    """Two buttons; the file is made when one of them is pressed."""
    header = [
        _("Door"),
        _("Building"),
        _("Kind"),
        _("State"),
        _("Exclusive area (m²)"),
        _("Owners"),
    ]
    kinds = {kind: label.unit_kind(kind) for kind in UnitKind}  # the file is made elsewhere,
    states = {state: label.unit_status(state) for state in UnitStatus}  # where nobody is reading
    name = here.name

    def rows() -> list[list[object]]:
        with glance() as session:
            found = masked_roll(session, visitor, here.id or 0)
        head: list[object] = [*header]
        return [
            head,
            *(
                [
                    row.label,
                    row.building,
                    kinds[row.kind],
                    states[row.status],
                    row.area_cm2 / 10_000,
                    "、".join(row.owners),
                ]
                for row in found
            ),
        ]

    with st.popover(_("Export"), icon=":material/download:", type="tertiary"):
        st.caption(_("Names are masked as on the screen; there are no numbers in it."))
        st.download_button(
            "Excel", lambda: as_workbook(rows(), name), f"{here.code}.xlsx", XLSX, on_click="ignore"
        )
        st.download_button(
            "CSV", lambda: as_csv(rows()), f"{here.code}.csv", "text/csv", on_click="ignore"
        )
