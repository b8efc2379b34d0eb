"""A change set as a file from one house to another (变更文件). A file is hostile input."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.definition import DefinitionKind
from rules.definition.key import must_be_key
from rules.definition.shape import anything, listed, one_of, parts, text
from rules.notice import canonical, text_hash
from rules.refusal import N_, Refused

FORMAT = "wumin change set 1"
LARGEST, MOST_ITEMS, DEEPEST = 5_000_000, 200, 60
LONGEST_TITLE, LONGEST_NOTE = 80, 500
_ITEM = parts({"kind": one_of([k.value for k in DefinitionKind]), "key": text(80)})
_ITEM_AFTER = parts({"kind": anything(), "key": anything(), "after": anything()})
SHAPE = parts(
    {
        "format": one_of([FORMAT]),
        "title": text(LONGEST_TITLE),
        "items": listed(_ITEM_AFTER, MOST_ITEMS, 1),
        "sha256": text(64, 64),
    },
    {"note": text(LONGEST_NOTE, 0), "place": text(40, 0)},
)


@dataclass(frozen=True)
class Packed:
    """One change in a file (文件中的变更项). ``after`` is ``None`` where it takes away."""

    kind: DefinitionKind
    key: str
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Parcel:
    """What a file says (变更文件). ``place`` is the code of the place it came from; empty: all."""

    title: str
    note: str
    place: str
    items: tuple[Packed, ...]


def pack(parcel: Parcel) -> str:
    """The file, with a hash over what it says: a broken copy is noticed."""
    items = [{"kind": p.kind.value, "key": p.key, "after": p.after} for p in parcel.items]
    said = {"title": parcel.title, "note": parcel.note, "place": parcel.place, "items": items}
    whole = {"format": FORMAT, **said}
    whole["sha256"] = text_hash(whole)
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def unpack(raw: bytes) -> Parcel:
    """What a file says. Refused with one sentence when it is not such a file, or was changed."""
    given = _read(raw)
    found = SHAPE(given, "")
    if not found:
        found = [
            p
            for n, one in enumerate(given["items"], 1)
            for p in _ITEM({"kind": one["kind"], "key": one["key"]}, f"items {n}")
        ]
    if found:
        raise Refused(found[0].sentence, **found[0].facts)
    if (
        text_hash({name: part for name, part in given.items() if name != "sha256"})
        != given["sha256"]
    ):
        raise Refused(N_("This file was changed since it was exported."))
    items = tuple(map(_packed, given["items"]))
    if len({(one.kind, one.key) for one in items}) < len(items):
        raise Refused(N_("The file changes the same thing twice."))
    return Parcel(given["title"].strip(), given.get("note", ""), given.get("place", ""), items)


def _packed(one: Mapping[str, Any]) -> Packed:
    after = one["after"]
    if after is not None and not isinstance(after, Mapping):
        raise Refused(N_("This is not a file of changes."))
    return Packed(DefinitionKind(one["kind"]), must_be_key(one["key"]), after)


def _read(raw: bytes) -> Any:
    if len(raw) > LARGEST:
        raise Refused(N_("This file is too large."))
    try:
        given = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
        if _too_deep(given, DEEPEST):
            raise ValueError
        canonical(given).encode()  # no fractions, no endless numbers, no half signs
    except (ValueError, TypeError, RecursionError):
        raise Refused(N_("This is not a file of changes.")) from None
    return given


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("the same name twice")
    return dict(pairs)


def _too_deep(value: Any, left: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left == 0 or any(_too_deep(one, left - 1) for one in inner)
