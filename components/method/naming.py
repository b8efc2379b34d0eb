"""Names in the visitor's language: every part of a method has two (名称)."""

from collections.abc import Mapping
from typing import Any, Protocol

from components import language
from components.language import either, say
from models.method import Method


class Named(Protocol):
    """A part of a method with its two names."""

    @property
    def name(self) -> str:
        """In Chinese."""

    @property
    def name_en(self) -> str:
        """In English."""


def name(part: Named) -> str:
    """The name of a part of a method."""
    return either(part.name, part.name_en)


def named(part: Mapping[str, Any]) -> str:
    """The name of a part that is still JSON; its code where it has none."""
    return language.named(part) or str(part["code"])


def both(sentence: str) -> dict[str, Any]:
    """A name to begin with, in both languages."""
    return {"name": say("zh_CN", sentence), "name_en": sentence}


def word(words: Mapping[str, str], of: str) -> str:
    """A remark of a method in the visitor's language; empty where it says nothing."""
    return either(words.get(of, ""), words.get(f"{of}_en", ""))


def summary(method: Method) -> str:
    """What a method is, in two lines."""
    return either(method.summary, method.summary_en)
