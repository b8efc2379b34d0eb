"""What a draft changes against the published version, part by part (与现行版本比较)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SECTIONS = ("indicators", "groups", "sheets", "questions", "gates", "grades")
Row = tuple[str, str, str]  # section, code, part


@dataclass(frozen=True)
class Difference:
    """One part that is not the same any more (一处改动). Empty text: it was not there."""

    section: str
    code: str
    name: str
    name_en: str
    part: str
    before: str
    after: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every part in which ``after`` departs from ``before`` (全部改动)."""
    old, new = _Flat(before), _Flat(after)
    found = []
    for row in dict.fromkeys([*old.parts, *new.parts]):
        was, is_now = old.parts.get(row, ""), new.parts.get(row, "")
        section, code, part = row
        if was == is_now or _is_inside(row, old, new):
            continue
        name, name_en = new.names.get(row[:2]) or old.names.get(row[:2]) or (code, code)
        found.append(Difference(section, code, name, name_en, part, was, is_now))
    return found


def _is_inside(row: Row, old: "_Flat", new: "_Flat") -> bool:
    """Of what is wholly new or wholly gone, its name alone is told."""
    whole = row[:2] in old.names and row[:2] in new.names
    return row[:2] in (old.names | new.names) and not whole and row[2] != "name"


class _Flat:
    """A body as a table of its parts (展开的办法)."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.parts: dict[Row, str] = {}
        self.names: dict[tuple[str, str], tuple[str, str]] = {}
        for section in SECTIONS:
            for one in body.get(section, ()):
                self._keep(section, str(one["code"]), one)
        rest = {name: value for name, value in body.items() if name not in SECTIONS}
        for part, text in _leaves(rest):
            self.parts["settings", part.partition(".")[0], part] = text

    def _keep(self, section: str, code: str, one: Mapping[str, Any]) -> None:
        name = str(one.get("name", code))
        self.names[section, code] = (name, str(one.get("name_en") or name))
        given = {part: value for part, value in one.items() if part not in {"code", "items"}}
        for part, text in _leaves({"name": name} | given):
            self.parts[section, code, part] = text
        for line in one.get("items", ()):
            self._keep("items", f"{code}.{line['code']}", line)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        yield path, ", ".join(map(str, value))
    else:
        yield path, "" if value is None else str(value)
