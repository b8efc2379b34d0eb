"""What the values of closed lists are called (选项用语): class of the list, value, English word."""

from rules.entity.words.deliberation import DELIBERATION
from rules.entity.words.ledger import LEDGER
from rules.entity.words.lowcode import LOWCODE
from rules.entity.words.place import PLACE
from rules.entity.words.rating import RATING
from rules.refusal import N_

CHOICES: dict[str, dict[str, str]] = PLACE | DELIBERATION | LEDGER | RATING | LOWCODE

# The groups that tables stand in, in the order in which they are shown.
GROUPS: dict[str, str] = {
    "places": N_("Places"),
    "people": N_("People"),
    "deliberation": N_("Deliberation"),
    "books": N_("Books and money"),
    "rating": N_("Rating of property service"),
    "registers": N_("Registers"),
    "configuration": N_("Configuration"),
    "machinery": N_("Machinery"),
}
