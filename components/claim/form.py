"""What is asked of those who register a claim (清收登记表单)."""

from typing import Any

import streamlit as st

from components import custom, money
from components.act import act_and_rerun
from components.claim import words
from components.language import _
from components.ledger.words import head as head_name
from components.reading import read
from components.text import plain
from models.claim import ClaimKind
from models.place import Place
from models.revision import Area
from rules import claim as rule
from rules.claim import Size
from rules.money import fen_of
from rules.permission import Visitor
from rules.refusal import Refused
from services.claim import keeping
from services.claim.keeping import Matter
from services.claim.sheet import Sheet, places
from services.ledger.chart import heads

CM2_PER_HUNDREDTH = 100


def register(here: Place, visitor: Visitor) -> None:
    """A new claim, at the compound or the community that it belongs to."""
    offered = {p.id or 0: p for p in read((Area.PLACE,), here.path, places, here.id or 0)}
    place_id = here.id or 0
    if len(offered) > 1:
        place_id = st.selectbox(
            _("Which compound or community?"),
            list(offered),
            format_func=lambda i: offered[i].name,
            key="nb_claim_place",
        )
    matter = _matter({})
    path = offered[place_id].path if place_id in offered else here.path
    own = custom.ask_new("claim", path, visitor, _known(matter) | {"place_id": place_id})
    pressed = st.button(_("Register it"), type="primary", key="nb_confirm")
    if pressed and matter is not None and custom.sound(own):
        done, given = (
            _("“{title}” is on the register.", title=plain(matter.title)),
            (place_id, matter),
        )
        act_and_rerun(done, keeping.register_claim, visitor, *given, own=custom.said(own))


def _known(matter: Matter | None) -> dict[str, Any]:
    """What its own columns will say: conditions of other fields look at it."""
    if matter is None:
        return {}
    found = {
        name: getattr(matter, name) for name in ("kind", "title", "debtor", "evidence", "head")
    }
    return found | {"area_cm2": matter.size.area_cm2, "amount_fen": matter.size.fen}


def correct(found: Sheet, visitor: Visitor) -> None:
    """What is known better by now."""
    row = found.row
    given = {
        "kind": row.kind,
        "title": row.title,
        "head": row.head,
        "debtor": row.debtor,
        "evidence": found.evidence,
        "size": row.claimed,
    }
    matter = _matter(given)
    if st.button(_("Save the correction"), type="primary", key="nb_confirm") and matter is not None:
        done = _("The claim is corrected.")
        act_and_rerun(done, keeping.correct_claim, visitor, row.id, matter)


def _matter(given: dict[str, Any]) -> Matter | None:
    """The fields; ``None`` while a figure cannot be read."""
    kind = ClaimKind(
        st.segmented_control(
            _("What is to be won back?"),
            [kind.value for kind in ClaimKind],
            default=given.get("kind", ClaimKind.ROOM).value,
            format_func=lambda code: words.kind(ClaimKind(code)),
            key="nb_claim_kind",
            required=True,
        )
    )
    title = st.text_input(
        _("What is it called?"),
        given.get("title", ""),
        max_chars=rule.LONGEST_TITLE,
        key="nb_claim_title",
        placeholder=_("Room on the open floor of building 2"),
    )
    codes = [code for code in heads() if code.startswith("G")]
    head = st.selectbox(
        _("Head of income"),
        codes,
        index=codes.index(given["head"]) if given.get("head") in codes else None,
        format_func=head_name,
        key="nb_claim_head",
        placeholder=_("Choose one"),
    )
    debtor = st.text_input(
        _("Who holds it now?"),
        given.get("debtor", ""),
        max_chars=rule.LONGEST_DEBTOR,
        key="nb_claim_debtor",
        help=_("Firms and offices are public. Of a person everybody sees the family name only."),
    )
    evidence = st.text_area(
        _("What is the evidence? Everybody can read it"),
        given.get("evidence", ""),
        max_chars=rule.LONGEST_EVIDENCE,
        height=110,
        key="nb_claim_evidence",
        placeholder=_("Page 7 of the approved plan calls it a public room."),
    )
    size = _size(kind, given.get("size", Size()))
    if size is None:
        return None
    return Matter(kind, head or "", title or "", debtor or "", evidence or "", size)


def _size(kind: ClaimKind, given: Size) -> Size | None:
    cm2: int | None = 0
    if kind is not ClaimKind.SUM:
        cm2 = area(_("Area (m²)"), "nb_claim_area", given.area_cm2)
    label = _("Amount to recover") if kind is ClaimKind.SUM else _("Money owed for it, if any")
    fen = money.asked(label, "nb_claim_sum", given.fen)
    return None if cm2 is None or fen is None else Size(cm2, fen)


def area(label: str, key: str, cm2: int = 0) -> int | None:
    """An area in cm² as people write it; ``None``, with the reason on screen, while it is none."""
    hundredths = cm2 // CM2_PER_HUNDREDTH
    before = f"{hundredths // 100}.{hundredths % 100:02d}".removesuffix(".00") if cm2 else ""
    text = st.text_input(label, before, max_chars=money.LONGEST, key=key, placeholder="86.50")
    try:
        return fen_of(text or "") * CM2_PER_HUNDREDTH
    except Refused:
        said = _("“{text}” is not an area. Write it like 86.50.", text=plain(text[:20]))
        st.error(said, icon=":material/block:")
        return None
