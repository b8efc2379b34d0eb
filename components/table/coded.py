"""Codes of our own that tables of the machinery keep, in words (内部代码的说法)."""

from collections.abc import Callable

from components.language import _, chosen, either
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from rules.entity import Column
from rules.trail import ABOUT, WORDS
from services import definition
from services.entity import entities
from services.entity.words import entity_name
from services.ranking.wording import GROUPS


def coded(of: Column, value: str) -> str:
    """What a code is called; the value as it stands where it is none, or nobody gave it words."""
    known = None if of.extra else _KNOWN.get(of.name)
    return known(value) if known is not None else value


def _table(key: str) -> str:
    found = entities().get(key)
    return key if found is None else entity_name(found, chosen())


def _act(code: str) -> str:
    return _(WORDS[code]) if code in WORDS else code


def _about(said: str) -> str:
    table, _colon, number = said.partition(":")
    return f"{_(ABOUT[table])} {number}" if table in ABOUT and number else said


def _metric(key: str) -> str:
    found = read((Area.DEFINITION,), "/", definition.one, DefinitionKind.METRIC, key)
    if found is None:
        return key
    own, english = str(found.body.get("label") or key), str(found.body.get("label_en") or "")
    return either(own, english)


def _peers(code: str) -> str:
    return _(GROUPS[code]) if code in GROUPS else code


_KNOWN: dict[str, Callable[[str], str]] = {  # by the names of columns that hold such codes
    "entity": _table,
    "code": _act,
    "about": _about,
    "metric_key": _metric,
    "type": _peers,
}
