"""Drawing a form up (设计表单): moving its parts about. A body goes in, another comes out."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from rules.definition.drawing import Body, moved, placed, without
from rules.entity.custom import PREFIX

Sections = list[dict[str, Any]]
LABEL_MOST = 30
_COPY = re.compile(r" \d+$")


def blank() -> Body:
    """A form that nobody has drawn up yet."""
    return {"name": "", "use": "public", "sections": [{"title": "", "fields": []}]}


def free_name(body: Mapping[str, Any]) -> str:
    """A code for a question that no other question has."""
    taken = {field["name"] for section in body["sections"] for field in section["fields"]}
    number = 1
    while f"{PREFIX}{number}" in taken:
        number += 1
    return f"{PREFIX}{number}"


def with_question(body: Body, at: tuple[int, int | None], field: Mapping[str, Any]) -> Body:
    """The question at ``at`` as ``field`` says it; a new one at the end of its section."""
    made = deepcopy(body)
    section, place = at
    fields = made["sections"][section]["fields"]
    if place is None:
        fields.append(dict(field))
    else:
        fields[place] = dict(field)
    return made


def without_question(body: Body, at: tuple[int, int]) -> Body:
    """The form without one question."""
    made = deepcopy(body)
    del made["sections"][at[0]]["fields"][at[1]]
    return made


def copied_question(body: Body, at: tuple[int, int]) -> Body:
    """The question again behind itself, under a code and a label of its own."""
    made = deepcopy(body)
    fields = made["sections"][at[0]]["fields"]
    again = deepcopy(fields[at[1]]) | {"name": free_name(body)}
    again["label"] = _another(body, again["label"])
    fields.insert(at[1] + 1, again)
    return made


def moved_question(body: Body, at: tuple[int, int], by: int) -> Body:
    """The question one up or down; from the edge of a section into the next one."""
    made = deepcopy(body)
    sections: Sections = made["sections"]
    here, place = at
    field = sections[here]["fields"].pop(place)
    target = place + by
    if 0 <= target <= len(sections[here]["fields"]):
        sections[here]["fields"].insert(target, field)
        return made
    beside = here + by
    if not 0 <= beside < len(sections):
        return body
    fields = sections[beside]["fields"]
    fields.insert(0 if by > 0 else len(fields), field)
    return made


def with_section(body: Body, at: int | None, section: Mapping[str, Any]) -> Body:
    """The section at ``at`` as ``section`` says it, its questions kept; a new one at the end."""
    if at is None:
        return placed(body, "sections", None, {"title": "", "fields": []} | dict(section))
    return placed(body, "sections", at, {**section, "fields": body["sections"][at]["fields"]})


def moved_section(body: Body, at: int, by: int) -> Body:
    """The section one up or down."""
    return moved(body, "sections", at, by)


def without_section(body: Body, at: int) -> Body:
    """The form without a section; its questions go with it. The last one stays."""
    return without(body, "sections", at)


def _another(body: Mapping[str, Any], label: str) -> str:
    taken = {field["label"] for section in body["sections"] for field in section["fields"]}
    bare, number = _COPY.sub("", label)[: LABEL_MOST - 3], 2
    while f"{bare} {number}" in taken:
        number += 1
    return f"{bare} {number}"
