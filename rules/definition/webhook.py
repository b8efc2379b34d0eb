"""A webhook as a definition (消息推送定义): what is told, and to which address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from rules.definition.problem import Problem
from rules.definition.shape import distinct, parts, text, yes_no
from rules.refusal import Refused
from rules.webhook.address import LONGEST_URL, read_address
from rules.webhook.event import EVENTS

SHAPE = parts(
    {"name": text(40), "url": text(LONGEST_URL), "events": distinct(tuple(EVENTS), 1)},
    {"on": yes_no()},
)


@dataclass(frozen=True)
class Allowed:
    """Where this deployment lets messages go (允许的推送主机)."""

    hosts: Collection[str]
    inside: bool = False


def problems(body: Mapping[str, Any], allowed: Allowed) -> list[Problem]:
    """What stops a webhook from holding."""
    found = SHAPE(body, "")
    if found:
        return found
    try:
        read_address(body["url"], allowed.hosts, allowed.inside)
    except Refused as refused:
        return [Problem("url", refused.sentence, refused.facts)]
    return []
