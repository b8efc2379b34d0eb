"""A stack of papers in one go: what can be entered is, the rest is named."""

import pytest
from sqlmodel import Session

from models.base import clock_at
from models.motion import Channel
from rules.refusal import Refused
from services.motion import Paper, enter_papers, papers_in
from tests.ballot_box import ABSTAIN, AGAINST, FOR, answer, opened
from tests.neighbourhood import Neighbourhood
from tests.services.motion.test_casting import current


def test_what_can_be_entered_is_and_the_rest_is_named(
    session: Session, here: Neighbourhood
) -> None:
    motion, opens_at = opened(session, here)
    answer(session, motion, here.zhou, "1-102", FOR)
    stack = [
        Paper("1-101", FOR, "1"),
        Paper("1-102", AGAINST, "2"),  # has answered online
        Paper("2-102", FOR, "3"),
        Paper("P-01", AGAINST, "4"),  # the same owner says otherwise
        Paper("9-999", FOR, "5"),
        Paper("2-201", ABSTAIN, "6"),
    ]
    with clock_at(opens_at):
        done = enter_papers(session, here.lin, motion.id, stack)
    assert (done.recorded, done.answered) == (2, ("1-102",))
    assert (done.contradicting, done.unknown) == (("2-102", "P-01"), ("9-999",))
    papers = [b for b in current(session, motion.id) if b.channel is Channel.PAPER]
    assert [(ballot.choice, ballot.document) for ballot in papers] == [(FOR, "1"), (ABSTAIN, "6")]


def test_the_stack_needs_the_desk_and_its_numbers(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    with clock_at(opens_at):
        with pytest.raises(Refused, match="role does not allow"):
            enter_papers(session, here.zhou, motion.id, [Paper("1-101", FOR, "1")])
        with pytest.raises(Refused, match="number of the paper"):
            enter_papers(session, here.lin, motion.id, [Paper("1-101", FOR, " ")])
        with pytest.raises(Refused, match="no paper"):
            enter_papers(session, here.lin, motion.id, [])


def test_a_sheet_is_read_in_the_words_of_the_desk() -> None:
    source = "户号,选项,编号\n1-101,赞成,书-1\n1-102,反对,书-2\n\n2-101,弃权,书-3\n"
    for encoding in ("utf-8", "gb18030"):
        assert papers_in(source.encode(encoding)) == [
            Paper("1-101", FOR, "书-1"),
            Paper("1-102", AGAINST, "书-2"),
            Paper("2-101", ABSTAIN, "书-3"),
        ]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "columns"),
        ("a,b,c\n", "columns"),
        ("unit,choice,document\n1-101,maybe,1\n", "Row 2: “maybe”"),
        ("unit,choice,document\n1-101\n", "Row 2"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(source: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        papers_in(source.encode())
