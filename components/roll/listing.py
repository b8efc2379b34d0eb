"""The units of a compound, page by page, with what they add up to (名册列表)."""

from collections.abc import Callable

import streamlit as st

from components import address, label, place
from components.dialog import opened
from components.format import area, percent
from components.language import _, chosen
from components.reading import read
from components.roll import export, full, newcomer
from models.choice import UnitKind, UnitStatus
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.roll import reading
from services.roll.reading import PAGE_ROWS, UnitRow, Wanted
from services.roll.totals import Totals, totals

AREAS = (Area.ROLL, Area.PLACE, Area.MEMBER)
TABLE = "nb_roll_table"


def show(here: Place, visitor: Visitor) -> None:
    """Totals, filters, the list."""
    sums = read(AREAS, here.path, totals, here.id or 0)
    if not sums.units:
        _empty(visitor.may(Permission.IMPORT_ROLL, here.path))
        return
    whole = visitor.may(Permission.READ_ROLL, here.path)
    if whole:
        _totals(sums)
    wanted = _filters(here, visitor, sums)
    number = read(AREAS, here.path, reading.count, here.id or 0, wanted)
    if not number:
        st.info(_("No unit fits. Take a filter away."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    rows = read(AREAS, here.path, reading.units, here.id or 0, wanted, page)
    with above:
        _table(rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("{n} units; press a door to open it", n=f"{number:,}"))
        st.space("stretch")
        if visitor.may(Permission.IMPORT_ROLL, here.path) and st.button(
            _("Add a unit"), icon=":material/add_home:", type="tertiary"
        ):
            opened(_("Add a unit"), newcomer.ask, here, visitor)
        if visitor.may(Permission.READ_PERSONAL, here.path):
            _full_data(here, visitor, rows)
        if whole:
            export.show(here, visitor)


def _empty(may_import: bool) -> None:
    st.info(_("The roll is empty. Votes of owners need it: who owns what, and how large it is."))
    if may_import:
        st.button(
            _("Import the roll"),
            type="primary",
            icon=":material/upload_file:",
            on_click=_go_to_import,
        )


def _go_to_import() -> None:
    st.query_params["view"] = "import"


def _totals(sums: Totals) -> None:
    kinds = {kind: number for kind, number, _area in sums.by_kind}
    homes = _("{n} homes", n=f"{kinds.get(UnitKind.HOME, 0):,}")
    with st.grid("auto", min_column_width=160, gap="small"):
        _card(_("Units"), f"{sums.units:,}", homes)
        one_head = _("One owner of several units is one head (Interpretation 9 of the Civil Code).")
        _card(_("Owners"), f"{sums.heads:,}", _("as the law counts"), one_head)
        _card(_("Exclusive area"), _large(sums), _("{m2} m² exactly", m2=_exact(sums)))
        with_account = _("{n} of {all}", n=sums.linked, all=sums.owners)
        _card(_("Can vote online"), percent(sums.linked, sums.owners), with_account)


def _card(name: str, value: str, beside: str, why: str | None = None) -> None:
    st.metric(name, value, border=True, delta_description=beside, help=why, height="stretch")


def _large(sums: Totals) -> str:
    """The whole area, short enough for a phone."""
    in_chinese = chosen() == "zh_CN"
    return area(sums.area_cm2) if in_chinese else f"{sums.area_cm2 // 10_000:,} m²"


def _exact(sums: Totals) -> str:
    hundredths = sums.area_cm2 // 100
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def _filters(here: Place, visitor: Visitor, sums: Totals) -> Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = place.words(_("Door, building or owner"))
        kinds = [kind.value for kind, _number, _area in sums.by_kind]
        kind = _one_of("use", _("All kinds"), kinds, lambda k: label.unit_kind(UnitKind(k)))
        states = [state.value for state in UnitStatus]
        status = _one_of(
            "status", _("All states"), states, lambda s: label.unit_status(UnitStatus(s))
        )
        building = _one_of("building", _("All buildings"), list(sums.buildings), str)
    return Wanted(
        path=_reach(here, visitor),
        words=words,
        kind=UnitKind(kind) if kind else None,
        status=UnitStatus(status) if status else None,
        building=building or "",
        whole_names=not visitor.may(Permission.READ_PERSONAL, here.path),
    )


def _reach(here: Place, visitor: Visitor) -> str:
    """A grid worker sees the units of the grid; everybody else here sees the whole compound."""
    if visitor.may(Permission.READ_ROLL, here.path):
        return "/"
    held = (held.path for held in visitor.held if held.path.startswith(here.path))
    return next((path for path in held if visitor.may(Permission.READ_ROLL, path)), here.path)


def _one_of(
    key: str, all_of_them: str, options: list[str], name: Callable[[str], str]
) -> str | None:
    picked = st.selectbox(
        all_of_them,
        options,
        index=None,
        format_func=name,
        key=address.key(key, options),
        placeholder=all_of_them,
        label_visibility="collapsed",
        width=150,
    )
    return address.keep(key, picked)


def _table(rows: list[UnitRow]) -> None:
    """One line a unit; its door opens it."""
    door, owners, size, kind, state = (
        _("Door"),
        _("Owners"),
        _("Area"),
        _("Kind"),
        _("State"),
    )
    cells = {
        door: [row.label for row in rows],
        owners: ["、".join(row.owners) or "–" for row in rows],
        size: [area(row.area_cm2) for row in rows],
        kind: [label.unit_kind(row.kind) for row in rows],
        state: [label.unit_status(row.status) for row in rows],
        _("Account"): [_account(row) for row in rows],
    }
    st.dataframe(
        cells,
        hide_index=True,
        height="content",
        column_config={
            door: st.column_config.ButtonColumn(
                door,
                type="tertiary",
                alignment="left",
                pinned=True,
                key=TABLE,
                on_click=_open,
                args=([row.id for row in rows],),
            ),
            size: st.column_config.TextColumn(size, alignment="right"),
        },
        alt=_("The units of the roll; press a door to open it."),
    )


def _account(row: UnitRow) -> str:
    if not row.linked:
        return ""
    return _("yes") if row.linked == len(row.owners) else f"{row.linked} / {len(row.owners)}"


def _open(ids: list[int]) -> None:
    """The door that was pressed goes into the address."""
    st.query_params["unit"] = str(ids[st.session_state[TABLE].row])


def _full_data(here: Place, visitor: Visitor, rows: list[UnitRow]) -> None:
    if st.button(_("Full data of this page"), icon=":material/visibility:", type="tertiary"):
        opened(_("Full data"), full.ask_for_page, here, visitor, [row.id for row in rows])
