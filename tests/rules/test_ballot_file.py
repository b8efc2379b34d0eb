"""The two files: what they may say, and the one sentence when they say something else."""

import pytest

from models.choice import Choice, Overlap, Parking, Silence, UnitKind, UnitStatus
from rules.ballot_file import ballot_rows, roll_rows, tally_files, votes_of
from rules.electorate import RollRow, electorate, register
from rules.refusal import Refused
from rules.tally import Vote

ROLL = "unit,owner,area_m2,kind,status\n"
BALLOTS = "owner,choice,delivered\n"
FOR, AGAINST, ABSTAIN = Choice


def roll(*lines: str) -> bytes:
    return (ROLL + "\n".join(lines)).encode()


def cast(ballots: str, *homes: str, parking: Parking = Parking.COUNT) -> dict[str, Vote]:
    """What each head of ``homes`` comes to say."""
    rows = roll_rows(roll(*homes))
    heads = electorate(rows, parking)
    votes = votes_of(heads, ballot_rows(BALLOTS + ballots), register(rows, heads, parking))
    return {head.key: vote for head, vote in zip(heads, votes, strict=True)}


HOMES = ("1,A,100,home,delivered", "2,B;C,80.5,home,delivered", "3,C;D,70,home,delivered")


def test_the_roll_is_read_to_the_square_centimetre() -> None:
    (row,) = roll_rows(roll("3-2-501, 王伟 ; 李娜 ,89.07,home,delivered"))
    home, delivered = UnitKind.HOME, UnitStatus.DELIVERED
    assert row == RollRow("3-2-501", ("王伟", "李娜"), 890_700, home, delivered)


@pytest.mark.parametrize(
    ("written", "area_cm2"),
    [("0.01", 100), ("7", 70_000), ("7.5", 75_000), ("007.50", 75_000), ("0.29", 2_900)],
)
def test_areas_are_exact(written: str, area_cm2: int) -> None:
    assert roll_rows(roll(f"1,A,{written},home,delivered"))[0].area_cm2 == area_cm2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_files_from_any_spreadsheet_are_read(encoding: str, line_end: str) -> None:
    text = (ROLL + "1,王伟；李娜,100,home,delivered\n\n,,,,\n").replace("\n", line_end)
    assert [row.owners for row in roll_rows(text.encode(encoding))] == [("王伟", "李娜")]


def test_columns_may_stand_in_any_order() -> None:
    (row,) = roll_rows("status,kind,area_m2,owner,unit\nunsold,shop,1,A,9\n")
    assert (row.unit, row.owners, row.status) == ("9", ("A",), UnitStatus.UNSOLD)


def test_a_quoted_cell_of_two_lines_is_one_row_of_the_spreadsheet() -> None:
    with pytest.raises(Refused, match="row 3, column kind"):
        roll_rows(ROLL + '"1\nwest",A,1,home,delivered\n2,B,1,castle,delivered\n')


GOOD = "1,A,100,home,delivered"
ROLL_FAULTS = [
    ("", "roll.csv, row 1: the column unit must be there once."),
    ("unit,owner,kind,status\n", "roll.csv, row 1: the column area_m2 must be there once."),
    ("unit," + ROLL, "roll.csv, row 1: the column unit must be there once."),
    (
        "floor," + ROLL,
        "roll.csv, row 1: “floor” is not one of the columns unit, owner, area_m2, kind, status.",
    ),
    (
        ROLL + f"{GOOD}\n2,B,1,villa,delivered",
        "roll.csv, row 3, column kind: “villa” is not one of home, shop, parking.",
    ),
    (
        ROLL + f"{GOOD}\n\n2,B,1,home,sold",
        "roll.csv, row 4, column status: “sold” is not one of delivered, undelivered, unsold.",
    ),
    (
        ROLL + f"{GOOD}\n{GOOD}",
        "roll.csv, row 3, column unit: unit 1 is already in row 2.",
    ),
    (ROLL + ",A,1,home,unsold", "roll.csv, row 2, column unit: a name is missing here."),
    (ROLL + "1, ,1,home,unsold", "roll.csv, row 2, column owner: a name is missing here."),
    (ROLL + "1,A;,1,home,unsold", "roll.csv, row 2, column owner: a name is missing here."),
    (
        ROLL + "1,A,1,home",
        "roll.csv, row 2, column status: the row has 4 cells instead of 5.",
    ),
    (
        ROLL + "1,A,1,home,unsold,",
        "roll.csv, row 2, column status: the row has 6 cells instead of 5.",
    ),
    (ROLL + f'{GOOD}\n2,"B"C,1,home,unsold', "roll.csv, row 3: a quotation mark is out of place."),
    (ROLL + f'{GOOD}\n2,"B,1,home,unsold', "roll.csv, row 3: a quotation mark is out of place."),
    (b"\xff\xfeu\x00", "roll.csv: this is not a text in UTF-8 or GB18030."),
]


@pytest.mark.parametrize(("source", "sentence"), ROLL_FAULTS)
def test_a_fault_in_the_roll_is_told_in_one_sentence(source: bytes | str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        roll_rows(source)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "area",
    [
        *("", "0", "0.00", "-1", "+1", "1.234", "1e3", "1E+2", ".5", "5.", "1.2.3", "1 000"),
        *("NaN", "nan", "inf", "-Infinity", "１２", "1_000", "0x10", "abc", '"1,000"', "9" * 5000),
    ],
)
def test_an_area_is_a_plain_decimal_above_zero(area: str) -> None:
    with pytest.raises(Refused, match=r"row 2, column area_m2: .* is not an area above zero"):
        roll_rows(ROLL + f"1,A,{area},home,delivered")


BALLOT_FAULTS = [
    ("A,maybe,yes", "row 2, column choice: “maybe” is not one of for, against, abstain."),
    ("A,for,perhaps", "row 2, column delivered: “perhaps” is not one of yes, no."),
    (",for,yes", "row 2, column owner: a name is missing here."),
    ("A,for", "row 2, column delivered: the row has 2 cells instead of 3."),
    ("A,for,yes\nZ,,no", "row 3, column owner: Z is not on the roll."),
    ("A;B,for,yes", "row 2, column owner: A;B is not on the roll."),
    (
        "E,for,yes",
        "row 2, column owner: the home of E is not handed over yet;"
        " until then the developer votes for it.",
    ),
    (
        "B,for,yes\nA,for,yes\nB;C,against,yes",
        "row 4, column choice: this contradicts row 2; the two have one vote between them.",
    ),
]


@pytest.mark.parametrize(("ballots", "sentence"), BALLOT_FAULTS)
def test_a_fault_in_the_ballots_is_told_in_one_sentence(ballots: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        cast(ballots, *HOMES, "4,E,60,home,undelivered", "5,开发商,60,home,unsold")
    assert str(refusal.value) == f"ballots.csv, {sentence}"


@pytest.mark.parametrize("mark", ["yes", "Yes", "TRUE", "1", "是"])
def test_delivered_may_be_said_in_several_ways(mark: str) -> None:
    assert cast(f"A,,{mark}", *HOMES)["A"] == Vote(1_000_000, None, delivered=True)


@pytest.mark.parametrize("mark", ["no", "False", "0", "否", ""])
def test_and_so_may_not_delivered(mark: str) -> None:
    assert cast(f"A,,{mark}", *HOMES)["A"] == Vote(1_000_000, None, delivered=False)


def test_a_second_answer_replaces_the_first_and_the_delivery_stays() -> None:
    assert cast("A,for,yes\nA,against,no", *HOMES)["A"] == Vote(1_000_000, AGAINST, delivered=True)


def test_the_order_in_which_co_owners_are_named_makes_no_second_voter() -> None:
    assert cast("B;C,for,no\nC;B,against,no", *HOMES)["B;C"].choice is AGAINST


def test_a_contradiction_may_be_mended_by_a_later_answer() -> None:
    assert cast("B,for,no\nB;C,against,no\nB,against,no", *HOMES)["B;C"].choice is AGAINST


def test_the_same_answer_of_two_co_owners_counts_once() -> None:
    votes = cast("B,for,no\nB;C,for,no", *HOMES)
    assert [vote.choice for vote in votes.values()] == [None, FOR, None]


@pytest.mark.parametrize(
    "ballots", ["B,for,no\nB;C,,yes", "B;C,,yes\nB,for,no", "B,for,no\nB,,yes"]
)
def test_a_row_without_an_answer_takes_nobodys_answer_away(ballots: str) -> None:
    assert cast(ballots, *HOMES)["B;C"] == Vote(805_000, FOR, delivered=True)


def test_a_co_owner_who_owns_nothing_alone_casts_for_each_shared_home() -> None:
    votes = cast("C,for,yes", *HOMES)
    assert {key for key, vote in votes.items() if vote.choice is FOR} == {"B;C", "C;D"}


def test_the_ballot_of_one_with_only_parking_is_passed_over_where_parking_does_not_count() -> None:
    homes = (*HOMES, "P1,E,12,parking,delivered")
    assert cast("E,for,yes", *homes)["E"].choice is FOR
    votes = cast("E,for,yes\nA,for,yes", *homes, parking=Parking.EXCLUDE)
    assert {key for key, vote in votes.items() if vote.choice} == {"A"}


def test_the_buyer_of_an_undelivered_home_still_casts_for_what_is_his() -> None:
    homes = (*HOMES, "4,A,60,home,undelivered", "5,开发商,40,home,unsold")
    votes = cast("A,for,yes\n开发商,against,yes", *homes)
    assert votes["A"] == Vote(1_000_000, FOR, delivered=True)
    assert votes["developer"] == Vote(1_000_000, AGAINST, delivered=True)


def test_the_result_has_the_published_form() -> None:
    result = tally_files(
        roll(*HOMES), (BALLOTS + "A,for,yes\nB,against,yes\nD,,yes").encode(), 4, Silence.ABSTAIN
    )
    area = {"total": 2_505_000, "participating": 2_505_000}
    assert result == {
        "heads": {"total": 3, "participating": 3, "for": 1, "against": 1, "abstain": 1},
        "area_cm2": area | {"for": 1_000_000, "against": 805_000, "abstain": 700_000},
        "quorum": True,
        "passed": False,
        "silence": "abstain",
    }


def test_the_open_questions_change_the_result() -> None:
    homes = roll("1,A,50,home,delivered", "2,A;B,50,home,delivered", "P,A,10,parking,delivered")
    ballots = (BALLOTS + "A,for,yes").encode()
    strict = Silence.STRICT
    separate = tally_files(homes, ballots, 1, strict, Parking.EXCLUDE, Overlap.SEPARATE)
    merged = tally_files(homes, ballots, 1, strict, Parking.EXCLUDE, Overlap.MERGE)
    assert (separate["quorum"], merged["passed"]) == (False, True)
    assert tally_files(homes, ballots, 1)["area_cm2"] == {
        "total": 1_100_000,
        "participating": 600_000,
        "for": 600_000,
        "against": 0,
        "abstain": 0,
    }


@pytest.mark.parametrize("item", [0, 10])
def test_an_item_outside_the_nine_is_refused_before_the_files_are_read(item: int) -> None:
    with pytest.raises(Refused, match="items 1 to 9"):
        tally_files(b"", b"", item)
