"""The rows of a list as a file (导出): the address of the list is the address of its file."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from components import gate, link
from components.language import _
from components.reading import read
from models.revision import Area
from rules.entity import Entity
from rules.table import NAMES
from services.load.export import may_export
from services.load.opening import may_import

AREAS = (Area.DEFINITION, Area.MEMBER, Area.PLACE)


def buttons(entity: Entity, asked: Mapping[str, str] | None = None) -> None:
    """Take the rows that are asked for home: as they stand in the list, or with every column.

    ``asked`` is what the list's address says; without it, this page's own address.
    """
    said = {name: link.asked(name, 8_000) for name in NAMES} if asked is None else dict(asked)
    said = {name: value for name, value in said.items() if value}
    if not read(AREAS, "/", may_export, gate.visitor(), entity.key):
        return
    with st.popover(_("Export"), icon=":material/download:", type="tertiary"):
        st.caption(_("All rows that fit the filter, as far as you may see them. It is noted."))
        _link("Excel", entity, "xlsx", said)
        _link("CSV", entity, "csv", said)


def way_in(entity: Entity) -> None:
    """To the page where a file becomes rows, for whoever may."""
    if read(AREAS, "/", may_import, gate.visitor(), entity.key):
        link.to("load", _("Import"), "upload", of=entity.key)


def _link(label: str, entity: Entity, suffix: str, said: Mapping[str, str]) -> None:
    address = f"{link.origin()}/export/{entity.key}.{suffix}"
    st.link_button(label, f"{address}?{urlencode(said)}" if said else address)
