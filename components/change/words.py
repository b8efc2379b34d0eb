"""What change sets say, in the words of those who read them (变更用语)."""

from collections.abc import Mapping

from components import label
from components.change import figures
from components.custom import words as custom
from components.custom.picking import MARKS
from components.form import words as form
from components.language import _, chosen, n_
from components.layout import words as layout
from components.procedure import words as procedure
from components.text import plain
from models.definition import ChangeState, DefinitionKind
from models.procedure import GateKind
from rules.definition.difference import Difference, called
from rules.entity import Kind
from rules.procedure import CLOSED, DONE, STAY
from rules.refusal import N_
from rules.webhook.event import EVENTS
from services.change.reading import ShownItem

KINDS = {
    DefinitionKind.FIELD: (N_("Custom field"), "add_box"),
    DefinitionKind.OVERRIDE: (N_("Field of a table"), "tune"),
    DefinitionKind.FORM: (N_("Form"), "assignment"),
    DefinitionKind.RIGHT: (N_("Right to data"), "admin_panel_settings"),
    DefinitionKind.METRIC: (N_("Metric"), "speed"),
    DefinitionKind.DASHBOARD: (N_("Dashboard"), "monitoring"),
    DefinitionKind.LAYOUT: (N_("Print layout"), "print"),
    DefinitionKind.WEBHOOK: (N_("Messages to another system"), "webhook"),
    DefinitionKind.POLICY: (N_("Rule of publishing"), "rule"),
    DefinitionKind.PROCEDURE: (N_("Procedure"), "account_tree"),
    DefinitionKind.METHOD: (N_("Method of rating"), "functions"),
}
STATES = {
    ChangeState.DRAFT: (N_("in draft"), "edit", "blue"),
    ChangeState.ASKED: (N_("waits for a second person"), "person_add", "orange"),
    ChangeState.PUBLISHED: (N_("Published"), "check_circle", "green"),
    ChangeState.UNDONE: (N_("rolled back"), "undo", "gray"),
    ChangeState.DROPPED: (N_("given up"), "delete", "gray"),
}
# What the parts of a body are called; a part that is not here stands as it is written.
PARTS = {
    "name": N_("Name"),
    "name_en": N_("Name in English"),
    "label": N_("Name"),
    "label_en": N_("Name in English"),
    "english": N_("Name in English"),
    "title": N_("Title"),
    "title_en": N_("Title in English"),
    "help": N_("Help"),
    "help_en": N_("Help in English"),
    "kind": N_("Kind"),
    "type": N_("Kind"),
    **MARKS,
    "required": N_("Required"),
    "order": N_("Order"),
    "position": N_("Order"),
    "least": N_("At least"),
    "most": N_("At most"),
    "longest": N_("Most characters"),
    "pattern": N_("Pattern"),
    "digits": N_("Decimals"),
    "result": N_("What does it give?"),
    "column": N_("Column"),
    "columns": N_("Columns"),
    "valid_if": N_("Right if"),
    "valid_words": N_("What is said otherwise"),
    "intro": N_("A sentence for whoever begins"),
    "intro_en": N_("First sentence in English"),
    "thanks": N_("A word of thanks"),
    "thanks_en": N_("Thanks in English"),
    "one_per": N_("How often?"),
    "opens_on": N_("First day"),
    "closes_on": N_("Last day"),
    "changeable": N_("Answers may be changed until the last day"),
    "results_public": N_("Everybody may see what the answers come to"),
    "per_sender": N_("Answers an hour, from one sender"),
    "per_hour": N_("Answers an hour, from all together"),
    "entity": N_("Table"),
    "table": N_("Table"),
    "fields": N_("Fields"),
    "sections": N_("Sections"),
    "options": N_("Choices"),
    "choices": N_("Choices"),
    "steps": N_("Steps"),
    "gates": N_("Gates"),
    "verb": N_("What people do here"),
    "verb_en": N_("The same in English"),
    "code": N_("Its code"),
    "stage": N_("Stage of the procedure"),
    "icon": N_("Small picture"),
    "form_key": N_("Form"),
    "count": N_("How many"),
    "share": N_("Share"),
    "days": N_("Days"),
    "notice_days": N_("Days of notice"),
    "attendance": N_("Attendance at least"),
    "open_days": N_("Days it is open"),
    "raters": N_("Raters at least"),
    "actors": N_("Who acts"),
    "body": N_("Content"),
    "summary": N_("Summary"),
    "summary_en": N_("Summary in English"),
    "url": N_("Address"),
    "events": N_("Events"),
    "on": N_("switched on"),
    "two_people": N_("takes two people"),
    "note": N_("Remark"),
    "role": N_("Role"),
    "action": N_("may"),
    "rows": N_("For which rows"),
    "unit": N_("Unit of measure"),
    "filter": N_("Filter"),
    "target": N_("Target"),
    "visible_if": N_("Shown if"),
    "required_if": N_("Required if"),
    "deadline_days": N_("Working days"),
    "weight": N_("weighs"),
    "on_success": N_("Next"),
    "on_failure": N_("If it fails"),
    "on_expiry": N_("If it is late"),
    "blocks": N_("Blocks"),
    "names": N_("Fields"),
    "text": N_("Text"),
    "formula": N_("Formula"),
    "use": N_("Who fills it in?"),
}
WAYS = ("on_success", "on_failure", "on_expiry")
ENDS = {DONE: N_("done"), CLOSED: N_("ended"), STAY: N_("stays, marked overdue")}
VALUES = {"yes": N_("Yes"), "no": N_("No")}
ROLES = {role.value: word for role, word in label.ROLES.items()}
CODES = {  # parts that hold codes of a closed list
    "two_people": {kind.value: word for kind, (word, _icon) in KINDS.items()},
    "events": {event: word for event, (word, _codes, _facts) in EVENTS.items()},
    "actors": ROLES,
    "roles": ROLES,
    "role": ROLES,
    "use": {use.value: word for use, word in form.USES.items()},
    "one_per": {once.value: word for once, word in form.ONCE.items()},
    "result": {result.value: word for result, word in custom.RESULTS.items()},
}
# Parts that mean something else where the body itself says them.
OWN = {DefinitionKind.FIELD: {"name": N_("Its code")}}


def kind(code: DefinitionKind) -> str:
    """Which kind of thing is configured."""
    return _(KINDS[code][0])


def icon(code: DefinitionKind) -> str:
    """The sign of a kind."""
    return f":material/{KINDS[code][1]}:"


def state(code: ChangeState) -> str:
    """How far a set has come."""
    return _(STATES[code][0])


def badge(code: ChangeState) -> str:
    """The same with its sign and colour, for Markdown."""
    _word, sign, colour = STATES[code]
    return f":{colour}-badge[:material/{sign}: {state(code)}]"


def place(name: str) -> str:
    """Where it holds."""
    return name or _("the whole house")


def summary(before: object, after: object, parts: int) -> str:
    """What one change does, in a few words."""
    if before is None:
        return _("new")
    if after is None:
        return _("taken away")
    return n_("{n} part changes", "{n} parts change", parts)


def part(difference: Difference, item: ShownItem) -> str:
    """Where in the body: the parts by their names, one in the other."""
    english = chosen() != "zh_CN"
    names = [called(body, difference.part, english) for body in (item.after, item.before)]
    said: list[str] = []
    for code, *told in zip(difference.part, *names, strict=True):
        own = next((name for name in told if name), "")
        words = (OWN.get(item.kind, {}) if not said else {}) | figures.PARTS.get(item.kind, {})
        word = words.get(code) or PARTS.get(code)
        said.append(own or (_(word) if word else code))
    return " › ".join(said)


def value(said: str | None, part: tuple[str, ...], item: ShownItem) -> str:
    """One side of a difference; codes of a closed list by their names."""
    if said is None or said == "":
        return "–"
    last = part[-1] if part else ""
    if (found := figures.CODES.get(item.kind, {}).get(last, {}).get(said)) is not None:
        return _(found)
    if last in WAYS:
        return _way(said, item)
    if last == "kind" and (found := _kind_in(said, part)):
        return found
    known = CODES.get(last, VALUES)
    told = [_(known[code]) if code in known else code for code in said.split(", ")]
    return _(", ").join(told) if known is not VALUES else told[0] if len(told) == 1 else said


def _way(code: str, item: ShownItem) -> str:
    """Where a step of a procedure leads, by name."""
    if code in ENDS:
        return _(ENDS[code])
    english = chosen() != "zh_CN"
    names = (called(body, ("steps", code), english)[-1] for body in (item.after, item.before))
    return next((name for name in names if name), code)


def _kind_in(code: str, part: tuple[str, ...]) -> str:
    """What sort of gate, of block, or of field a part is."""
    if "gates" in part and code in set(GateKind):
        return procedure.kind(GateKind(code))
    if "blocks" in part and code in layout.KINDS:
        return layout.kind(code)
    return custom.kind(Kind(code)) if code in set(Kind) else ""


def sentence(text: str, facts: Mapping[str, object]) -> str:
    """A problem in the visitor's language, with the names of that language."""
    told = dict(facts)
    english = told.pop("name_en", None)
    if chosen() != "zh_CN" and english:
        told["name"] = english
    return _(text, **{name: plain(fact) for name, fact in told.items()})
