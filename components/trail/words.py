"""A line of the trail in words: what was done, to what, and what changed (留痕措辞)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from components import label, notice
from components.format import area, clock, day, yuan
from components.language import _
from components.meeting import words as meeting_words
from models.choice import Overlap, Parking, Regime, Silence, UnitKind, UnitStatus
from models.meeting import MeetingKind, MeetingOutcome
from models.member import Role
from models.motion import Binding, Channel, MotionState
from models.notice import NoticeKind
from models.place import PlaceKind
from models.roll import AreaSource
from models.topic import Category, TopicState
from rules import vocabulary
from rules.trail import ABOUT, FIELDS, OUTCOMES, WORDS
from services.trail.reading import Line

_LISTS: dict[str, tuple[type[StrEnum], ...]] = {
    "role": (Role,),
    "category": (Category,),
    "state": (TopicState, MotionState),
    "kind": (PlaceKind, UnitKind, MeetingKind, NoticeKind),
    "status": (UnitStatus,),
    "area_source": (AreaSource,),
    "regime": (Regime,),
    "binding": (Binding,),
    "channel": (Channel,),
    "silence": (Silence,),
    "parking": (Parking,),
    "overlap": (Overlap,),
}
_LONGEST = 200


def act(code: str) -> str:
    """What was done; the code itself where nobody gave it words."""
    return _(WORDS[code]) if code in WORDS else code


def about(line: Line) -> str:
    """What it was done to: 议题 12."""
    table, _colon, number = line.about.partition(":")
    return f"{_(ABOUT[table])} {number}" if table in ABOUT else line.about


def topic_of(line: Line) -> int:
    """The topic that a line is about; 0 where it is about something else."""
    table, _colon, number = line.about.partition(":")
    return int(number) if table == "topic" and number.isdigit() else 0


Steps = Mapping[tuple[int, str], str]  # what the steps of a topic are called


def changes(line: Line, steps: Steps) -> list[tuple[str, str, str]]:
    """Field, before, after; in the order in which they were written down."""
    before, after, topic = line.before or {}, line.after or {}, topic_of(line)

    def told(name: str, found: Any) -> str:
        step = steps.get((topic, str(found))) if name == "step" else None
        return step or value(name, found)

    return [
        (field(name), told(name, before.get(name)), told(name, after.get(name)))
        for name in dict.fromkeys([*before, *after])
    ]


def summary(line: Line, steps: Steps) -> str:
    """What changed in one breath: 名称 甲 → 乙；类型 住宅 → 商铺."""
    parts = []
    for name, old, new in changes(line, steps):
        if old and new and old != new:
            parts.append(f"{name} {old} → {new}")
        elif old != new:
            parts.append(f"{name} {new or old}")
    return _("; ").join(parts)[:_LONGEST]


def field(name: str) -> str:
    """What a field is called."""
    return _(FIELDS[name]) if name in FIELDS else name


def value(name: str, found: Any) -> str:
    """A value the way people here write it."""
    if found is None or found in ("", [], {}):
        return ""
    if isinstance(found, bool):
        return _("yes, it is") if found else _("no, it is not")
    if isinstance(found, list):
        return "、".join(value(name, each) for each in found)
    if name == "outcomes" and isinstance(found, dict):
        said = (f"{_('Topic')} {key} {_concluded(each)}" for key, each in found.items())
        return _(", ").join(said)
    if isinstance(found, dict):
        told = (f"{field(str(key))} {value(str(key), each)}" for key, each in found.items())
        return _(", ").join(told)
    if name == "fields":
        return field(str(found))
    if name == "outcome" and found in OUTCOMES:
        return _(OUTCOMES[found])
    return _measured(name, found) or _listed(name, str(found)) or str(found)


def _concluded(found: Any) -> str:
    """What a meeting came to on one topic."""
    known = found in list(MeetingOutcome)
    return meeting_words.outcome(MeetingOutcome(found)) if known else str(found or "")


def _measured(name: str, found: Any) -> str:
    if name == "area_cm2" and isinstance(found, int):
        return area(found)
    if name.endswith("_fen") and isinstance(found, int):
        return yuan(found)
    try:
        if name.endswith("_on"):
            return day(date.fromisoformat(str(found)), year=True)
        if name.endswith("_at"):
            return clock(datetime.fromisoformat(str(found)), year=True)
    except ValueError:
        pass
    return ""


def _listed(name: str, found: str) -> str:
    """The word for a member of a closed list."""
    for kind in _LISTS.get(name, ()):
        if found in list(kind):
            return _word(kind(found))
    return ""


def _word(member: StrEnum) -> str:
    tables: dict[type, Any] = {
        Role: label.role,
        Category: label.category,
        TopicState: label.state,
        PlaceKind: label.place_kind,
        UnitKind: label.unit_kind,
        UnitStatus: label.unit_status,
        AreaSource: label.area_source,
        MeetingKind: meeting_words.kind,
    }
    if type(member) in tables:
        return str(tables[type(member)](member))
    if isinstance(member, NoticeKind):
        return notice.kinds()[member]
    said: dict[type, Any] = {
        MotionState: vocabulary.STATES,
        Regime: vocabulary.REGIMES,
        Binding: vocabulary.BINDINGS,
        Channel: vocabulary.CHANNELS,
        Silence: vocabulary.SILENCES,
        Parking: vocabulary.PARKINGS,
        Overlap: vocabulary.OVERLAPS,
    }
    return _(said[type(member)][member])
