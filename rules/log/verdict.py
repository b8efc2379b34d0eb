"""Whether an export is what it was (核对导出): needs the files alone, no house and no network.

``verify`` works out everything again from ``entries.jsonl``. What it cannot work out, the root, it
takes from the signed checkpoint; and whether that signature is the right one, from what people
kept in hand: an old checkpoint, or the public key.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

from rules import export
from rules.log import checkpoint as rule
from rules.log.canonical import parsed
from rules.log.checkpoint import Head
from rules.log.note import Malformed, Note, Verifier, verifier
from rules.log.sums import Sums
from rules.log.tree import Growing, leaf_hash

ENTRIES, CHECKPOINT, KEY = "entries.jsonl", "checkpoint.txt", "public-key.txt"
WITNESSED, WITNESS_KEY = "witnessed.txt", "witness-key.txt"
PAGE = "verify.html"
VOUCHERS = "vouchers/"
MOST_PROBLEMS = 100  # one wrong entry may spoil thousands
LARGEST_LINE = 100_000  # bytes

_KEY = re.compile(r"[^\s+：:（(“\"]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*")

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Verdict:
    """What came of it (核对结果)."""

    entries: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems


@dataclass
class Log:
    """A log as it was read: its lines, its sums, and its root at each size asked for (日志)."""

    lines: list[bytes] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    roots: dict[int, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        """The leaves, parsed anew each time: a large book does not stay in memory twice."""
        return map(json.loads, self.lines)


def verify(files: Files, page: bytes, since: str = "", key: str = "") -> Verdict:
    """Check an export against itself, and against what somebody kept from before.

    ``page`` is the checking page as this program ships it; ``since`` an old checkpoint; ``key``
    the public key that was printed, in any text that holds it on a line.
    """
    known = _known(files, since)
    log = _read(files.get(ENTRIES, b""), tuple(sorted(known)))
    problems = [*log.problems, *_present(files)]
    problems += _signed(files, log)
    problems += _witnessed(files, log)
    if since or key:
        problems += _trusted(log, since, key)
    if not problems:  # else they were made from something else anyway
        problems += _derived(files, log)
    if files.get(PAGE) != page:
        problems.append(f"{PAGE} is not the page that ships with this program")
    problems += _vouchers(files, log)
    return Verdict(len(log.lines), tuple(problems[:MOST_PROBLEMS]))


def _known(files: Files, since: str) -> set[int]:
    """The sizes at which somebody signed a root."""
    sizes = set()
    for content in (_text(files, CHECKPOINT), _text(files, WITNESSED), since):
        try:
            sizes.add(rule.read(content)[0].size)
        except Malformed:
            continue  # said where it is read in earnest
    return sizes


def _text(files: Files, name: str) -> str:
    return files.get(name, b"").decode("utf-8", "replace")


@lru_cache(maxsize=2)
def _read(content: bytes, sizes: tuple[int, ...]) -> Log:
    """Go through the entries once: spelling, sums and roots."""
    log, growing = Log(), Growing()
    if content and not content.endswith(b"\n"):
        log.problems.append(f"{ENTRIES} stops in the middle of a line")
    log.lines = content.split(b"\n")[:-1]
    for number, line in enumerate(log.lines, start=1):
        if growing.size in sizes:
            log.roots[growing.size] = growing.root()
        growing.add(leaf_hash(line))
        if len(log.problems) < MOST_PROBLEMS:
            said = f"{ENTRIES} line {number}"
            log.problems += [f"{said} {problem}" for problem in _leaf(log.sums, line)]
    log.roots[growing.size] = growing.root()
    return log


def _leaf(sums: Sums, line: bytes) -> Iterable[str]:
    try:
        if len(line) > LARGEST_LINE:
            raise ValueError(len(line))
        leaf = parsed(line.decode())
    except (ValueError, RecursionError):
        sums.size += 1
        return ["is not written as a leaf of the log"]
    return list(sums.take(leaf))


def _present(files: Files) -> Iterator[str]:
    if not files.get(ENTRIES):
        yield f"{ENTRIES} is missing"
    for name in (CHECKPOINT, KEY, *export.REPRODUCED):
        if name not in files:
            yield f"{name} is missing"


def _signed(files: Files, log: Log) -> Iterator[str]:
    """The checkpoint: of this log, of these entries, signed by its key and by nobody else."""
    said = f"{CHECKPOINT}:"
    content = _text(files, CHECKPOINT)
    try:
        head, note = rule.read(content)
    except Malformed:
        yield f"{said} is no checkpoint"
        return
    yield from _belongs(said, head, log)
    if head.size < len(log.lines):
        yield f"{said} is for {head.size} entries, and {len(log.lines)} are here"
    if len(note.signatures) != 1 or not _by_log(note, head, log):
        yield f"{said} is not signed by the key of this log"
    if _text(files, KEY) != "".join(f"{key}\n" for _, key in log.sums.keys):
        yield f"{KEY} does not hold the keys that the log tells of"


def _belongs(said: str, head: Head, log: Log) -> Iterator[str]:
    if head.origin != log.sums.origin:
        yield f"{said} is of another log, {head.origin}"
    if head.size > len(log.lines):
        here = len(log.lines)
        yield f"{said} is for {head.size} entries, and only {here} are here: some were taken away"
    elif log.roots.get(head.size) != head.root:
        yield f"{said} the first {head.size} entries are not those that were signed"


def _by_log(note: Note, head: Head, log: Log) -> bool:
    key = log.sums.key_at(head.size)
    return key is not None and note.signed_by(key)


def _witnessed(files: Files, log: Log) -> Iterator[str]:
    """The last checkpoint under which a witness signed: the log's own lines, and theirs."""
    if WITNESSED not in files and WITNESS_KEY not in files:
        return
    said = f"{WITNESSED}:"
    try:
        head, note = rule.read(_text(files, WITNESSED))
        keys = [verifier(line) for line in _text(files, WITNESS_KEY).splitlines()]
    except Malformed:
        yield f"{said} is no checkpoint, or {WITNESS_KEY} holds no key"
        return
    yield from _belongs(said, head, log)
    own, others = note.signatures[:1], note.signatures[1:]
    if not _by_log(Note(note.text, own), head, log):
        yield f"{said} is not signed by the key of this log"
    if _text(files, WITNESS_KEY) != "".join(f"{key}\n" for key in keys):
        yield f"{WITNESS_KEY} is not written as it should be"
    pairs = zip(others, keys) if len(others) == len(keys) else ()
    held = [rule.witnessed(head, line, key) is not None for line, key in pairs]
    if not held or not all(held):
        yield f"{said} the witness did not sign this"


def _trusted(log: Log, since: str, key: str) -> Iterator[str]:
    """What somebody kept from before: the key that was printed, the checkpoint of last quarter.

    A key that the log tells of vouches for all others in it: each change is signed by both.
    """
    held = list(_keys_in(key))
    if key and not held:
        yield "the key given is no public key"
    serving = {str(known) for _, known in log.sums.keys}
    if held and not any(str(given) in serving for given in held):
        yield "the log does not know the key that you hold: somebody put another in its place"
    if not since:
        return
    said = "the old checkpoint"
    try:
        head, note = rule.read(since)
    except Malformed:
        yield f"{said} is no checkpoint"
        return
    yield from _belongs(said, head, log)
    if not _by_log(note, head, log):
        yield f"{said} is not signed by the key that this log names: somebody changed the key"


def _keys_in(text: str) -> Iterator[Verifier]:
    for word in _KEY.findall(text):
        try:
            yield verifier(word)
        except Malformed:
            continue


def _derived(files: Files, log: Log) -> Iterator[str]:
    """Every other file says what the entries say, to the byte."""
    try:
        made = _made(log)
    except (ValueError, TypeError, LookupError, AttributeError) as wrong:  # NotALedger too
        yield f"{ENTRIES} is not the log of a book: {wrong}"
        return
    for name in export.REPRODUCED:
        if sha256(files[name]).digest() != made[name]:
            yield f"{name} does not say what {ENTRIES} says"


_last: list[tuple[Log, dict[str, bytes]]] = []


def _made(log: Log) -> dict[str, bytes]:
    """The hash of each file as it has to be; the last answer is kept."""
    if _last and _last[0][0] is log:
        return _last[0][1]
    made = {}
    for name, chunks in export.reproduced(log):
        digest = sha256()
        for chunk in chunks:
            digest.update(chunk)
        made[name] = digest.digest()
    _last[:] = [(log, made)]
    return made


def _vouchers(files: Files, log: Log) -> Iterator[str]:
    """Each paper is named after its own hash, and the log names that."""
    for name in sorted(files):
        if not name.startswith(VOUCHERS):
            continue
        digest = sha256(files[name]).hexdigest()
        if name.removeprefix(VOUCHERS).partition(".")[0] != digest:
            yield f"{name} is not the paper that it was"
        elif digest not in log.sums.papers:
            yield f"{name} belongs to no entry"
