"""Methods of rating as data (评价办法): what they say, and what is wrong with them."""

from rules.method.body import Body
from rules.method.grade import grade
from rules.method.problems import Problem, must_be_sound, problems
from rules.method.reading import read_body
from rules.method.spec import spec_of

__all__ = ["Body", "Problem", "grade", "must_be_sound", "problems", "read_body", "spec_of"]
