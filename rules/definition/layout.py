"""A print layout as a definition (打印版式): closed blocks over closed fields.

::

    {"name": "工单办理单", "name_en": "Handling slip", "entity": "work_order", "blocks": [
        {"kind": "heading", "text": "诉求工单办理单 {{number}}"},
        {"kind": "text", "text": "{{title}}"},
        {"kind": "fields", "names": ["place_id", "source"]},
        {"kind": "rows", "entity": "task", "by": "topic_id", "names": ["title"], "text": "任务"},
        {"kind": "signatures", "names": ["承办人", "社区"]},
        {"kind": "qr"}]}

``entity`` is ``*`` for a layout that any table may use; ``names`` of fields are ``["*"]`` for all.
Nothing in it is read as markup or code: a placeholder is a name between braces, all else is text.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from rules.definition.problem import Problem
from rules.definition.shape import listed, one_of, parts, text
from rules.entity import Entity
from rules.refusal import N_, Refused

ANY = "*"
KINDS = ("heading", "text", "fields", "rows", "signatures", "qr", "line")
MOST_BLOCKS, MOST_NAMES, LONGEST = 40, 40, 1_000
PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,60})\s*\}\}")
_NAMES = listed(text(60), MOST_NAMES, 1)
_BLOCK = parts(
    {"kind": one_of(KINDS)},
    {"text": text(LONGEST, 0), "names": _NAMES, "entity": text(80), "by": text(60)},
)
SHAPE = parts(
    {"name": text(40), "entity": text(80), "blocks": listed(_BLOCK, MOST_BLOCKS, 1)},
    {"name_en": text(60)},
)
_NEEDED = {
    "heading": {"text"},
    "text": {"text"},
    "fields": {"names"},
    "rows": {"entity", "by", "names"},
    "signatures": {"names"},
}
Find = Callable[[str], Entity]


def problems(body: Mapping[str, Any], find: Find) -> list[Problem]:
    """What stops a layout from holding. ``find`` gives a table by its key, or refuses."""
    found = SHAPE(body, "")
    if found:
        return found
    entity = None
    if body["entity"] != ANY:
        try:
            entity = find(body["entity"])
        except Refused as refused:
            return [Problem("entity", refused.sentence, refused.facts)]
    for number, block in enumerate(body["blocks"], 1):
        found += _block(block, f"blocks {number}", entity, find)
    return found


def _block(
    block: Mapping[str, Any], where: str, entity: Entity | None, find: Find
) -> list[Problem]:
    missing = sorted(_NEEDED.get(block["kind"], set()) - set(block))
    if missing:
        at = f"{where}.{missing[0]}"
        return [Problem(at, N_("“{part}” is missing."), {"part": at})]
    if block["kind"] == "rows":
        return _rows(block, where, entity, find)
    named = set(PLACEHOLDER.findall(block.get("text", "")))
    if block["kind"] == "fields":
        named |= set(block["names"]) - {ANY}
    return _unknown(named, where, entity)


def _rows(block: Mapping[str, Any], where: str, entity: Entity | None, find: Find) -> list[Problem]:
    try:
        target = find(block["entity"])
    except Refused as refused:
        return [Problem(f"{where}.entity", refused.sentence, refused.facts)]
    by = target.by_name.get(block["by"])
    if entity is None or by is None or by.target != entity.table.name:
        sentence = N_("“{name}” does not lead to this table.")
        return [Problem(f"{where}.by", sentence, {"name": block["by"]})]
    return _unknown(set(block["names"]), where, target)


def _unknown(names: set[str], where: str, entity: Entity | None) -> list[Problem]:
    """A layout for any table may only name what every table has."""
    known = {"id", "created_at"} if entity is None else set(entity.by_name)
    sentence = N_("There is no field “{name}” in this table.")
    return [Problem(where, sentence, {"name": name}) for name in sorted(names - known)]
