"""The house keeps its own rules: floors, sizes, doors and words.

Each test names the rule it guards; docs/architecture.md says why the rule exists.
"""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("pages", "components", "routes", "services", "rules", "db", "models", "seeds", "commands")
SOURCES = [p for floor in FLOORS for p in sorted((ROOT / floor).rglob("*.py"))]
SOURCES = [p for p in SOURCES if "versions" not in p.parts] + [ROOT / "manage.py"]
LINES_PER_FILE, LINES_PER_FUNCTION = 300, 50
sys.path.insert(0, str(ROOT / "locales"))  # for its compiler
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "manager"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES_PER_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LINES_PER_FUNCTION, node.name


def test_no_room_is_called_what_anything_could_be_called() -> None:
    assert not [p for p in SOURCES if p.stem in FORBIDDEN_NAMES]


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_every_page_asks_at_the_gate_before_it_shows_anything(path: Path) -> None:
    if path.stem in {"__init__", "frame"}:
        return  # the frame shows no page of its own
    body = ast.parse(path.read_text(encoding="utf-8")).body
    first = next(n for n in body[1:] if not isinstance(n, ast.Import | ast.ImportFrom))
    assert re.search(r"gate\.(require|welcome)\(", ast.unparse(first))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "models").rglob("*.py")), ids=lambda path: path.stem
)
def test_every_noun_says_its_chinese_name(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and {ast.unparse(b) for b in node.bases} & {
            "Record",
            "Extended",
            "StrEnum",
        }:
            assert re.search(r"[\u4e00-\u9fff]", ast.get_docstring(node) or ""), node.name


def test_session_state_is_kept_in_components_only() -> None:
    users = [p for p in SOURCES if "session_state" in p.read_text(encoding="utf-8")]
    assert {p.relative_to(ROOT).parts[0] for p in users} <= {"components"}


def test_no_text_from_people_can_become_html() -> None:
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html=True" not in text, path
        assert "unsafe_allow_javascript" not in text, path


def test_what_runs_alone_asks_again_who_is_here() -> None:
    """A fragment or a dialog of Streamlit's own would go on after its visitor has signed out."""
    known = {ROOT / "components" / "alone.py", ROOT / "components" / "dialog.py"}
    for path in set(SOURCES) - known:
        assert not re.search(r"st\.(fragment|dialog)\b", path.read_text(encoding="utf-8")), path


def test_every_service_has_its_test() -> None:
    def names(folder: str, pattern: str) -> set[str]:
        return {p.stem for p in (ROOT / folder).glob(pattern)} - {"__init__"}

    tested = {name.removeprefix("test_") for name in names("tests/services", "*.py")}
    tested |= {p.name for p in (ROOT / "tests/services").iterdir() if p.is_dir()}
    assert names("services", "*.py") <= tested


READ_ALONE = ["child.py", "load/workbook.py", "roll/workbook.py", "voucher/rendering.py"]


@pytest.mark.parametrize("name", READ_ALONE)
def test_a_child_that_reads_a_foreign_file_knows_nothing_of_the_house(name: str) -> None:
    """Nor does it wait for the tables: it runs as one file, and is there at once."""
    for node in ast.walk(ast.parse((ROOT / "services" / name).read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.ImportFrom) and node.level)
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {module.partition(".")[0] for module in named} & set(FLOORS)


SENTENCE_AT = {"_": 0, "N_": 0, "n_": 0, "say": 1}  # which argument is the sentence


def _sentences() -> set[str]:
    """Every sentence in the code. Read from the syntax tree: extractors overlook f-strings."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = SENTENCE_AT.get(name)
            if at is not None and len(node.args) > at:
                sentence = node.args[at]
                if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str):
                    found.add(sentence.value)
    return found - {""}


def test_every_sentence_is_translated() -> None:
    from compile import merged  # noqa: PLC0415

    catalog = merged("zh_CN")
    missing = []
    for sentence in sorted(_sentences()):
        message = catalog.get(sentence)
        texts = [] if message is None else message.string
        texts = [texts] if isinstance(texts, str) else list(texts)
        if not texts or not all(texts) or message.fuzzy:
            missing.append(sentence)
    assert not missing


def test_a_translation_keeps_the_facts_of_its_sentence() -> None:
    from compile import merged  # noqa: PLC0415

    for message in merged("zh_CN"):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        facts = set(re.findall(r"{(\w+)", ids[-1]))
        for text in texts:
            assert set(re.findall(r"{(\w+)", text)) <= facts | {"n"}, message.id


def test_no_page_is_named_like_a_floor() -> None:
    """Streamlit puts ``pages/`` first on the path: ``pages/rules.py`` would hide ``rules/``."""
    assert not {p.stem for p in (ROOT / "pages").glob("*.py")} & set(FLOORS)
