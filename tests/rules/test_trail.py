"""Every act that a service writes down has its words, in one place."""

import ast
import re
from pathlib import Path

from models.topic import TopicState
from rules.trail import ABOUT, CODES, WORDS

SERVICES = Path(__file__).parent.parent.parent / "services"
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
ENDS = {f"topic.{state.value}" for state in TopicState if state is not TopicState.OPEN}


def constants() -> set[str]:
    """Every text in the services that stands alone (parts of f-strings are not texts)."""
    found = set()
    for path in sorted(SERVICES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        parts = {
            id(part) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for part in n.values
        }
        texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in parts]
        found |= {text.value for text in texts if isinstance(text.value, str)}
    return found


FILES = (".json", ".html", ".csv", ".pdf", ".py")


def test_every_code_that_is_written_has_its_words() -> None:
    written = {text for text in constants() if CODE.fullmatch(text)}
    written = {text for text in written if not text.endswith(FILES)}
    assert written | ENDS == set(WORDS)


def test_codes_are_a_noun_and_what_happened_to_it() -> None:
    assert all(CODE.fullmatch(code) for code in WORDS)
    assert sum(map(len, CODES.values())) == len(WORDS)  # none stands in two groups


def test_everything_that_a_line_may_be_about_has_a_name() -> None:
    told: set[str] = set()
    for path in sorted(SERVICES.rglob("*.py")):
        told |= set(re.findall(r'f"([a-z_]+):\{', path.read_text(encoding="utf-8")))
    assert told
    assert told <= set(ABOUT)
