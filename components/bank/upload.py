"""Importing a statement: choose the file, see what it says, take it in (导入对账单)."""

from dataclasses import dataclass

import streamlit as st

from components.act import act, why
from components.bank import columns
from components.format import day, yuan
from components.language import _, n_
from components.text import plain
from db.session import glance
from models.bank import BankAccount
from models.place import Place
from rules.bank.check import closing
from rules.bank.layout import BY_CODE, GENERIC, LAYOUTS, to_text
from rules.bank.line import Line
from rules.permission import Visitor
from rules.refusal import Refused
from services.bank.file import MOST_ROWS, Upload, examined
from services.bank.importing import doubts, import_statement, new_lines
from services.roll.sheet import MOST_BYTES

_KEPT, _TURN = "nb_bank_file", "nb_bank_turn"
MEGABYTE = 1024 * 1024
ENDINGS = ["csv", "txt", "xls", "xlsx"]
SAMPLE = 50


@dataclass
class Kept:
    """The file while somebody looks at it (待导入对账单). It ends with the visit."""

    file_id: str
    name: str
    content: bytes
    mapping: dict[str, str]
    upload: Upload | None = None
    refusal: Refused | None = None


def forget() -> None:
    """Drop the file: somebody went elsewhere."""
    st.session_state.pop(_KEPT, None)


def show(here: Place, account: BankAccount, visitor: Visitor) -> None:
    """From the file to the lines, one step below the other."""
    kept = _file(account)
    if kept is None:
        return
    if kept.upload is None:
        if kept.refusal is not None:
            st.error(why(kept.refusal), icon=":material/block:")
        mapping = columns.ask(kept.name, kept.content)
        if mapping is not None:
            kept.mapping = mapping
            _read(kept)
            st.rerun()
        return
    with glance() as session:
        new = new_lines(session, account.id or 0, kept.upload)
    _summary(kept.upload, new)
    accepted = _doubts(account, kept.upload)
    _rows(new)
    if not new:
        st.info(_("Every line of this file is known already. There is nothing to import."))
        return
    text = n_("Import {n} line", "Import {n} lines", len(new))
    if st.button(
        text, type="primary", icon=":material/download_done:", disabled=not accepted,
        key="nb_bank_import",
    ):  # fmt: skip
        _import(account, visitor, kept)


def _file(account: BankAccount) -> Kept | None:
    file = st.file_uploader(
        _("The statement as the bank exports it: .csv, .xls or .xlsx"),
        type=ENDINGS,
        max_upload_size=MOST_BYTES // MEGABYTE,
        key=f"nb_bank_upload_{st.session_state.get(_TURN, 0)}",
    )
    if file is None:
        forget()
        names = "、".join(layout.bank for layout in LAYOUTS)
        st.caption(
            _(
                "Known by their columns: {names}. For any other bank you say what the columns "
                "hold. Up to {rows} rows; the same file twice adds nothing.",
                names=names,
                rows=f"{MOST_ROWS:,}",
            )
        )
        return None
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept is None or kept.file_id != file.file_id:
        mapping = columns.kept(account)
        kept = Kept(file.file_id, file.name, file.getvalue(), mapping)
        st.session_state[_KEPT] = kept
        _read(kept)
    return kept


def _read(kept: Kept) -> None:
    bar = st.progress(0.0, _("Reading {name}", name=plain(kept.name)))

    def told(done: int, total: int) -> None:
        text = _("Reading rows: {done} of {all}", done=done, all=total)
        bar.progress(min(1.0, done / max(1, total)), text)

    try:
        kept.upload, kept.refusal = examined(kept.name, kept.content, kept.mapping, told), None
    except Refused as refusal:
        kept.upload, kept.refusal = None, refusal
    bar.empty()


def _summary(upload: Upload, new: list[Line]) -> None:
    """What the file says, before anything is written."""
    lines = upload.lines
    bank = BY_CODE[upload.layout].bank if upload.layout in BY_CODE else _("Columns you named")
    days = sorted({lines[0].day, lines[-1].day})
    span = " – ".join(day(one, True) for one in days)
    st.markdown(f"**{bank}** · {span}")
    came = sum(x.amount_fen for x in lines if x.amount_fen > 0 and not x.neutral)
    went = -sum(x.amount_fen for x in lines if x.amount_fen < 0 and not x.neutral)
    with st.grid("auto", min_column_width=140, gap="small"):
        st.metric(_("Lines"), f"{len(lines):,}")
        st.metric(_("of them new"), f"{len(new):,}")
        st.metric(_("In"), yuan(came))
        st.metric(_("Out"), yuan(went))
        end = closing(upload.statements[-1].lines)
        if end is not None:
            st.metric(_("Balance at the end"), yuan(end))
    aside = sum(bool(line.aside) for line in lines)
    if aside:
        st.caption(
            n_(
                "{n} line moved no money of this account, the file says; it is set aside.",
                "{n} lines moved no money of this account, the file says; they are set aside.",
                aside,
            )
        )


def _doubts(account: BankAccount, upload: Upload) -> bool:
    """What does not fit, and whether a person has looked at it."""
    found = doubts(account, upload)
    if not found:
        return True
    with st.container(border=True):
        st.markdown(f":orange[:material/warning:] **{_('Look at this first')}**")
        for remark in found:
            told = _(remark.sentence, **{name: _fact(said) for name, said in remark.facts.items()})
            st.markdown(f"- {plain(told)}")
        return st.checkbox(
            _("I have looked: the file is as the bank gave it"), key="nb_bank_accepted"
        )


def _fact(said: object) -> object:
    return _("a bank whose columns you named") if said == GENERIC else said


def _rows(new: list[Line]) -> None:
    if not new:
        return
    shown = new[:SAMPLE]
    st.dataframe(
        {
            _("Day"): [line.day for line in shown],
            _("Sum"): [yuan(line.amount_fen) for line in shown],
            _("Who"): [line.party for line in shown],
            _("What"): [line.summary for line in shown],
            _("Set aside"): [line.aside for line in shown],
        },
        hide_index=True,
        alt=_("The first new lines of the file"),
        height="auto",
    )
    if len(new) > SAMPLE:
        st.caption(_("The first {n} of them.", n=SAMPLE))


def _import(account: BankAccount, visitor: Visitor, kept: Kept) -> None:
    assert kept.upload is not None
    bar = st.progress(0.0, _("Writing"))

    def told(done: int, total: int) -> None:
        text = _("Writing lines: {done} of {all}", done=done, all=total)
        bar.progress(min(1.0, done / max(1, total)), text)

    mapping = to_text(kept.mapping) if kept.mapping else ""
    taken = act(
        _("Statement imported"),
        import_statement,
        visitor,
        account.id or 0,
        kept.upload,
        accepted=True,
        mapping=mapping,
        told=told,
    )
    bar.empty()
    if taken is not None:
        forget()
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.query_params["view"] = "match"
        st.rerun()
