"""The same elements drawn from constants (常量页面): what a page must cost at the very least.

A page of ours runs once while every call to Streamlit that it makes is noted. The notes become
the source of a page that makes the same calls with the same words, and reads nothing. That the
two draw the same is not believed but checked: ``benchmarks.pages`` compares what the browser
gets from both, element by element.
"""

import enum
import functools
import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit import delta_generator_singletons as singletons
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from components import gate

FRAME = Path(__file__).parent.parent / "pages" / "frame.py"
CONFIG = Path(__file__).parent / "floor" / ".streamlit" / "config.toml"
HEAD = '"""Written by benchmarks.constants: every word on this page is a constant."""\n'


@dataclass
class Notes:
    """Every call that drew something, as a line of Python (记录)."""

    lines: list[str] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)  # pages that links lead to
    elements: Counter[str] = field(default_factory=Counter)
    _places: dict[int, tuple[DeltaGenerator, str]] = field(default_factory=dict)
    _depth: int = 0

    def watched(self, name: str, drawing: Callable[..., Any]) -> Callable[..., Any]:
        """``drawing``, which from now on is noted whenever a page calls it."""

        @functools.wraps(drawing)
        def call(self_: DeltaGenerator, *args: Any, **kwargs: Any) -> Any:
            if self._depth:  # a part of what is noted already
                return drawing(self_, *args, **kwargs)
            where = self._name(self_._active_dg)
            self._depth += 1
            try:
                drawn = drawing(self_, *args, **kwargs)
            finally:
                self._depth -= 1
            self._note(where, name, args, kwargs, drawn)
            return drawn

        return call

    def _note(
        self, where: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], drawn: Any
    ) -> None:
        if name == "page_link":
            self.targets.add(str(args[0]))
        given = [_source(arg) for arg in args]
        if "format_func" in kwargs:
            kwargs = kwargs | {"format_func": _answers(kwargs, args)}
        given += [f"{key}={_source(value)}" for key, value in kwargs.items()]
        self.lines.append(f"{self._called(drawn)}{where}.{name}({', '.join(given)})")

    def _called(self, drawn: Any) -> str:
        """The left side of the line, where what was drawn can hold other things."""
        made = drawn if isinstance(drawn, list | tuple) else [drawn]
        blocks = [one for one in made if isinstance(one, DeltaGenerator)]
        if not blocks:
            return ""
        names = []
        for one in blocks:
            name = f"b{len(self._places)}"
            self._places[id(one)] = (one, name)  # held, so that no id comes twice
            names.append(name)
        return ", ".join(names) + (", " if isinstance(drawn, list | tuple) else "") + " = "

    def _name(self, place: DeltaGenerator) -> str:
        if place is singletons.get_dg_singleton_instance().main_dg:
            return "st"
        return self._places[id(place)][1]


@dataclass(frozen=True)
class Table:
    """A function that answers from a table (对照表)."""

    answers: dict[Any, str]


def _answers(kwargs: dict[str, Any], args: tuple[Any, ...]) -> Table:
    """What ``format_func`` says to every option."""
    options = kwargs["options"] if "options" in kwargs else args[1]
    return Table({option: str(kwargs["format_func"](option)) for option in options})


def _source(value: Any) -> str:
    """``value`` as it is written in Python."""
    match value:
        case enum.Enum():
            return repr(value.value)
        case None | bool() | int() | float() | str():
            return repr(value)
        case date():
            return f"datetime.{value!r}".replace("datetime.datetime.", "datetime.")
        case Table():
            return f"{_source(value.answers)}.__getitem__"
        case dict():
            pairs = (f"{_source(name)}: {_source(inside)}" for name, inside in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list() | tuple():
            return f"{type(value).__name__}([{', '.join(map(_source, value))}])"
    if callable(value):
        return "print"  # a click here does nothing
    raise TypeError(f"no constant for {value!r:.80}")


@contextmanager
def noting() -> Iterator[Notes]:
    """Note what is drawn inside the block."""
    notes = Notes()
    main = singletons.get_dg_singleton_instance().main_dg
    drawing = {
        name: method
        for name, method in inspect.getmembers(DeltaGenerator, inspect.isfunction)
        if not name.startswith("_")
    }
    watched: dict[str, Any] = {
        name: notes.watched(name, method) for name, method in drawing.items()
    }
    with patch.multiple(DeltaGenerator, **watched):
        known: dict[str, Any] = {
            name: getattr(main, name) for name in drawing if _is_of(main, st, name)
        }
        with patch.multiple(st, **known):
            yield notes


def _is_of(main: DeltaGenerator, module: ModuleType, name: str) -> bool:
    return getattr(getattr(module, name, None), "__self__", None) is main


def noted(page: str, cookie: str, query: dict[str, str]) -> Notes:
    """What ``page`` of the house draws for the visitor with this cookie."""
    with patch.object(gate, "cookie", lambda: cookie):
        at = AppTest.from_file(str(FRAME), default_timeout=60)
        at.session_state["nb_language"] = "zh_CN"
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        at.switch_page(f"{page}.py").run()  # what is kept is kept now
        with noting() as notes:
            at.run()
        if at.exception:
            raise AssertionError(f"{page} failed while it was noted: {at.exception}")
    notes.elements = elements(at)
    return notes


def elements(at: AppTest) -> Counter[str]:
    """How many of each kind a page has drawn."""

    def below(block: Any) -> Iterator[str]:
        for one in block.children.values():
            yield one.type
            if hasattr(one, "children"):
                yield from below(one)

    return Counter(below(at.main))


def write(folder: Path, pages: dict[str, Notes]) -> None:
    """An app of these pages in ``folder``, beside empty ones where their links lead."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "config.toml").write_text(CONFIG.read_text())
    linked = {target for notes in pages.values() for target in notes.targets}
    empty = sorted(linked - {f"{name}.py" for name in pages} | {"home.py"})
    for target in empty:
        (folder / target).write_text(HEAD)
    for name, notes in pages.items():
        body = "\n".join(notes.lines)
        imports = "import datetime\n\nimport streamlit as st\n\n"
        (folder / f"{name}.py").write_text(f"{HEAD}\n{imports}{body}\n", encoding="utf-8")
    names = [*empty, *(f"{name}.py" for name in pages)]
    menu = "\n".join(f"        st.Page({name!r}, default={name == 'home.py'})," for name in names)
    (folder / "frame.py").write_text(
        f"{HEAD}\nimport streamlit as st\n\nst.set_page_config(layout='wide')\n"
        f"st.navigation(\n    [\n{menu}\n    ],\n    position='top',\n).run()\n"
    )
    (folder / "app.py").write_text(f'{HEAD}\nimport streamlit as st\n\napp = st.App("frame.py")\n')
