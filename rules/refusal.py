"""How the house says no."""


def N_(text: str) -> str:
    """Mark ``text`` for translation without translating it here."""
    return text


class Refused(Exception):
    """A rule was not met (不予通过).

    Carries an untranslated English sentence and its facts, so that each visitor
    reads it in his own language: ``Refused(N_("Voting on “{title}” has closed."), title=…)``.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        """The English sentence with its facts, for logs and the command line."""
        return self.sentence.format(**self.facts)
