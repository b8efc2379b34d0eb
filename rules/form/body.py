"""A form as its definition says it (表单定义), read into frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from models.form import FormAnswer
from rules.entity import Column, Entity, Scope
from rules.entity.custom import column_of

PREFIX = "form:"  # of the table of its answers
PER_SENDER, PER_HOUR = 20, 500  # answers in an hour, where the form says nothing


class Use(StrEnum):
    """What a form is for, and so who fills it in (表单用途)."""

    PUBLIC = "public"  # 公开填写
    MEMBERS = "members"  # 成员填写
    STEP = "step"  # 议事步骤
    SHEET = "sheet"  # 评分表
    SURVEY = "survey"  # 一户一答


class OncePer(StrEnum):
    """How often it is answered (填写次数)."""

    NONE = "none"  # 不限
    MEMBER = "member"  # 每人一次
    UNIT = "unit"  # 每户一次


@dataclass(frozen=True)
class Section:
    """Questions that stand together under a heading (分区), by the names of their columns."""

    title: str
    title_en: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """One form (表单). ``entity`` has its questions as columns, and nothing else."""

    key: str
    name: str
    name_en: str
    intro: str
    intro_en: str
    thanks: str
    thanks_en: str
    use: Use
    once_per: OncePer
    changeable: bool
    results_public: bool
    opens_on: date | None
    closes_on: date | None
    per_sender: int
    per_hour: int
    sections: tuple[Section, ...]
    entity: Entity

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its questions, in the order in which they are asked."""
        return self.entity.columns


def read_form(key: str, body: Mapping[str, Any]) -> Form:
    """The form that a published body says; nothing is refused here that was published once."""
    name = str(body.get("name") or key)
    name_en = str(body.get("name_en") or name)
    return Form(
        key=key,
        name=name,
        name_en=name_en,
        intro=str(body.get("intro", "")),
        intro_en=str(body.get("intro_en", "")),
        thanks=str(body.get("thanks", "")),
        thanks_en=str(body.get("thanks_en", "")),
        use=Use(body.get("use", Use.MEMBERS)),
        once_per=OncePer(body.get("one_per", OncePer.NONE)),
        changeable=bool(body.get("changeable")),
        results_public=bool(body.get("results_public")),
        opens_on=_day(body.get("opens_on")),
        closes_on=_day(body.get("closes_on")),
        per_sender=int(body.get("per_sender") or PER_SENDER),
        per_hour=int(body.get("per_hour") or PER_HOUR),
        sections=tuple(_sections(body)),
        entity=Entity(
            key=PREFIX + key,
            model=FormAnswer,
            label=name,
            english=name_en,
            columns=questions(body),
            scope=Scope(),
        ),
    )


def questions(body: Mapping[str, Any]) -> tuple[Column, ...]:
    """The questions of a form as columns; one that a section hides is hidden with it."""
    found = []
    for section in body.get("sections") or ():
        for field in section.get("fields") or ():
            column = column_of(field)
            shown = _both(section.get("visible_if"), column.visible_if)
            found.append(replace(column, visible_if=shown))
    return tuple(found)


def _sections(body: Mapping[str, Any]) -> Iterator[Section]:
    for section in body.get("sections") or ():
        names = tuple(str(field["name"]) for field in section.get("fields") or ())
        title = str(section.get("title", ""))
        yield Section(title, str(section.get("title_en") or title), names)


def _both(one: Any, other: Any) -> Any:
    told = [part for part in (one, other) if part is not None]
    return {"all": told} if len(told) > 1 else next(iter(told), None)


def _day(told: Any) -> date | None:
    return date.fromisoformat(told) if told else None
