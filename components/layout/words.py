"""The blocks of a layout in the words of those who draw it up (版式用语)."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

from components.language import _
from components.table.words import column as label_of
from rules.definition.layout import ANY, PLACEHOLDER
from rules.entity import Column, Entity
from rules.refusal import N_

KINDS = {
    "heading": (N_("Heading"), "title"),
    "text": (N_("Text"), "notes"),
    "fields": (N_("Fields"), "list_alt"),
    "rows": (N_("Rows of another table"), "table_rows"),
    "line": (N_("Room to write"), "border_color"),
    "signatures": (N_("Signatures"), "draw"),
    "qr": (N_("QR code"), "qr_code_2"),
}
EVERYWHERE = ("id", "created_at")  # what every table has
LONGEST = 29  # a kind and its summary, with room for a menu on a phone; a Chinese sign takes two
_SPOKEN = re.compile(r"\{\{\s*([^{}\n]{1,60}?)\s*\}\}")


def kind(code: str) -> str:
    """What a block is."""
    return _(KINDS[code][0])


def icon(code: str) -> str:
    """The sign of a block."""
    return f":material/{KINDS[code][1]}:"


def offered(entity: Entity, body: Mapping[str, Any]) -> dict[str, Column]:
    """The fields that this layout may name: of its table, or what every table has."""
    if body["entity"] == ANY:
        return {name: entity.by_name[name] for name in EVERYWHERE if name in entity.by_name}
    return {one.name: one for one in entity.columns if not one.hidden}


def labels(columns: Mapping[str, Column]) -> dict[str, str]:
    """What each field is called; two of one name are told apart by their codes."""
    told = {name: label_of(column) for name, column in columns.items()}
    several = {said for said in told.values() if list(told.values()).count(said) > 1}
    return {name: name if said in several else said for name, said in told.items()}


def spoken(text: str, columns: Mapping[str, Column]) -> str:
    """The text with the names of fields in it instead of their codes."""
    known = labels(columns)
    return PLACEHOLDER.sub(lambda found: f"{{{{{known.get(found[1], found[1])}}}}}", text)


def written(text: str, columns: Mapping[str, Column]) -> tuple[str, list[str]]:
    """The text as it is kept, and what stands between braces without being a field."""
    codes = {said: name for name, said in labels(columns).items()}
    unknown = [said for said in _SPOKEN.findall(text) if said not in codes and said not in columns]
    kept = _SPOKEN.sub(lambda found: f"{{{{{codes.get(found[1], found[1])}}}}}", text)
    return kept, unknown


def summary(block: Mapping[str, Any], columns: Mapping[str, Column]) -> str:
    """What a block says, in a few words."""
    match block["kind"]:
        case "fields":
            known = labels(columns)
            named = [known.get(name, name) for name in block["names"]]
            said = _("All fields") if ANY in block["names"] else _(", ").join(named)
        case "signatures":
            said = _(", ").join(block["names"])
        case _other:
            said = spoken(str(block.get("text", "")), columns)
    flat = " ".join(said.split())
    kept = bisect_right(_ends(flat), LONGEST - _ends(kind(block["kind"]))[-1])
    return flat if kept == len(flat) else f"{flat[:kept].rstrip(' ,，、')}…"


def _ends(text: str) -> list[int]:
    """How far each sign reaches, in the width of a letter."""
    return list(accumulate(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
