"""Every act leaves a line and moves the counters of what it changed."""

from sqlmodel import Session, select

from db.revision import numbers
from models.revision import Area
from models.trail import TrailLine
from services.trail import record
from tests.neighbourhood import Neighbourhood


def test_a_line_says_who_what_where_and_what_changed(session: Session, here: Neighbourhood) -> None:
    before = numbers(session, (Area.PLACE,), here.fengyuan.path)
    record(
        session,
        here.lin,
        "place.renamed",
        f"place:{here.fengyuan.id}",
        here.fengyuan,
        moves=(Area.PLACE,),
        before={"name": "枫园"},
        after={"name": "枫园小区"},
    )
    session.flush()
    line = session.exec(select(TrailLine).where(TrailLine.code == "place.renamed")).one()
    assert (line.actor_name, line.path) == ("林秀英", here.fengyuan.path)
    assert (line.before, line.after) == ({"name": "枫园"}, {"name": "枫园小区"})
    assert numbers(session, (Area.PLACE,), here.fengyuan.path) == (before[0] + 1,)
