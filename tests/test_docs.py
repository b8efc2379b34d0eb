"""What the pages say is there: links, files, commands, settings, words and pins."""

import ast
import pkgutil
import re
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage
from benchmarks import __main__ as benchmarks
from rules import persona, trail
from services.procedure import shipping
from services.wording import say

ROOT = Path(__file__).parent.parent
README, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
MADE_HERE = (".data", ".secrets", ".venv")  # by make run, on the reader's machine
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
CHINESE_WORDS = re.compile(r"[\u4e00-\u9fff]")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _fences(page: Path) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", _text(page), re.DOTALL | re.MULTILINE)


def _spans(page: Path) -> list[str]:
    prose = re.sub(r"^```.*?^```", "", _text(page), flags=re.DOTALL | re.MULTILINE)
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose)]


def _commands(page: Path) -> list[str]:
    """Every command line on a page, without what stands before the command itself."""
    lines = [line.split(" #")[0] for fence in _fences(page) for line in fence.splitlines()]
    return [line.strip() for line in [*lines, *_spans(page)]]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"(?:\]\(|<img src=\")([^)\s\"]+)", _text(page)):
        if not re.match(r"https?:|mailto:|#", target):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    ending = r"\.(?:py|md|toml|txt|json|po|js|svg|png|db)"
    for span in _spans(page):
        named = re.fullmatch(rf"[\w./-]+(?:/|{ending})", span)
        if named is None or span.startswith(("/", *MADE_HERE)):
            continue
        if re.search(r"(?:^|/)(?:test_)?x(?:\.|/|$)", span):
            continue  # a subject that somebody is about to add
        if span == "pages/rules.py":
            assert not (ROOT / span).exists()  # named because it must not be there
            continue
        assert (ROOT / span).exists(), span


FLOORS = "models|rules|services|components|routes|db|seeds|commands"


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "glossary"], ids=_name)
def test_every_name_in_the_code_that_is_named_exists(page: Path) -> None:
    for span in _spans(page):
        named = re.fullmatch(rf"((?:{FLOORS})(?:\.\w+)+)(?:\(.*\))?", span)
        if named is not None and not span.endswith(".py"):
            pkgutil.resolve_name(named[1])


TARGETS = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_target_of_make_exists(page: Path) -> None:
    for line in _commands(page):
        if line.startswith("make ") and "=" not in line.split()[1]:
            assert line.split()[1] in TARGETS, line


GROUPS = {"user", "roll", "edition", "ledger", "ledger key"}  # of commands


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_and_option_of_manage_exists(page: Path) -> None:
    for line in _commands(page):
        said = re.search(r"manage\.py\s+(.*)", line)
        if said is None or said[1].startswith(("…", "--help")):
            continue
        words = said[1].split()
        depth = next((n for n in (2, 1) if " ".join(words[:n]) in GROUPS), 0)
        command = words[: depth + 1]
        help_page = CliRunner().invoke(manage.app, [*command, "--help"])
        assert help_page.exit_code == 0, line
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"{option}\b", help_page.output), line


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_benchmark_that_is_named_exists(page: Path) -> None:
    for line in _commands(page):
        said = re.search(r"-m benchmarks(\S*)\s*(.*)", line)
        if said is not None:
            assert not said[1] and set(said[2].split()) <= {*benchmarks.NAMES, "--list"}, line


def test_the_readme_lists_every_command() -> None:
    listed = CliRunner().invoke(manage.app, ["--help"]).output.split("Commands:")[1]
    for page in (README, CHINESE):
        spans = _spans(page)
        for name in re.findall(r"^  (\w+) ", listed, re.MULTILINE):
            assert any(span.split()[0] == name for span in spans), name


def test_every_setting_that_is_named_is_read_and_the_other_way_round() -> None:
    code = "".join(_text(ROOT / path) for path in ("db/setting.py", "commands/serve.py"))
    read = set(re.findall(r"\"(APP_[A-Z]+|DATABASE_URL|DEMO)\"", code))
    read |= {f"APP_{name.upper()}" for name in re.findall(r"_secret\(\"(\w+)\"", code)}
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", _text(ROOT / "docs/deploy.md"), re.MULTILINE))
    assert told == read


@pytest.mark.parametrize("page", [README, CHINESE], ids=_name)
def test_the_readme_names_everybody_in_the_demo(page: Path) -> None:
    for username, _purpose in persona.ACCOUNTS:
        assert f"| `{username}` |" in _text(page), username
    assert f"`{persona.PASSWORD}`" in _text(page)


def test_both_readmes_show_the_same_commands_and_pictures() -> None:
    assert _fences(README) == _fences(CHINESE)
    shown = re.compile(r"(?:!\[.*?\]\(|<img src=\")([^)\"]+)")
    pictures = [shown.findall(_text(page)) for page in (README, CHINESE)]
    assert pictures[0]
    assert pictures[0] == pictures[1]


def test_pictures_are_light() -> None:
    for picture in (ROOT / "docs").rglob("*.png"):
        assert picture.stat().st_size < 200_000, picture


def test_the_example_of_tally_prints_what_the_readme_says(tmp_path: Path) -> None:
    table, _, output = (
        next(fence for fence in _fences(README) if start in fence)
        for start in ("unit,owner", "manage.py tally", '"heads"')
    )
    sides = [re.split(r"\s{2,}", line) for line in table.splitlines()]
    for name, side in (("roll.csv", 0), ("ballots.csv", 1)):
        rows = [cells[side] for cells in sides if len(cells) > side]
        (tmp_path / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    given = [str(tmp_path / "roll.csv"), str(tmp_path / "ballots.csv")]
    ran = CliRunner().invoke(
        manage.app, ["tally", *given, "--item", "9", "--silence", "strict", "--json"]
    )
    assert ast.literal_eval(_as_python(ran.output)) == ast.literal_eval(_as_python(output))


def _as_python(json_text: str) -> str:
    return json_text.strip().replace("true", "True").replace("false", "False")


def _nouns() -> list[tuple[str, str]]:
    """Every table and closed list, with the Chinese name in its docstring."""
    found = []
    sources = [*(ROOT / "models").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]
    for path in sorted(sources):
        for node in ast.parse(_text(path)).body:
            if not isinstance(node, ast.ClassDef):
                continue
            if not {ast.unparse(base) for base in node.bases} & {"Record", "Extended", "StrEnum"}:
                continue
            said = re.findall(r"\(([^()]*)\)", ast.get_docstring(node) or "")
            names = [one.split(", ")[0] for one in said if CHINESE_WORDS.search(one)]
            found.append((node.name, names[0] if names else ""))
    return found


def _line_with(code: str, word: str) -> bool:
    return any(f"`{code}`" in line and word in line for line in GLOSSARY.splitlines())


@pytest.mark.parametrize(("name", "chinese"), _nouns(), ids=lambda value: value)
def test_the_glossary_pairs_every_noun_with_its_chinese_name(name: str, chinese: str) -> None:
    assert chinese, f"{name} says no Chinese name in brackets"
    assert _line_with(name, chinese), (name, chinese)


def _members() -> list[tuple[str, str]]:
    """Every member of a closed list that has a Chinese word beside it in the code."""
    found = []
    sources = [*(ROOT / "models").rglob("*.py"), *(ROOT / "rules").rglob("*.py")]
    for path in sorted(sources):
        for value, word in re.findall(r"^    [A-Z_]+ = \"(\w+)\"  # (.+)$", _text(path), re.M):
            plain = re.split(r"[（：]", word)[0]
            if CHINESE_WORDS.search(plain):
                found.append((value, plain))
    return found


@pytest.mark.parametrize(("value", "chinese"), _members(), ids=lambda value: value)
def test_the_glossary_has_every_word_of_a_closed_list(value: str, chinese: str) -> None:
    assert _line_with(value, chinese), (value, chinese)


def test_the_glossary_has_every_step_of_the_procedures_that_ship() -> None:
    shipped = shipping.shipped()
    assert shipped
    for procedure in shipped:
        assert procedure["name"] in GLOSSARY
        for step in procedure["steps"]:
            assert f"{step['name']} {step['name_en']}" in GLOSSARY, step["name"]


def test_the_glossary_has_every_kind_of_trail_line() -> None:
    codes: set[str] = set()
    for path in sorted((ROOT / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(_text(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                kind = re.fullmatch(r"([a-z_]+)\.([a-z_]+(?:ed|en|t|n))", node.value)
                if kind is not None and not node.value.endswith(".json"):
                    codes.add(node.value)
    assert len(codes) > 50  # an empty search would prove nothing
    for code in sorted(codes | trail.WORDS.keys()):
        assert f"`{code}`" in GLOSSARY, code


def test_the_glossary_names_acts_as_the_trail_does() -> None:
    for code, words in trail.WORDS.items():
        assert f"| {words} | {say('zh_CN', words)} | `{code}` |" in GLOSSARY, code


def _pins(name: str) -> list[tuple[str, str]]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("package", "version"), [*_pins("requirements.txt"), *_pins("requirements-dev.txt")]
)
def test_every_pin_has_its_line(package: str, version: str) -> None:
    lines = _text(ROOT / "docs" / "dependencies.md").splitlines()
    assert [line for line in lines if line.startswith(f"| {package} | {version} |")]
    assert metadata.version(package) == version


PINNED = ("", "-dev", "-oracle")


def test_every_line_has_its_pin() -> None:
    told = re.findall(r"^\| ([\w-]+) \| \d", _text(ROOT / "docs/dependencies.md"), re.MULTILINE)
    pinned = [package for name in PINNED for package, _ in _pins(f"requirements{name}.txt")]
    assert told == pinned


def test_decisions_say_what_was_asked_decided_and_what_follows() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    index = _text(ROOT / "docs" / "decisions" / "README.md")
    for number, page in enumerate(pages, 1):
        assert page.name.startswith(f"{number:04d}-")
        assert f"]({page.name})" in index
        for part in ("**Context.**", "**Decision.**", "Consequences"):
            assert part in _text(page), page.name
