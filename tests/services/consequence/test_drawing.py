"""What follows from a published list: the owners are asked, nobody is dismissed."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, select

from models.consequence import Consequence, ConsequenceKind
from models.edition import Edition, EditionState, Entrant, Mark
from models.firm import ServiceContract
from models.hearing import Repair
from models.place import Place
from models.procedure import GateKind
from models.topic import Category, Topic, TopicState, TopicText
from models.trail import TrailLine
from rules.firm.register import Terms
from rules.refusal import Refused
from services.consequence.attached import Since, attached
from services.consequence.drawing import Drawn, draw
from services.firm.contract import end_contract
from services.plan import current_step
from services.topic.ending import close
from tests.firms import Firms, serve, settled
from tests.neighbourhood import Neighbourhood
from tests.published import Row, corrected, opened, published

KIND = ConsequenceKind
LOW, HIGH = 61_250_000_000, 92_000_000_000
REASON = "业主大会决定不再续聘"


@pytest.fixture
def firms(session: Session, here: Neighbourhood) -> Firms:
    return settled(session, here)


def rows(firms: Firms, fengyuan: Mark = Mark.BLACK) -> dict[str, Row]:
    return {"qinghe": (firms.xinhe, HIGH, Mark.RED), "fengyuan": (firms.anju, LOW, fengyuan)}


def drawn(
    session: Session, here: Neighbourhood, firms: Firms, half: str = "2026h1"
) -> tuple[Edition, Drawn]:
    edition = published(session, here, half, rows(firms))
    return edition, draw(session, here.qin, edition.id or 0)


def topics(session: Session) -> list[Topic]:
    return list(session.exec(select(Topic).order_by(col(Topic.id))))


def test_a_black_row_puts_one_question_before_its_owners(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    _edition, found = drawn(session, here, firms)
    assert found == Drawn(topics=1, awards=1)
    (topic,) = topics(session)
    assert (topic.place_id, topic.category) == (here.fengyuan.id, Category.PROPERTY)
    assert topic.state is TopicState.OPEN
    first = current_step(session, topic)
    assert first.gate(GateKind.ENDORSEMENTS) is None  # nobody's support decides whether to ask
    assert first.gate(GateKind.APPROVAL) is None
    text = session.exec(select(TopicText)).one()
    for fact in ("枫园小区", "安居物业", "2026 年上半年", "61.25 分", "950", "第 278 条第 4 项"):
        assert fact in text.body, fact
    assert "业主满意度 61.25" in text.body
    assert " 0.00" not in text.body  # what was not measured is not told as nothing given
    for verdict in ("应当解聘", "建议更换", "末位淘汰", "开除"):
        assert verdict not in text.title + text.body


def test_nobody_is_dismissed_by_it(session: Session, here: Neighbourhood, firms: Firms) -> None:
    for half in ("2025h1", "2025h2", "2026h1"):
        drawn(session, here, firms, half)
    contract = session.exec(
        select(ServiceContract).where(ServiceContract.firm_id == firms.anju.id)
    ).one()
    assert contract.ends_on is None


def test_drawing_again_doubles_nothing(session: Session, here: Neighbourhood, firms: Firms) -> None:
    edition, _found = drawn(session, here, firms)
    assert draw(session, here.qin, edition.id or 0) == Drawn()
    assert len(topics(session)) == 1
    lines = select(TrailLine).where(TrailLine.code == "consequence.drawn")
    assert len(session.exec(lines).all()) == 1


def test_the_second_black_edition_in_a_row_escalates_and_the_owners_are_asked_once(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    drawn(session, here, firms, "2025h2")
    _edition, found = drawn(session, here, firms, "2026h1")
    assert found == Drawn(joined=1, escalations=1, awards=1)
    (topic,) = topics(session)
    facts = attached(session, topic.id or 0)
    assert [(fact.edition_code, fact.run, fact.escalated) for fact in facts] == [
        ("zhelu-2026h1", 2, True),
        ("zhelu-2025h2", 1, False),
    ]


def test_when_the_owners_have_answered_they_are_asked_anew_and_told_the_run(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    drawn(session, here, firms, "2025h2")
    close(session, here.qin, topics(session)[0].id or 0, "业主已经表决，续聘一年")
    _edition, found = drawn(session, here, firms, "2026h1")
    assert (found.topics, found.escalations) == (1, 1)
    text = session.exec(select(TopicText).order_by(col(TopicText.id).desc())).first()
    assert text is not None
    assert "连续第 2 期" in text.body


def test_a_firm_does_not_answer_for_the_one_before_it(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    drawn(session, here, firms, "2025h2")
    end_contract(session, here.qin, firms.at_fengyuan.id or 0, date(2025, 12, 31), REASON)
    serve(session, here, firms.xinhe, "fengyuan", Terms(date(2026, 1, 1)))
    edition = published(session, here, "2026h1", {"fengyuan": (firms.xinhe, LOW, Mark.BLACK)})
    assert draw(session, here.qin, edition.id or 0) == Drawn(topics=1)
    kept = session.exec(select(Consequence).where(Consequence.edition_id == edition.id)).one()
    assert (kept.kind, kept.run) == (KIND.OWNERS_TOPIC, 1)


def test_a_correction_leaves_a_note_and_deletes_nothing(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition, _found = drawn(session, here, firms)
    corrected(session, here, edition, rows(firms, Mark.NONE))
    assert draw(session, here.qin, edition.id or 0) == Drawn()
    (topic,) = topics(session)
    assert topic.state is TopicState.OPEN
    (fact,) = attached(session, topic.id or 0)
    assert fact.since is Since.CORRECTED
    assert fact.since_at is not None


def test_a_repair_leaves_a_note_too_and_ends_the_run(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition, _found = drawn(session, here, firms, "2025h2")
    entrant = session.exec(
        select(Entrant).where(
            Entrant.edition_id == edition.id, Entrant.place_id == here.fengyuan.id
        )
    ).one()
    at = datetime(2026, 3, 1, tzinfo=UTC)
    session.add(
        Repair(
            edition_id=edition.id or 0,
            entrant_id=entrant.id or 0,
            firm_id=firms.anju.id or 0,
            text="已整改",
            asked_by=firms.luo.member_id or 0,
            asked_at=at,
            granted=True,
            answered_at=at,
        )
    )
    session.flush()
    (fact,) = attached(session, topics(session)[0].id or 0)
    assert (fact.since, fact.since_at) == (Since.REPAIRED, at)
    _next, found = drawn(session, here, firms, "2026h1")
    assert found.escalations == 0


def test_a_row_that_was_put_right_before_drawing_asks_nobody(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition = published(session, here, "2026h1", rows(firms, Mark.NONE))
    assert draw(session, here.qin, edition.id or 0) == Drawn(awards=1)
    assert topics(session) == []


@pytest.mark.parametrize(
    "state", [state for state in EditionState if state is not EditionState.PUBLISHED]
)
def test_nothing_follows_before_publication(
    session: Session, here: Neighbourhood, firms: Firms, state: EditionState
) -> None:
    edition = opened(session, here)
    edition.state = state
    session.add(edition)
    session.flush()
    with pytest.raises(Refused, match="before it is published"):
        draw(session, here.qin, edition.id or 0)


@pytest.mark.parametrize("name", ["chen", "lin", "wu", "ma", "shen", "guan", "wai"])
def test_only_the_street_draws(
    session: Session, here: Neighbourhood, firms: Firms, name: str
) -> None:
    edition = published(session, here, "2026h1", rows(firms))
    with pytest.raises(Refused, match="does not allow"):
        draw(session, getattr(here, name), edition.id or 0)
    assert topics(session) == []
    with pytest.raises(Refused, match="no such edition"):
        draw(session, here.qin, 999)


def test_a_topic_that_rests_on_nothing_has_nothing_attached(session: Session) -> None:
    assert attached(session, 999) == ()


def test_a_long_name_still_fits_a_title(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    place = session.get_one(Place, here.fengyuan.id)
    place.name = "枫" * 60
    session.add(place)
    here.places["fengyuan"] = place
    _edition, found = drawn(session, here, firms)
    assert found.topics == 1
    assert len(topics(session)[0].title) <= 60
