"""A table of figures: looked at first, each bad cell named, the good ones taken."""

from typing import Any

import pytest
from sqlmodel import Session, select

from models.edition import EntrantKind
from models.scoring import Figure, FigureImport, FigureSource
from rules.refusal import Refused
from rules.scoring.table import layout_of, read_table
from services.scoring.figure import the_figure
from services.scoring.importing import CHANGED, NEW, SAME, Upload, import_figures, preview
from services.scoring.standing import body_of
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

HEADER = ["小区", "12345 热线工单（件）", "表彰奖励", "依据"]


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def upload(session: Session, made: Collecting, *rows: list[Any]) -> Upload:
    body = body_of(session, made.edition)
    return Upload("上半年.xlsx", "0" * 64, read_table(rows, layout_of(rows, body)))


def test_good_cells_are_taken_with_their_evidence(session, made) -> None:
    file = upload(
        session,
        made,
        ["赭麓街道上半年数据", "", "", ""],
        HEADER,
        ["枫园小区", 3, "12.5", "热线办函〔2026〕8 号"],
        ["qinghe", "", 0.0, ""],
    )
    plan = preview(session, made.here.qin, made.id, file)
    assert (plan.count(NEW), plan.faults) == (3, [])
    taken = import_figures(session, made.here.qin, made.id, file)
    assert (taken.count, taken.problems) == (3, [])
    cases = the_figure(session, made.fengyuan, "hotline")
    assert cases is not None
    assert (cases.value, cases.count, cases.asked, cases.source) == (
        "500",
        3,
        6,
        FigureSource.IMPORTED,
    )
    assert cases.evidence == "热线办函〔2026〕8 号"
    plain = the_figure(session, made.qinghe, "honours")
    assert plain is not None and (plain.value, plain.evidence) == ("0", "上半年.xlsx C4")


def test_each_bad_cell_is_named_and_the_others_are_taken(session, made) -> None:
    made.entrants["qinghe"].kind = EntrantKind.PARTY_LED
    session.add(made.entrants["qinghe"])
    session.flush()
    file = upload(
        session,
        made,
        HEADER,
        ["枫园小区", "三件", 21, ""],
        ["不在此", 1, 2, ""],
        ["清河里", 1, "", ""],
        ["", 5, "", ""],
        ["枫园小区", 5, "", ""],
        ["fengyuan", 2, "", ""],
    )
    plan = preview(session, made.here.qin, made.id, file)
    said = [(f.row, f.column, f.sentence.format(**f.facts)) for f in plan.faults]
    assert said == [
        (2, "B", "“三件” is not a number."),
        (2, "C", "“表彰奖励” goes from 0 to 20; 21 lies outside."),
        (3, "A", "there is no compound “不在此” in this edition."),
        (4, "A", "“清河里” is shown, but not rated."),
        (5, "A", "there is no compound."),
        (6, "A", "“枫园小区” stands in row 2 already."),
    ]
    assert import_figures(session, made.here.qin, made.id, file).count == 1
    assert session.exec(select(FigureImport)).one().problems[0] == {
        "row": 2,
        "column": "B",
        "sentence": "“{given}” is not a number.",
    }


def test_importing_again_adds_nothing_and_a_changed_figure_is_shown_as_one(session, made) -> None:
    row = ["枫园小区", 3, 12, "热线办函"]
    import_figures(session, made.here.qin, made.id, upload(session, made, HEADER, row))
    again = upload(session, made, HEADER, row)
    assert preview(session, made.here.qin, made.id, again).count(SAME) == 2
    with pytest.raises(Refused, match="nothing that is new"):
        import_figures(session, made.here.qin, made.id, again)
    other = upload(session, made, HEADER, ["枫园小区", 4, 12, "热线办函"])
    (step,) = [
        s for s in preview(session, made.here.qin, made.id, other).steps if s.what == CHANGED
    ]
    assert (step.before, step.read.value) == ("500", "666.666667")


def test_one_compound_under_two_names_is_taken_once(session, made) -> None:
    file = upload(session, made, HEADER, ["枫园小区", 1, "", ""], ["fengyuan", 2, "", ""])
    plan = preview(session, made.here.qin, made.id, file)
    assert len(plan.steps) == 1
    assert [(f.row, f.sentence) for f in plan.faults] == [
        (3, "“{name}” stands in row {row} already.")
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["名称", "表彰奖励"], "No column names the compound"),
        (["小区", "随便什么"], "No column is called like an indicator"),
        (["小区", "现场评价", "业主满意度"], "No column is called like an indicator"),
    ],
)
def test_a_table_about_nothing_known_is_refused(session, made, header, said) -> None:
    with pytest.raises(Refused, match=said):
        upload(session, made, header, ["枫园小区", 1, 2])


def test_only_the_street_office_imports(session, made) -> None:
    file = upload(session, made, HEADER, ["枫园小区", 3, 12, ""])
    for who in ("wu", "lin", "ma", "shen"):
        with pytest.raises(Refused, match="does not allow"):
            import_figures(session, getattr(made.here, who), made.id, file)
    assert session.exec(select(Figure)).all() == []
