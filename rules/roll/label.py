"""One spelling for each unit and building, however it was typed (户号规范化)."""

import re
import unicodedata

LONGEST_LABEL = 40
_NUMERALS = {sign: value for value, sign in enumerate("〇一二三四五六七八九十")}
_COUNTED = re.compile(r"([一二三四五六七八九十]{1,3})(?=单元|号楼|栋|幢|座|号院)")
_DASHES = r"[一—–―‐‑‒−ー_/\\~#-]"
_DASH = re.compile(rf"(?<=[0-9A-Z]){_DASHES}+(?=[0-9A-Z\u4e00-\u9fff])")
_PART = re.compile(r"(?<=[0-9A-Z])-?(?:号楼|栋楼|号院|单元|栋|幢|座|楼|号|梯)-?(?=[0-9A-Z])")
_TAIL = re.compile(r"(?<=[0-9A-Z])(?:室|号|户|房)$")
_LABEL = re.compile(r"[0-9A-Z\u4e00-\u9fff][0-9A-Z\u4e00-\u9fff().·-]*")
_BUILDING_TAIL = re.compile(r"(?<=[0-9A-Z])(?:-?(?:号楼|栋楼|号院|栋|幢|座|楼|号|#楼|#))+$")
_SHORT = 4


def flat(text: str) -> str:
    """``text`` with full-width signs made plain, and without any space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _numeral(match: re.Match[str]) -> str:
    """十二 as 12 (up to 99, which is more entrances than any building has)."""
    tens, ten, ones = match[1].rpartition("十")
    if not ten:
        return "".join(str(_NUMERALS[sign]) for sign in match[1])
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


def normal_label(text: str) -> str:
    """３号楼２单元５０１室, 3－2－501 and 3一2一501 are all 3-2-501; empty where it is no label."""
    plain = _COUNTED.sub(_numeral, flat(text).upper())
    plain = _PART.sub("-", _DASH.sub("-", plain))
    plain = _TAIL.sub("", plain)
    fits = len(plain) <= LONGEST_LABEL and _LABEL.fullmatch(plain)
    return plain if fits else ""


def building_key(text: str) -> str:
    """What tells one building from another: 3, 3号楼, ３ 栋 and 03# are the same."""
    plain = _BUILDING_TAIL.sub("", _COUNTED.sub(_numeral, flat(text).upper()))
    return plain.lstrip("0") or plain


def building_name(text: str) -> str:
    """How a building is written: 3 号楼, A 座, 地下车库."""
    key = building_key(text)
    if key.isascii() and key.isdigit():
        return f"{key} 号楼"
    if key.isascii() and key.isalpha() and len(key) <= _SHORT:
        return f"{key} 座"
    return unicodedata.normalize("NFKC", text).strip()[:LONGEST_LABEL]


def composed_label(building: str, entrance: str, room: str) -> str:
    """The label of a unit whose building, entrance (单元) and room stand apart."""
    entrance = re.sub(r"(?:单元|梯|门)$", "", _COUNTED.sub(_numeral, flat(entrance).upper()))
    parts = (building_key(building), entrance, flat(room))
    return normal_label("-".join(part for part in parts if part))


def building_in(label: str) -> str:
    """The building that a label begins with, as it is written; empty where it names none."""
    first, dash, _rest = label.partition("-")
    is_building = dash and first.isascii() and len(first) <= _SHORT
    return building_name(first) if is_building else ""
