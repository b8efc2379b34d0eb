"""Somebody who looks: what was kept of a topic must be what the database says (旁观者)."""

from collections import Counter

from sqlmodel import Session, col, select

from components.reading import read_topic
from db.session import glance
from models.motion import Motion, MotionState
from models.revision import Area
from models.topic import Topic
from models.trail import TrailLine
from services import notice, rating
from services.benefit.reading import sharing
from services.meeting.reading import of_topic
from services.motion.reading import live_count, motions_of
from services.statement import log, statements
from services.task.sheet import work
from services.topic.reading import account

LOOKS = 1  # at each kind of act: the story has hundreds of ballots
READERS = (account, sharing, rating.ratings, work, of_topic, motions_of, statements, log)
AREAS = (Area.PLACE, Area.MEMBER, Area.COVENANT)


class Onlooker:
    """Reads every topic after every act, as somebody does whose page is open all the time."""

    def __init__(self) -> None:
        self.seen, self.last, self.compared = Counter[str](), 0, 0
        self.looking = False

    def look(self, _session: Session) -> None:
        """After a commit: what is kept beside what is asked anew."""
        if self.looking:
            return  # a look ends in a commit too
        self.looking = True
        try:
            self._look()
        finally:
            self.looking = False

    def _look(self) -> None:
        with glance() as session:
            lines = select(TrailLine.id, TrailLine.code).where(col(TrailLine.id) > self.last)
            new = session.exec(lines.order_by(col(TrailLine.id))).all()
            if not new:
                return
            self.last = new[-1][0] or 0
            codes = {code for _id, code in new}
            fresh = {code for code in codes if self.seen[code] < LOOKS}
            self.seen.update(codes)
            if fresh:
                self._compare(session, ", ".join(sorted(codes)))

    def _compare(self, session: Session, codes: str) -> None:
        for topic in session.exec(select(Topic)).all():
            assert topic.id is not None
            pairs = [(reader, (topic.id,)) for reader in READERS]
            pairs.append((notice.notices, (topic.path, 1, None, topic.id)))
            open_now = select(Motion.id).where(
                Motion.topic_id == topic.id, Motion.state == MotionState.OPEN
            )
            pairs += [(live_count, (number,)) for number in session.exec(open_now)]
            for reader, args in pairs:
                areas = (Area.NOTICE,) if reader is notice.notices else AREAS
                kept = read_topic(areas, topic.id, reader, *args)
                with glance() as anew:
                    said = f"{reader.__qualname__} of topic {topic.id} is old after {codes}"
                    assert repr(kept) == repr(reader(anew, *args)), said
                self.compared += 1
