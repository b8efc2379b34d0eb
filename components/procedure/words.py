"""A plan in words that a grandmother reads (规程说明)."""

from components import label
from components.language import _
from components.text import plain
from models.choice import Regime
from models.procedure import GateKind
from rules.procedure import CLOSED, DONE, STAY, Gate, Plan, StepPlan


def kind(code: GateKind) -> str:
    """What sort of gate this is."""
    return {
        GateKind.ENDORSEMENTS: _("Support of households"),
        GateKind.MEETING: _("A meeting"),
        GateKind.MOTION: _("A vote"),
        GateKind.WORK: _("Work done"),
        GateKind.NOTICE: _("A notice"),
        GateKind.RATINGS: _("Ratings"),
        GateKind.APPROVAL: _("Approval by a role"),
        GateKind.TWO_PERSONS: _("Approval by two persons"),
        GateKind.BENEFIT: _("Result published"),
    }[code]


def regime(code: str) -> str:
    """Under which rule a motion is decided."""
    return {
        Regime.ADVISORY: _("Opinion poll"),
        Regime.RESIDENTS: _("Residents' meeting"),
        Regime.OWNERS: _("Owners' decision"),
        Regime.COMMITTEE: _("Owners' committee decision"),
        Regime.UNANIMITY: _("Unanimity of those affected"),
    }[Regime(code)]


def gate(asked: Gate) -> str:
    """One gate with its numbers."""
    given = asked.params
    match asked.kind:
        case GateKind.ENDORSEMENTS if given.get("share") is not None:
            return _("{n}% of households support it", n=given["share"])
        case GateKind.ENDORSEMENTS:
            return _("{n} households support it", n=given.get("count"))
        case GateKind.MEETING:
            return _(
                "a meeting announced {days} days ahead, {share}% of those due came, minutes filed",
                days=given["notice_days"],
                share=given["attendance"],
            )
        case GateKind.MOTION:
            regimes = [regime(code) for code in given.get("regimes", ())]
            under = _(" or ").join(regimes) if regimes else _("any regime")
            return _("a vote passed ({under})", under=under)
        case GateKind.NOTICE:
            return _("the decision posted for {n} days", n=given["days"])
        case GateKind.WORK:
            return _("the work reported done")
        case GateKind.RATINGS:
            return _(
                "at least {raters} ratings, {share}% satisfied, open for {days} days",
                raters=given["raters"],
                share=given["share"],
                days=given["open_days"],
            )
        case GateKind.BENEFIT:
            return _("the result published")
        case GateKind.APPROVAL:
            return _("{roles} approves with a reason", roles=label.roles(list(asked.roles())))
        case GateKind.TWO_PERSONS:
            roles = label.roles(list(asked.roles()))
            return _("two different persons approve ({roles})", roles=roles)


def target(code: str, steps: tuple[StepPlan, ...]) -> str:
    """Where a way leads, by name."""
    ends = {DONE: _("done"), CLOSED: _("ended"), STAY: _("stays, marked overdue")}
    if code in ends:
        return ends[code]
    return next((plain(label.step(s)) for s in steps if s.code == code), plain(code))


def step(here: StepPlan, steps: tuple[StepPlan, ...]) -> str:
    """One step as a short paragraph of Markdown."""
    lines = [f"**{plain(label.step(here))}** · {plain(label.verb(here))}"]
    lines += [f"- {gate(asked)}" for asked in here.gates]
    ways = [
        _("then: {target}", target=target(here.on_success, steps)),
        _("if it fails: {target}", target=target(here.on_failure, steps)),
    ]
    if here.deadline_days is not None:
        after = target(here.on_expiry, steps)
        text = _("after {n} working days: {target}", n=here.deadline_days, target=after)
        ways.append(text)
    return "\n".join([*lines, "", f":gray[{' · '.join(ways)}]"])


def flow(plan: Plan) -> str:
    """The names of the steps in a row."""
    return " → ".join(plain(label.step(s)) for s in plan.steps)
