"""A metric in the language of whoever reads (指标用语)."""

from fractions import Fraction

from sqlmodel import Session

from rules.entity import Entity
from rules.metric import Figure, Metric, rounded
from rules.metric.words import formula
from rules.refusal import Refused
from services.entity import entity_for
from services.metric.catalogue import metric as metric_of
from services.wording import either, say, worded

NOTHING = "–"


def label(metric: Metric, language: str) -> str:
    """What it is called."""
    return either(language, metric.label, metric.label_en)


def in_words(session: Session, metric: Metric, language: str) -> str:
    """Its formula as a sentence (口径): what is counted, of what, by which day."""

    def entity_of(key: str) -> Entity:
        return entity_for(session, key, metric.place_path)

    def label_of(key: str) -> object:
        try:
            other = metric_of(session, key)
        except Refused:
            return {"said": key}
        return {"named": [f"“{label(other, one)}”" for one in ("zh_CN", "en")]}

    return worded(language, formula(metric, entity_of, label_of))


def definition(metric: Metric, language: str) -> str:
    """What its owner says it means (定义)."""
    return either(language, metric.words, metric.words_en)


def shown(metric: Metric, value: Fraction | None, language: str) -> str:
    """A value with its unit: 98.9%, 412 户, ¥ 5,380,000, 1 topic, 2 topics."""
    if value is None:
        return NOTHING
    text = rounded(value, metric.precision)
    english = metric.unit_en if language != "zh_CN" else ""
    unit = counted(english, text) if english else metric.unit
    if unit == "¥":
        return f"¥ {text}"
    return text + unit if unit == "%" or not unit else f"{text} {unit}"


def unit(metric: Metric, language: str) -> str:
    """What many of it are counted in, above an axis."""
    english = metric.unit_en if language != "zh_CN" else ""
    return counted(english, "") if english else metric.unit


def counted(unit: str, number: str) -> str:
    """The English unit of a number: ``topic|topics`` is told apart, any other stands as it is."""
    one, _, many = unit.partition("|")
    return one if number in {"1", "−1"} else many or one


def figure_shown(metric: Metric, figure: Figure, language: str) -> str:
    """A figure with its unit, or why there is none."""
    if figure.suppressed:
        return say(language, "Too few to show")
    return shown(metric, figure.value, language)
