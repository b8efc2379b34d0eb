"""What forms and their parts are called (表单用语)."""

from components.format import day
from components.language import _, either
from rules.form import Form, OncePer, Opening, Use
from rules.form.body import Section
from rules.refusal import N_

CHINESE = "zh_CN"
USES = {
    Use.PUBLIC: N_("Open to everybody"),
    Use.MEMBERS: N_("For members"),
    Use.STEP: N_("For a step of a topic"),
    Use.SHEET: N_("Score sheet"),
    Use.SURVEY: N_("Survey, one answer a home"),
}
ONCE = {
    OncePer.NONE: N_("Any number of times"),
    OncePer.MEMBER: N_("Once each person"),
    OncePer.UNIT: N_("Once each home"),
}


def name(form: Form) -> str:
    """A form as its heading says it."""
    return either(form.name, form.name_en)


def intro(form: Form) -> str:
    """What is said to whoever begins."""
    return either(form.intro, form.intro_en)


def thanks(form: Form) -> str:
    """What is said to whoever has sent it."""
    return either(form.thanks, form.thanks_en)


def section(of: Section) -> str:
    """The heading of a section; empty where it has none."""
    return either(of.title, of.title_en)


def use(of: Use) -> str:
    """Whom a form is for."""
    return _(USES[of])


def once(of: OncePer) -> str:
    """How often it is answered."""
    return _(ONCE[of])


def opening(form: Form, now: Opening) -> str:
    """Whether it can be filled in, and until when."""
    if now is Opening.AHEAD and form.opens_on is not None:
        return _("from {day} on", day=day(form.opens_on))
    if now is Opening.OVER and form.closes_on is not None:
        return _("closed since {day}", day=day(form.closes_on))
    if form.closes_on is not None:
        return _("open until {day}", day=day(form.closes_on))
    return _("open now")
