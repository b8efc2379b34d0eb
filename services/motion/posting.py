"""What is posted about a vote: that it is coming, and how it ended (表决公告, 结果公示)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from models.choice import Parking, Regime, Silence
from models.motion import Binding, Motion
from models.notice import NoticeKind
from models.place import Place
from models.topic import Topic
from rules.calendar import day_of
from rules.permission import Visitor
from rules.refusal import N_
from rules.statute import MATTERS
from rules.vocabulary import BINDINGS, CHANNELS, PARKINGS, REGIMES, SILENCES, outcome
from services.notice import post_notice

RESULT_DAYS = 15  # Qingyuan 2022, Article 17
Row = list[Any]


def post_question(
    session: Session, actor: Visitor, topic: Topic, motion: Motion, place: Place
) -> None:
    """Announce the vote until it closes (表决公告)."""
    days = (day_of(motion.closes_at) - day_of(motion.announced_at)).days
    body = {"sections": [{"title": N_("What is decided"), "rows": _question(motion)}]}
    _post(session, actor, NoticeKind.MOTION, (topic, motion, place), body, days)


def post_result(
    session: Session, actor: Visitor, topic: Topic, motion: Motion, place: Place
) -> None:
    """Post the result with everything that a recount needs (结果公示)."""
    result = motion.result or {}
    sections = [
        {"title": N_("Result"), "rows": _outcome(motion, result)},
        _count(result["counted"]),
        *([_readings(motion, result["readings"])] if "readings" in result else []),
        *([_channels(result["channels"])] if result.get("channels") else []),
        {"title": N_("What was decided"), "rows": _question(motion)},
    ]
    body = {"sections": sections, "figures": result}
    _post(session, actor, NoticeKind.RESULT, (topic, motion, place), body, RESULT_DAYS)


def post_withdrawal(
    session: Session, actor: Visitor, topic: Topic, motion: Motion, place: Place
) -> None:
    """Say that an announced vote is off, and why (撤回公告)."""
    why = {"title": N_("The vote is taken back."), "rows": [_reason(motion)]}
    body = {"sections": [why, {"title": N_("What was to be decided"), "rows": _question(motion)}]}
    _post(session, actor, NoticeKind.MOTION, (topic, motion, place), body, RESULT_DAYS)


def _reason(motion: Motion) -> Row:
    return [N_("Reason"), {"said": motion.end_reason}]


def _post(
    session: Session,
    actor: Visitor,
    kind: NoticeKind,
    about: tuple[Topic, Motion, Place],
    body: Mapping[str, Any],
    days: int,
) -> None:
    topic, motion, place = about
    title = motion.question
    post_notice(session, actor, kind, place, title, body, days, topic=topic, motion_id=motion.id)


def _question(motion: Motion) -> list[Row]:
    rows: list[Row] = [
        [N_("Question"), {"said": motion.question}],
        [N_("Text voted on"), {"sentence": N_("Version {n}"), "facts": {"n": motion.text_number}}],
        [N_("Decided by"), REGIMES[motion.regime]],
    ]
    if motion.regime is Regime.OWNERS:
        rows += _owners(motion)
    if motion.buildings:
        rows.append([N_("Buildings affected"), {"said": "、".join(motion.buildings)}])
    if motion.binding is not Binding.BINDING:
        rows.append([N_("Force"), BINDINGS[motion.binding]])
    opens, closes = ({"at": moment.isoformat()} for moment in (motion.opens_at, motion.closes_at))
    return [*rows, [N_("Opens"), opens], [N_("Closes"), closes]]


def _owners(motion: Motion) -> list[Row]:
    """What the owners' own rules say about the count, with the clause it rests on."""
    article = {"sentence": N_("Civil Code, Article 278, item {n}"), "facts": {"n": motion.matter}}
    rows: list[Row] = [
        [N_("Matter"), MATTERS[motion.matter or 9]],
        [N_("Law"), article],
        [N_("Silence"), SILENCES[motion.silence]],
    ]
    if motion.silence is not Silence.STRICT:
        rows.append([N_("Clause on silence"), {"said": motion.silence_clause}])
    rows.append([N_("Parking"), PARKINGS[motion.parking]])
    if motion.parking_clause:
        rows.append([N_("Clause on parking"), {"said": motion.parking_clause}])
    return rows + _totals(motion)


def _totals(motion: Motion) -> list[Row]:
    """How many owners there are with parking and without it, where that differs (R8)."""
    both = motion.totals or {}
    if both.get(Parking.COUNT) == both.get(Parking.EXCLUDE):
        return []
    names = {Parking.COUNT: N_("In all, with parking"), Parking.EXCLUDE: N_("In all, without it")}
    sentence = N_("{heads} owners, {area}")
    return [
        [name, {"sentence": sentence, "facts": _size(both[parking.value])}]
        for parking, name in names.items()
    ]


def _size(size: Mapping[str, int]) -> dict[str, Any]:
    return {"heads": size["heads"], "area": {"area_cm2": size["area_cm2"]}}


def _outcome(motion: Motion, result: Mapping[str, Any]) -> list[Row]:
    counted = result["counted"]
    said = outcome(motion.state, motion.regime, motion.binding)
    rows: list[Row] = [[N_("Outcome"), said]]
    if motion.regime is not Regime.ADVISORY:
        enough = N_("Enough took part") if counted["quorum"] else N_("Too few took part")
        rows.append([N_("Taking part"), enough])
    if result["flips"]:
        rows.append(
            [N_("Note"), N_("The outcome depends on how silence is read; see the three readings.")]
        )
    silent = result.get("silent", {})
    if motion.silence is not Silence.STRICT and silent:
        rows.append([N_("Delivered and not answered"), silent["delivered"]])
        rows.append([N_("Not delivered"), silent["undelivered"]])
    if motion.document:
        rows.append([N_("Published in"), {"said": motion.document}])
    if motion.roll_hash:
        rows.append([N_("Fingerprint of the electorate"), {"said": motion.roll_hash}])
    return rows


def _count(counted: Mapping[str, Any]) -> dict[str, Any]:
    heads, area = counted["heads"], counted["area_cm2"]
    names = {
        "total": N_("In all"),
        "participating": N_("Took part"),
        "for": N_("For"),
        "against": N_("Against"),
        "abstain": N_("Abstain"),
    }
    by_area = area["total"] > 0
    rows: list[Row] = []
    for key, name in names.items():
        row: Row = [name, heads[key], {"share": [heads[key], heads["total"]]}]
        if by_area:
            row += [{"area_cm2": area[key]}, {"share": [area[key], area["total"]]}]
        rows.append(row)
    columns = ["", N_("Heads"), N_("Percent")] + ([N_("Area"), N_("Percent")] if by_area else [])
    return {"title": N_("The count"), "columns": columns, "rows": rows}


def _readings(motion: Motion, readings: Mapping[str, Any]) -> dict[str, Any]:
    rows: list[Row] = []
    for silence in Silence:
        figures = readings[silence.value]
        counts = N_("This one counts") if silence is motion.silence else ""
        passed = N_("Passed") if figures["passed"] else N_("Not passed")
        heads = figures["heads"]
        rows.append([SILENCES[silence], heads["participating"], heads["for"], passed, counts])
    columns = [N_("Reading"), N_("Took part"), N_("For"), N_("Outcome"), ""]
    return {"title": N_("Three readings of silence"), "columns": columns, "rows": rows}


def _channels(channels: Mapping[str, Any]) -> dict[str, Any]:
    rows = [
        [name, channels[channel.value]["heads"], {"area_cm2": channels[channel.value]["area_cm2"]}]
        for channel, name in CHANNELS.items()
        if channel.value in channels
    ]
    return {
        "title": N_("How the answers came"),
        "columns": ["", N_("Heads"), N_("Area")],
        "rows": rows,
    }
