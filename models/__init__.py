"""The nouns of the house. Importing this package declares every table."""

from models import (
    benefit,
    meeting,
    member,
    motion,
    notice,
    photo,
    place,
    procedure,
    rating,
    revision,
    roll,
    sign_in,
    statement,
    task,
    topic,
    trail,
)

TABLES = (
    place,
    member,
    sign_in,
    roll,
    procedure,
    topic,
    meeting,
    statement,
    motion,
    task,
    rating,
    benefit,
    notice,
    photo,
    revision,
    trail,
)
