"""What the page of a published edition is about (所看期次)."""

from dataclasses import dataclass

from components.language import chosen
from models.revision import Area
from services.ranking.edition import Head, Results

AREAS = (Area.RANKING, Area.FIRM)


@dataclass(frozen=True)
class Shape:
    """What the words of a row depend on beside the row (行的写法)."""

    language: str
    digits: int
    kinds: tuple[str, ...]  # what peer groups are made of
    has_groups: bool
    has_before: bool


@dataclass(frozen=True)
class Asked:
    """A published edition with its results (所看期次)."""

    head: Head
    results: Results

    @property
    def code(self) -> str:
        """What links call it."""
        return self.head.edition.code

    @property
    def path(self) -> str:
        """Where it is about."""
        return self.head.edition.path

    @property
    def edition_id(self) -> int:
        """Its number in the tables."""
        return self.head.edition.id or 0

    @property
    def before_id(self) -> int:
        """The computation of the last edition; 0 where there was none."""
        return self.results.before.computation_id if self.results.before else 0

    @property
    def shape(self) -> Shape:
        """How rows are written for this visitor."""
        several, kinds = len(self.results.groups) > 1, self.head.body.peers
        return Shape(chosen(), self.head.digits, kinds, several, self.has_before)

    @property
    def has_before(self) -> bool:
        """Whether there is a last edition to compare with."""
        return self.results.before is not None
