"""``manage.py tally``: recount a vote from its two files, without any database (计票)."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from commands.answer import AsJson, BadInput, show

Silent = Literal["strict", "abstain", "majority"]
Parked = Literal["count", "exclude"]
Overlapping = Literal["separate", "merge"]
LARGEST = 50_000_000  # bytes; a roll of 10,000 units has half a million


def tally(
    roll: Annotated[Path, typer.Argument(help="CSV: unit,owner,area_m2,kind,status")],
    ballots: Annotated[Path, typer.Argument(help="CSV: owner,choice,delivered")],
    item: Annotated[int, typer.Option(help="Item of Civil Code 278, from 1 to 9.")],
    silence: Annotated[Silent, typer.Option(help="How silent ballots are read.")] = "strict",
    parking: Annotated[Parked, typer.Option(help="Whether parking counts.")] = "count",
    overlap: Annotated[Overlapping, typer.Option(help="Overlapping owners.")] = "separate",
    as_json: AsJson = False,
) -> None:
    """Count a vote of owners under Civil Code 278, by heads and by area."""
    from models.choice import Overlap, Parking, Silence
    from rules.ballot_file import tally_files

    choices = Silence(silence), Parking(parking), Overlap(overlap)
    figures = tally_files(_read(roll), _read(ballots), item, *choices)
    show(figures, as_json, *_lines(figures))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: larger than {LARGEST // 1_000_000} MB, so it is no roll.")
        return path.read_bytes()
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}.") from wrong


def _lines(figures: Any) -> list[str]:
    """The result for a person at the terminal, in Chinese."""
    heads, area = figures["heads"], figures["area_cm2"]
    names = {
        "total": "总数",
        "participating": "参与",
        "for": "赞成",
        "against": "反对",
        "abstain": "弃权",
    }
    silences = {"strict": "未表决不计入参与", "abstain": "未表决视为弃权"}
    rows = [
        f"{name}  {heads[key]:>7,} 人 {_share(heads, key):>8}  "
        f"{_m2(area[key]):>16} ㎡ {_share(area, key):>8}"
        for key, name in names.items()
    ]
    quorum = "够" if figures["quorum"] else "不够"
    return [
        *rows,
        f"口径  {silences.get(figures['silence'], '未表决计入多数意见')}",
        f"参与{quorum}三分之二，{'通过' if figures['passed'] else '未通过'}。",
    ]


def _m2(area_cm2: int) -> str:
    return f"{area_cm2 // 10_000:,}.{area_cm2 % 10_000 // 100:02d}"


def _share(measure: dict[str, int], key: str) -> str:
    """Cut and not rounded, so that 66.666% never reads as two thirds."""
    if not measure["total"]:
        return "–"
    hundredths = measure[key] * 10_000 // measure["total"]
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
